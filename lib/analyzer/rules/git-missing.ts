import type { Build, Step } from '../build/types';
import { invocations } from '../rules-support/commands';
import { allRequirements } from '../rules-support/requirements';
import { bottomStage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const repository = /(?:^|[\s@])git\+[a-z]+:/;

/** Whether the image may have git at this step: a full base has it, and so has one that was given it. */
function mayHaveGit(build: Build, run: PlacedRun): boolean {
  const { variant, distribution } = bottomStage(build, run.stage).profile;
  if (!['slim', 'alpine', 'minimal'].includes(variant) || distribution === 'unknown') return true;
  if ([...run.step.before.osPackages, ...run.step.after.osPackages].some((name) => /^git(?:-|$)/.test(name)))
    return true;
  const earlier: readonly Step[] = run.stage.steps.filter((step) => step.index < run.step.index);
  const isCopied = earlier.some(
    ({ instruction }) =>
      instruction.keyword === 'COPY' &&
      instruction.sources.some((source) => /(?:^|\/)git$|^\/usr\/bin/.test(source.text)),
  );
  const commands = [...earlier.flatMap((step) => step.commands), ...run.commands];
  return (
    isCopied ||
    invocations(commands).some(
      ({ program, words }) =>
        program === 'git' ||
        (/^(?:apt|apk|dnf|yum|micro|conda|mamba)/.test(program) && words.some(({ text }) => text === 'git')),
    )
  );
}

export const texts: RuleTexts = {
  title: 'A requirement needs git, and the image has none',
  category: 'reliability',
  wrong: 'This requirement is fetched with `git`, which the image does not have.',
  why: 'pip and uv both call the program `git`, so the build stops with "Cannot find command git" or a similar message.',
  remedy: 'Install `git` in the stage that installs the packages, or name the archive of the tag by its `https` URL.',
  recordings: [],
};

export default defineRule({
  id: 'git-missing',
  part: 'packages',
  severity: 'error',
  codes: {},
  check(build) {
    if (!allRequirements(build).some(({ text }) => repository.test(text))) return [];
    const seen = new Set<string>();
    return runs(build).flatMap((run) =>
      run.step.requirements.flatMap(({ text, file, range }) => {
        const key = `${file}:${range.start}`;
        if (!repository.test(text) || seen.has(key) || mayHaveGit(build, run)) return [];
        seen.add(key);
        return [{ range, file, stage: run.stage.index }];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A requirement from a repository on a slim image',
    bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    good: 'FROM python:3.13\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: { 'requirements.txt': 'tool @ git+https://code.example/team/tool.git@v1.4.0\n' },
    fires: ['tool @ git+https://code.example/team/tool.git@v1.4.0'],
  },
  {
    title: 'git installed in the same step',
    bad: 'FROM python:3.13-alpine\nRUN pip install --no-cache-dir git+https://code.example/team/tool.git@v1.4.0\n',
    good: 'FROM python:3.13-alpine\nRUN apk add --no-cache git && pip install --no-cache-dir git+https://code.example/team/tool.git@v1.4.0\n',
    fires: ['git+https://code.example/team/tool.git@v1.4.0'],
  },
];
