import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Releases of Debian whose apt still has the program. */
const withAptKey = new Set(['stretch', 'buster', 'bullseye', 'bookworm']);

export const texts: RuleTexts = {
  title: 'apt no longer has apt-key',
  category: 'reliability',
  wrong: '`apt-key` is deprecated, and Debian 13 has removed it from apt.',
  why: 'The step stops with "not found" as soon as the base image moves to that release. A key that it adds also counts for every repository, not only for the one that it belongs to.',
  remedy:
    'Put the key into `/etc/apt/keyrings`, as a file that ends in `.asc` (text) or `.gpg` (binary), and name it in the line of the repository: `[signed-by=/etc/apt/keyrings/NAME.asc]`.',
  recordings: [],
};

export default defineRule({
  id: 'apt-key-gone',
  part: 'system',
  severity: 'warning',
  codes: {},
  failures: ['command-not-found'],
  check(build) {
    return runs(build, 'apt-key').flatMap((run) => {
      const { distribution, release } = run.stage.profile;
      const isGone = distribution === 'debian' && release !== null && !withAptKey.has(release);
      return run.invocations
        .filter(({ program }) => program === 'apt-key')
        .map(({ programRange }) => ({
          range: programRange,
          stage: run.stage.index,
          ...(isGone ? { severity: 'error' as const, wrong: 'The apt of this image no longer has `apt-key`.' } : {}),
        }));
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The key of a repository',
    bad: 'FROM python:3.13-slim-trixie\nCOPY own.asc /tmp/\nRUN apt-key add /tmp/own.asc\n',
    good: 'FROM python:3.13-slim-trixie\nCOPY own.asc /etc/apt/keyrings/\nRUN echo "deb [signed-by=/etc/apt/keyrings/own.asc] https://example.org/debian stable main" > /etc/apt/sources.list.d/own.list\n',
    files: { 'own.asc': '' },
    fires: ['apt-key'],
  },
];
