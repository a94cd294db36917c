import type { Build } from '../build/types';
import { apkCommands } from '../rules-support/apk';
import { aptCommands, packageName } from '../rules-support/apt';
import { imageOf } from '../rules-support/base-images';
import { removeWord } from '../rules-support/edits';
import { bottomStage, type PlacedRun, runs } from '../rules-support/steps';
import type { ShellWord } from '../syntax/shell';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

const ofDebian = /^(?:python3(?:\.\d+)?(?:-.+)?|python-is-python3)$/;
const ofAlpine = /^(?:python3(?:-.+)?|py3-.+)$/;

interface Install {
  readonly own: readonly ShellWord[];
  readonly others: number;
}

/** The installs of a RUN, each with the packages that belong to the Python of the distribution. */
function installsOf(run: PlacedRun): readonly Install[] {
  const apt = aptCommands(run.commands)
    .filter((entry) => entry.action === 'install')
    .map((entry) => split(entry.packages, ofDebian));
  const apk = apkCommands(run.commands)
    .filter((entry) => entry.action === 'add')
    .map((entry) => split(entry.packages, ofAlpine));
  return [...apt, ...apk];
}

function split(packages: readonly ShellWord[], pattern: RegExp): Install {
  const own = packages.filter((word) => word.text.startsWith('py') && pattern.test(packageName(word)));
  return { own, others: packages.length - own.length };
}

function leaveOut(build: Build, { own, others }: Install): Fix | null {
  if (others === 0) return null;
  const names = own.map(packageName).join(', ');
  return { title: `Remove ${names}`, safety: 'review', edits: own.map((word) => removeWord(build, word.range)) };
}

export const texts: RuleTexts = {
  title: 'A second Python is installed beside the first',
  category: 'size',
  wrong: "This installs packages of the distribution's own Python into an image that has a Python in `/usr/local`.",
  why: "The two are separate: the image's `python` and `pip` never find what the package manager installs, headers included. The second Python only takes space, and needs updates of its own.",
  remedy: 'Remove these packages, and install Python packages with pip or uv.',
  recordings: [],
};

export default defineRule({
  id: 'python-of-the-distribution',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'apt', 'apt-get', 'aptitude', 'apk').flatMap((run) => {
      if (imageOf(bottomStage(build, run.stage))?.reference.repository !== 'python') return [];
      return installsOf(run).flatMap((install) => {
        const [first] = install.own;
        if (first === undefined) return [];
        const fix = leaveOut(build, install);
        return [{ range: first.range, stage: run.stage.index, ...(fix === null ? {} : { fix }) }];
      });
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'pip and headers that belong to another Python',
    bad: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 python3-pip python3-dev && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n',
    fires: ['python3-pip'],
  },
  {
    title: 'A package of Alpine',
    bad: 'FROM python:3.13-alpine\nRUN apk add --no-cache py3-numpy\n',
    good: 'FROM alpine:3.22\nRUN apk add --no-cache python3 py3-numpy\n',
    fires: ['py3-numpy'],
  },
];
