import { pipCalls } from '../rules-support/pip-calls';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Options that pip had, the release that took them out, and what to do instead. Source: pip's own news file. */
const removed: ReadonlyMap<string, { readonly since: string; readonly instead: string }> = new Map([
  [
    '--install-option',
    { since: '23.1', instead: 'For a folder of its own, use `--prefix` or `--target` of pip itself.' },
  ],
  ['--process-dependency-links', { since: '19.0', instead: 'Name the dependency with its URL: `name @ https://…`.' }],
  ['--build', { since: '21.3', instead: 'Set `TMPDIR` to choose where pip builds.' }],
  ['--build-dir', { since: '21.3', instead: 'Set `TMPDIR` to choose where pip builds.' }],
  ['--egg', { since: '10', instead: 'Remove it: pip installs wheels.' }],
  ['--no-use-wheel', { since: '10', instead: 'Use `--no-binary=:all:`.' }],
  ['--use-wheel', { since: '10', instead: 'Remove it: pip takes wheels first.' }],
  ['--allow-external', { since: '10', instead: 'Leave it out.' }],
  ['--allow-unverified', { since: '10', instead: 'Leave it out.' }],
]);

export const texts: RuleTexts = {
  title: 'pip no longer has this option',
  category: 'reliability',
  wrong: 'This option has been removed from pip.',
  why: 'pip stops with "no such option", and the build stops with it.',
  remedy: 'Use what replaced it.',
  recordings: ['small-multi-stage'],
};

export default defineRule({
  id: 'removed-pip-option',
  part: 'packages',
  severity: 'error',
  codes: {},
  failures: ['removed-pip-option'],
  check(build) {
    return pipCalls(build).flatMap(({ pip, run }) =>
      pip.options.flatMap(({ name, word }) => {
        const past = removed.get(name);
        if (past === undefined) return [];
        return [
          {
            range: word.range,
            stage: run.stage.index,
            wrong: `pip ${past.since} removed \`${name}\`.`,
            remedy: past.instead,
          },
        ];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A prefix as an install option',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --install-option="--prefix=/install" flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --prefix=/install flask==3.0.3\n',
    fires: ['--install-option="--prefix=/install"'],
  },
];
