import { installOptions, placedInstalls } from '../rules-support/pip-calls';
import type { PlacedRun } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const withPassword = /^(?:git\+)?https?:\/\/([^/@\s:]*:[^/@\s]+|\$[^/@\s]+)@/;
/** Options whose value is the address of packages. */
const options = ['-i', '-f', '--index-url', '--extra-index-url', '--find-links', '--index', '--default-index'];

/** Whether the image keeps a password that stands in an address: written out, or of a variable that the image knows. */
function isKept(text: string, { instruction, step }: PlacedRun): boolean {
  const secret = withPassword.exec(text)?.[1];
  if (secret === undefined || secret.includes('$(') || secret.includes('`')) return false;
  if (instruction.flags.some((flag) => /type=secret/.test(flag.value?.text ?? ''))) return false;
  const { buildArguments, environment } = step.before;
  const variables = [...secret.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? '');
  return variables.every((name) => buildArguments.has(name) || environment.has(name));
}

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
    const indexes = installOptions(build, ...options).map(({ option: { value, word, valueWord }, run }) => ({
      text: value ?? '',
      range: (valueWord ?? word).range,
      run,
    }));
    const operands = placedInstalls(build).flatMap(({ pip, run }) =>
      pip.operands
        .filter(({ text }) => text.includes('://'))
        .map(({ text, range }) => ({ text: text.replace(/^\S+\s*@\s*/, ''), range, run })),
    );
    return [...indexes, ...operands]
      .filter(({ text, run }) => isKept(text, run))
      .map(({ range, run }) => ({ range, stage: run.stage.index }));
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
