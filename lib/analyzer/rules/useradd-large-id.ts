import { hasOption, optionValue, readArguments } from '../rules-support/commands';
import { insertText } from '../rules-support/edits';
import { savesBytes } from '../rules-support/savings';
import { isInFinalImage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const valued = new Set(
  '-b --base-dir -c --comment -d --home-dir -e --expiredate -f --inactive -g --gid -G --groups -k --skel -K --key -p --password -R --root -s --shell -u --uid'.split(
    ' ',
  ),
);
const largeId = 100_000;
/** Bytes of one record in /var/log/lastlog; the file reaches as far as the highest user's record. Source: lastlog(8). */
const recordBytes = 292;

export const texts: RuleTexts = {
  title: 'A large user id makes a large file',
  category: 'size',
  wrong: '`useradd` writes the record of this user far into its log files, at a place that the number determines.',
  why: 'The file has a hole as long as the id is high. On disk the hole takes no space; in a layer it may be written out in full.',
  remedy: 'Add `--no-log-init`.',
  recordings: [],
};

export default defineRule({
  id: 'useradd-large-id',
  part: 'system',
  severity: 'warning',
  codes: { hadolint: ['DL3046'] },
  check(build) {
    return runs(build, 'useradd').flatMap((run) =>
      run.invocations
        .filter((invocation) => invocation.program === 'useradd')
        .flatMap((invocation) => {
          const { options } = readArguments(invocation.words, valued);
          const id = Number(optionValue(options, '-u', '--uid'));
          if (!(id >= largeId) || hasOption(options, '-l', '--no-log-init')) return [];
          const bytes = id * recordBytes;
          return [
            {
              range: invocation.command.range,
              stage: run.stage.index,
              saves: isInFinalImage(build, run.stage)
                ? savesBytes({
                    low: 0,
                    likely: 0,
                    high: bytes,
                    evidence: [{ text: 'one record for every user id below', kind: 'assumed' }],
                    unknown: ['whether the layer keeps the hole'],
                  })
                : {},
              fix: {
                title: 'Add --no-log-init',
                safety: 'safe' as const,
                edits: [insertText(build, invocation.programRange.end, ' --no-log-init')],
              },
            },
          ];
        }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An id of seven digits',
    bad: 'FROM debian:trixie-slim\nRUN useradd --uid 1234567 app\n',
    good: 'FROM debian:trixie-slim\nRUN useradd --no-log-init --uid 1234567 app\n',
    fires: ['useradd --uid 1234567 app'],
  },
];
