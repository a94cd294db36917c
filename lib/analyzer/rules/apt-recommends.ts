import type { Build } from '../build/types';
import { sum } from '../estimate';
import { type AptCommand, installsRecommends, packageName } from '../rules-support/apt';
import { aptCalls } from '../rules-support/apt-calls';
import { insertText } from '../rules-support/edits';
import { findRecommendations } from '../rules-support/os-packages';
import { savesBytes, secondsOfApt } from '../rules-support/savings';
import { isInFinalImage, type PlacedRun } from '../rules-support/steps';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

const list = new Intl.ListFormat('en-GB');

/** A configuration file of the project may switch recommends off for all that follow. */
function isConfigured(run: PlacedRun): boolean {
  return [...run.step.before.files.keys()].some((path) => path.startsWith('/etc/apt/apt.conf.d/'));
}

function report(build: Build, run: PlacedRun, apt: AptCommand): Report {
  const range = { start: apt.programRange.start, end: apt.actionWord?.range.end ?? apt.programRange.end };
  const { packages, complete } = findRecommendations(build, run, apt.packages.map(packageName));
  const owners = [...new Set(packages.map((entry) => entry.owner))];
  const isFinal = isInFinalImage(build, run.stage);
  const bytes = sum(packages.map((entry) => entry.bytes));
  const isHarmless = complete && bytes.high < littleBytes;
  const option = apt.program === 'aptitude' ? '--without-recommends' : '--no-install-recommends';
  const named = owners.slice(0, 3).map((name) => `\`${name}\``);
  return {
    range,
    stage: run.stage.index,
    severity: isFinal && !isHarmless ? 'warning' : 'info',
    ...(named.length === 0
      ? {}
      : {
          wrong: `${list.format(named)} ${named.length === 1 ? 'recommends' : 'recommend'} further packages, and apt installs those too.`,
        }),
    saves: {
      ...(isFinal && packages.length > 0 ? savesBytes(bytes) : {}),
      ...(run.stage.needed && !run.triggered && packages.length > 0 ? { seconds: secondsOfApt(build, bytes) } : {}),
    },
    fix: { title: `Add ${option}`, safety: 'review', edits: [insertText(build, range.end, ` ${option}`)] },
  };
}

/** Below that the packages have next to no recommendations. */
const littleBytes = 5_000_000;

export const texts: RuleTexts = {
  title: 'apt installs recommended packages',
  category: 'size',
  wrong: 'apt installs what these packages recommend as well as what they need.',
  why: 'Recommendations describe a complete desktop or server, not an image for one program. `python3-pip`, for one, recommends a whole compiler tool chain.',
  remedy: 'Add `--no-install-recommends`, and name the packages that you do need.',
  lesson: 'queue-consumer/01-ubuntu',
  recordings: ['debian-recommends', 'debian-no-recommends'],
};

export default defineRule({
  id: 'apt-recommends',
  part: 'system',
  severity: 'warning',
  codes: { hadolint: ['DL3015'] },
  check(build) {
    return aptCalls(build, 'install')
      .filter(({ apt, run }) => apt.packages.length > 0 && installsRecommends(apt) && !isConfigured(run))
      .map(({ apt, run }) => report(build, run, apt));
  },
});

export const examples: readonly RuleExample[] = [
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
];
