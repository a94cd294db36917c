import { readArguments } from '../rules-support/commands';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** A version at the end, such as `-6.1.0`; a state such as `-beta` moves on. A file or an address is one thing. */
function isOpen(text: string): boolean {
  return !/-v?\d[\w.]*$/.test(text) && !/\.(?:tgz|tar|xml)$|^https?:|\$/.test(text);
}

export const texts: RuleTexts = {
  title: 'pecl installs the newest version',
  category: 'reproducibility',
  wrong: 'This PHP extension is installed without a version.',
  why: 'Two builds of one Dockerfile can differ, and a release that breaks your program is compiled in without notice.',
  remedy: 'Write the version after a dash, as in `redis-6.1.0`.',
  recordings: [],
};

export default defineRule({
  id: 'unpinned-pecl',
  part: 'downloads',
  severity: 'warning',
  codes: { hadolint: ['DL3068'] },
  check(build) {
    return runs(build, 'pecl').flatMap((run) =>
      run.invocations.flatMap(({ program, words }) => {
        const [action, ...packages] = program === 'pecl' ? readArguments(words, new Set(['-d'])).operands : [];
        if (action?.text !== 'install') return [];
        return packages.filter(({ text }) => isOpen(text)).map(({ range }) => ({ range, stage: run.stage.index }));
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One pinned, one not, one by its state',
    bad: 'FROM php:8.4-cli\nRUN pecl install xdebug redis-6.1.0 igbinary-beta\n',
    good: 'FROM php:8.4-cli\nRUN pecl install xdebug-3.4.0 redis-6.1.0 igbinary-3.2.16\n',
    fires: ['xdebug', 'igbinary-beta'],
  },
];
