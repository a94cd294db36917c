import type { Contribution } from '../build/types';
import { aptCommands, installsRecommends } from '../rules-support/apt';
import { insertText } from '../rules-support/edits';
import { bytesOf, savesBytes } from '../rules-support/savings';
import { isInFinalImage, runs } from '../rules-support/steps';
import { defineRule } from './types';

/** The part of an apt step that only recommendations brought; the walk names it so. */
function isRecommended(part: Contribution): boolean {
  return part.label.includes('recommended');
}

export default defineRule({
  id: 'apt-recommends',
  title: 'apt installs recommended packages',
  category: 'size',
  severity: 'warning',
  codes: { hadolint: ['DL3015'] },
  wrong: 'apt installs what these packages recommend as well as what they need.',
  why: 'Recommendations are made for people at a desk. `python3-pip`, for one, recommends a whole compiler tool chain.',
  remedy: 'Add `--no-install-recommends`, and name what you do need.',
  lesson: 'queue-consumer/01-ubuntu',
  recordings: ['debian-recommends', 'hefner-ubuntu', 'burch-ubuntu'],
  check(build) {
    return runs(build).flatMap((run) =>
      aptCommands(run.commands)
        .filter((apt) => apt.action === 'install' && apt.packages.length > 0 && installsRecommends(apt))
        .map((apt) => {
          const range = { start: apt.programRange.start, end: apt.actionWord?.range.end ?? apt.programRange.end };
          const final = isInFinalImage(build, run.stage);
          const option = apt.program === 'aptitude' ? '--without-recommends' : '--no-install-recommends';
          return {
            range,
            stage: run.stage.index,
            severity: final ? ('warning' as const) : ('info' as const),
            saves: final ? savesBytes(bytesOf([run.step], isRecommended)) : {},
            fix: {
              title: `Add ${option}`,
              safety: 'review' as const,
              edits: [insertText(build, range.end, ` ${option}`)],
            },
          };
        }),
    );
  },
  examples: [
    {
      title: 'Python by apt',
      bad: 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y python3 python3-pip\n',
      good: 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y --no-install-recommends python3 python3-pip\n',
      fires: ['apt-get install'],
    },
    {
      title: 'Switched off by a configuration key',
      bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get -y install curl\n',
      good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get -o APT::Install-Recommends=false -y install curl\n',
      fires: ['apt-get -y install'],
    },
  ],
});
