import { allRequirements, askingSteps } from '../rules-support/requirements';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'A package comes from a repository without a version',
  category: 'reproducibility',
  wrong: 'This line takes the newest commit of a repository.',
  why: 'Each cold build can install other code from the same line, and Docker does not notice: a cached step keeps the old code.',
  remedy: 'Name a tag or a commit after `@`.',
  recordings: [],
};

export default defineRule({
  id: 'unpinned-repository',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    if (!allRequirements(build).some(({ text }) => text.includes('git+'))) return [];
    const seen = new Set<string>();
    return askingSteps(build).flatMap(({ stage, step }) =>
      step.requirements.flatMap(({ text, file, range }) => {
        const address = /git\+[a-z]+:\/\/(?:[^\s/@]+@)?([^\s#;'"]+)/.exec(text)?.[1];
        const key = `${file}:${range.start}`;
        if (address === undefined || /@|\$/.test(address) || seen.has(key)) return [];
        seen.add(key);
        return [{ range, file, stage: stage.index }];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A repository without a commit',
    bad: 'FROM python:3.13\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    good: 'FROM python:3.13\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: { 'requirements.txt': 'tool @ git+https://code.example/team/tool.git\n' },
    goodFiles: { 'requirements.txt': 'tool @ git+https://code.example/team/tool.git@v1.4.0\n' },
    fires: ['tool @ git+https://code.example/team/tool.git'],
  },
];
