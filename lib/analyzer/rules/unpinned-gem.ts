import { hasOption } from '../rules-support/commands';
import { packageCalls } from '../rules-support/package-calls';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'gem installs the newest version',
  category: 'reproducibility',
  wrong: 'This gem is installed without a version.',
  why: 'Two builds of one Dockerfile can differ, and a release that breaks your program is installed without notice.',
  remedy: 'Write the version after a colon, as in `bundler:2.7.1`, or with `--version`.',
  recordings: [],
};

export default defineRule({
  id: 'unpinned-gem',
  part: 'downloads',
  severity: 'warning',
  codes: { hadolint: ['DL3028'] },
  check(build) {
    return runs(build, 'gem').flatMap((run) =>
      packageCalls(run.commands, 'gem')
        .filter((call) => ['install', 'i'].includes(call.action) && !hasOption(call.options, '-v', '--version'))
        .flatMap((call) => call.packages)
        .filter(({ text }) => !text.includes(':') && !text.endsWith('.gem') && !text.startsWith('$'))
        .map((word) => ({ range: word.range, stage: run.stage.index })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One pinned, one not',
    bad: 'FROM ruby:3.4-slim\nRUN gem install bundler:2.7.1 rake\n',
    good: 'FROM ruby:3.4-slim\nRUN gem install bundler:2.7.1 rake:13.3.0\n',
    fires: ['rake'],
  },
  {
    title: 'A version by option',
    bad: 'FROM ruby:3.4-slim\nRUN gem install bundler\n',
    good: 'FROM ruby:3.4-slim\nRUN gem install bundler --version 2.7.1\n',
    fires: ['bundler'],
  },
];
