import type { Build } from '../build/types';
import { apkCommands } from '../rules-support/apk';
import { aptCalls } from '../rules-support/apt-calls';
import { hasOption, type Option } from '../rules-support/commands';
import { removeWord } from '../rules-support/edits';
import { packageCalls } from '../rules-support/package-calls';
import { placedInstalls } from '../rules-support/pip-calls';
import { type PlacedRun, runs } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import type { ShellWord } from '../syntax/shell';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

/** The packages that one call of a package manager names. */
interface Call {
  readonly action: 'install' | 'add';
  readonly packages: readonly ShellWord[];
  readonly options: readonly Option[];
  readonly isPip: boolean;
}

const managers = /^(?:pip[\d.]*|apt|apt-get|aptitude|apk|yum|dnf5?|microdnf)$/;

/** The installs of the managers of Alpine and of Red Hat's family in a RUN. */
function otherCalls({ commands }: PlacedRun): readonly Call[] {
  return [
    ...packageCalls(commands, 'yum', 'dnf', 'dnf5', 'microdnf')
      .filter(({ action }) => action === 'install')
      .map(({ packages, options }) => ({ action: 'install' as const, packages, options, isPip: false })),
    ...apkCommands(commands)
      .filter(({ action }) => action === 'add')
      .map(({ packages, options }) => ({ action: 'add' as const, packages, options, isPip: false })),
  ];
}

/** The repeated words: the action, with the manager in front of it where that is repeated too. */
function repeated(build: Build, { action, packages, options }: Call): { range: SourceRange; words: number } | null {
  const at = packages.findIndex((word) => word.literal && word.text === action);
  const word = packages[at];
  if (word === undefined) return null;
  const before = packages[at - 1];
  // `--upgrade pip` is meant; what follows it is a command of its own.
  const isMeant = before === undefined || !managers.test(before.text) || hasOption(options, '-U', '--upgrade');
  const between = isMeant ? '' : build.dockerfile.text.slice(before.range.end, word.range.start);
  if (isMeant || !/^[\s\\`]*$/.test(between)) return { range: word.range, words: 1 };
  return { range: { start: before.range.start, end: word.range.end }, words: 2 };
}

function report(build: Build, run: PlacedRun, call: Call): readonly Report[] {
  const found = repeated(build, call);
  if (found === null) return [];
  const { action, packages, options, isPip } = call;
  const upgrades = hasOption(options, '-U', '--upgrade');
  const isEnough = packages.length > found.words || hasOption(options, '-r', '--requirement', '-e', '--editable');
  const fix = {
    title: 'Remove the repeated words',
    safety: 'review' as const,
    edits: [removeWord(build, found.range)],
  };
  return [
    {
      range: found.range,
      stage: run.stage.index,
      wrong: `This \`${action}\` is read as the name of a package.`,
      ...(isPip
        ? {}
        : {
            severity: 'error' as const,
            why: 'There is no package of that name, so the command fails and the build stops.',
          }),
      ...(isPip && upgrades
        ? { remedy: 'Remove the word, or write two commands and join them with `&&`.' }
        : isEnough
          ? { fix }
          : {}),
    },
  ];
}

export const texts: RuleTexts = {
  title: 'A word of the command is installed as a package',
  category: 'reliability',
  wrong: 'This word is read as the name of a package.',
  why: 'The package index has a package with the name `install`, and pip installs it: code that you did not choose.',
  remedy: 'Remove the repeated words.',
  recordings: [],
};

export default defineRule({
  id: 'action-as-package',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    const reports = [
      ...placedInstalls(build).flatMap(({ pip: { operands, options }, run }) =>
        report(build, run, { action: 'install', packages: operands, options, isPip: true }),
      ),
      ...aptCalls(build, 'install').flatMap(({ apt: { packages, options }, run }) =>
        report(build, run, { action: 'install', packages, options, isPip: false }),
      ),
      ...runs(build, 'apk', 'yum', 'dnf', 'dnf5', 'microdnf').flatMap((run) =>
        otherCalls(run).flatMap((call) => report(build, run, call)),
      ),
    ];
    return reports.toSorted((one, other) => one.range.start - other.range.start);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'pip install, twice',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir pip install flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3\n',
    fires: ['pip install'],
  },
  {
    title: 'Before a file of requirements',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir install -r requirements.txt\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: { 'requirements.txt': 'flask==3.0.3\n' },
    fires: ['install'],
  },
  {
    title: 'apt-get install, twice',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install --no-install-recommends -y apt-get install curl && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install --no-install-recommends -y apt curl && rm -rf /var/lib/apt/lists/*\n',
    fires: ['apt-get install'],
  },
];
