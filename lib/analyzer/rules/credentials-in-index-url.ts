import { pipInstalls } from '../rules-support/pip';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const withPassword = /^(?:git\+)?https?:\/\/([^/@\s:]*:[^/@\s]+|\$[^/@\s]+)@/;

export const texts: RuleTexts = {
  title: 'The URL of a package or index holds credentials',
  category: 'security',
  wrong: 'This URL holds credentials.',
  why: "The text of the step is part of the image's history, and so is a build argument that it uses: anyone who can pull the image can read them.",
  remedy: 'Pass them with `--mount=type=secret`, as a netrc file or as a variable of this one step.',
  recordings: [],
};

export default defineRule({
  id: 'credentials-in-index-url',
  part: 'packages',
  severity: 'error',
  codes: {},
  check(build) {
    return runs(build, 'pip').flatMap((run) => {
      const known = new Set([...run.step.before.buildArguments.keys(), ...run.step.before.environment.keys()]);
      const isKept = (text: string): boolean => {
        const secret = withPassword.exec(text)?.[1];
        if (secret === undefined || secret.includes('$(') || secret.includes('`')) return false;
        const variables = [...secret.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? '');
        return variables.every((name) => known.has(name));
      };
      const hasSecret = run.instruction.flags.some((flag) => /type=secret/.test(flag.value?.text ?? ''));
      if (hasSecret) return [];
      return pipInstalls(run.commands).flatMap((pip) =>
        [
          ...pip.options
            .filter(({ name }) => /^(?:-i|-f|--(?:extra-)?index-url|--find-links|--index|--default-index)$/.test(name))
            .map(({ value, word, valueWord }) => ({ text: value ?? '', range: (valueWord ?? word).range })),
          ...pip.operands.map(({ text, range }) => ({ text: text.replace(/^\S+\s*@\s*/, ''), range })),
        ]
          .filter(({ text }) => isKept(text))
          .map(({ range }) => ({ range, stage: run.stage.index })),
      );
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A password in the URL of the index',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --index-url https://ci:hunter2@packages.example/simple tool==1.0\n',
    good: 'FROM python:3.13-slim\nRUN --mount=type=secret,id=netrc,target=/root/.netrc pip install --no-cache-dir --index-url https://packages.example/simple tool==1.0\n',
    fires: ['https://ci:hunter2@packages.example/simple'],
  },
];
