import type { Build } from '../build/types';
import { insertText, removeWord } from '../rules-support/edits';
import { mountsOf } from '../rules-support/mounts';
import { covers, expandHome } from '../rules-support/paths';
import { isSwitchedOn, pipInstalls } from '../rules-support/pip';
import { type PlacedRun, runs } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

/** What would be a mount, had it its dashes. */
const mount = /^type=(?:(?:bind|cache|tmpfs)(?:,[^,\s]+)*?,(?:target|dst|destination)=|(?:secret|ssh)(?:,|$))/;

/** Whether the word would become a flag of RUN, and the one behind it, which is the program, would not. */
function canBeFlag({ instruction, triggered }: PlacedRun, { start, end }: SourceRange): boolean {
  const { command, heredocs } = instruction;
  if (triggered || command.form !== 'shell' || heredocs.length > 0 || start !== command.range.start) return false;
  return !/^[\s\\]+--/.test(command.text.slice(end - command.range.start));
}

/** `RUN mount=type=cache,…`: the two dashes are missing. */
function reportAssignments(build: Build, run: PlacedRun): readonly Report[] {
  return (run.commands[0]?.assignments ?? [])
    .filter((entry) => entry.name === 'mount' && mount.test(entry.value?.text ?? ''))
    .map((entry) => ({
      range: entry.range,
      stage: run.stage.index,
      wrong: 'Without the two dashes this is a shell variable, not a mount.',
      why: 'Docker passes the whole line to the shell, which sets a variable of that name and continues without an error and without a mount.',
      remedy: 'Write `--mount=`.',
      ...(!canBeFlag(run, entry.range)
        ? {}
        : {
            fix: {
              title: 'Add the two dashes',
              safety: 'safe' as const,
              edits: [insertText(build, entry.range.start, '--')],
            },
          }),
    }));
}

/** A mount for pip's cache, and pip told not to use it. */
function reportUnused(build: Build, run: PlacedRun): readonly Report[] {
  const home = expandHome('~/.cache/pip', run.step.before.user);
  const mount = mountsOf(run.instruction).find(
    (entry) => entry.type === 'cache' && entry.target !== null && covers(entry.target, home),
  );
  if (mount === undefined) return [];
  const words = pipInstalls(run.commands).flatMap((pip) =>
    pip.options.filter((option) => option.name === '--no-cache-dir').map((option) => option.word),
  );
  const reports: Report[] = words.map((word) => ({
    range: word.range,
    stage: run.stage.index,
    fix: { title: 'Remove --no-cache-dir', safety: 'safe' as const, edits: [removeWord(build, word.range)] },
  }));
  const byVariable = isSwitchedOn(run.step.before.environment.get('PIP_NO_CACHE_DIR'));
  if (reports.length > 0 || !byVariable || pipInstalls(run.commands).length === 0) return reports;
  return [
    {
      range: mount.range,
      stage: run.stage.index,
      wrong: '`PIP_NO_CACHE_DIR` keeps pip from using the cache mount of this step.',
      remedy: 'Remove `PIP_NO_CACHE_DIR`: a cache mount is not part of the layer.',
    },
  ];
}

export const texts: RuleTexts = {
  title: 'The cache mount has no effect',
  category: 'speed',
  wrong: '`--no-cache-dir` keeps pip from using the cache mount of this step.',
  why: 'Each run of this step downloads everything again. A cache mount is not part of the layer, so the option saves no space here.',
  remedy: 'Remove `--no-cache-dir`.',
  recordings: [],
};

export default defineRule({
  id: 'cache-mount-does-nothing',
  part: 'stages',
  severity: 'warning',
  codes: {},
  check(build) {
    const assigning = runs(build).filter((run) => (run.commands[0]?.assignments.length ?? 0) > 0);
    const mounting = runs(build, 'pip').filter((run) => run.instruction.flags.length > 0);
    return [
      ...assigning.flatMap((run) => reportAssignments(build, run)),
      ...mounting.flatMap((run) => reportUnused(build, run)),
    ];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A cache mount and --no-cache-dir',
    bad: 'FROM python:3.13-slim\nRUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3\n',
    fires: ['--no-cache-dir'],
  },
  {
    title: 'A mount without its dashes',
    bad: 'FROM python:3.13-slim\nRUN mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3\n',
    fires: ['mount=type=cache,target=/root/.cache/pip'],
  },
  {
    title: 'Switched off by a variable of the image',
    bad: 'FROM python:3.13-slim\nENV PIP_NO_CACHE_DIR=1\nRUN --mount=type=cache,target=/root/.cache pip install flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN --mount=type=cache,target=/root/.cache pip install flask==3.0.3\n',
    fires: ['--mount=type=cache,target=/root/.cache'],
  },
];
