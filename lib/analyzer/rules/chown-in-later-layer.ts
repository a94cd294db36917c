import { resolvePath } from '../build/paths';
import type { Build } from '../build/types';
import { type Invocation, readArguments } from '../rules-support/commands';
import { insertText, removeInstruction } from '../rules-support/edits';
import { covers, expandHome } from '../rules-support/paths';
import { bytesOf, ofKind, savesBytes } from '../rules-support/savings';
import { isInFinalImage, type PlacedRun, placed, runs } from '../rules-support/steps';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

const valued = new Set(['--from', '--reference']);

interface Change {
  readonly invocation: Invocation;
  readonly owner: string;
  readonly paths: readonly string[];
}

/** A recursive `chown`, `chgrp` or `chmod`, with the paths that it goes through. */
function recursiveChange(run: PlacedRun, invocation: Invocation): Change | null {
  if (!['chown', 'chgrp', 'chmod'].includes(invocation.program)) return null;
  const { options, operands } = readArguments(invocation.words, valued);
  if (!options.some((option) => option.name === '-R' || option.name === '--recursive')) return null;
  const [owner, ...paths] = operands;
  const { workingDirectory, user } = run.step.before;
  return {
    invocation,
    owner: owner?.text ?? '',
    paths: paths.map((word) => resolvePath(workingDirectory, expandHome(word.text, user))),
  };
}

/** Files of the project or Python packages that an earlier step put there. */
function touchesEarlierFiles(run: PlacedRun, paths: readonly string[]): boolean {
  const { files, pythonEnvironments } = run.step.before;
  const environments = pythonEnvironments.filter((entry) => entry.packages.length > 0 || entry.kind === 'virtual');
  const earlier = [...files.keys(), ...environments.map((entry) => entry.path)];
  return paths.some((path) => earlier.some((file) => covers(path, file)));
}

/** Moves the owner to the one COPY that brought the files. */
function copyWithOwner(build: Build, run: PlacedRun, change: Change): Fix | null {
  const [path] = change.paths;
  if (run.commands.length !== 1 || change.paths.length !== 1 || path === undefined || run.triggered) return null;
  if (change.invocation.program !== 'chown' || !/^[\w.-]+(?::[\w.-]*)?$/.test(change.owner)) return null;
  const brought = placed(build, 'COPY').filter(
    (copy) =>
      copy.stage === run.stage &&
      copy.step.index < run.step.index &&
      [...copy.step.after.files.keys()].some((file) => !copy.step.before.files.has(file) && covers(path, file)),
  );
  const [copy] = brought;
  if (copy === undefined || brought.length !== 1 || copy.instruction.flags.some((flag) => flag.name === 'chown'))
    return null;
  const made = run.stage.steps
    .slice(0, copy.step.index)
    .some((step) => createsUser(step.commands.map((entry) => entry.name)));
  const isNumber = /^\d+(?::\d*)?$/.test(change.owner);
  if (!made && !isNumber) return null;
  return {
    title: `Copy with --chown=${change.owner}`,
    safety: 'review',
    edits: [
      insertText(build, copy.instruction.keywordRange.end, ` --chown=${change.owner}`),
      removeInstruction(build, run.instruction),
    ],
  };
}

function createsUser(programs: readonly string[]): boolean {
  return programs.some((program) => ['useradd', 'adduser'].includes(program));
}

export const texts: RuleTexts = {
  title: 'Changing the owner stores the files twice',
  category: 'size',
  wrong: 'This changes the owner or mode of files from an earlier layer, and so copies each of them into this one.',
  why: 'A layer stores whole files: a change of owner or mode stores every byte of a file again.',
  remedy: 'Set the owner when you copy, with `COPY --chown=app:app`, and modes with `COPY --chmod`.',
  recordings: [],
};

export default defineRule({
  id: 'chown-in-later-layer',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'chown', 'chgrp', 'chmod')
      .filter((run) => isInFinalImage(build, run.stage))
      .flatMap((run) =>
        run.invocations.flatMap((invocation, place, all) => {
          const change = recursiveChange(run, invocation);
          if (change === null || !touchesEarlierFiles(run, change.paths)) return [];
          // A second change in the same layer copies nothing more.
          const earlier = all.slice(0, place).flatMap((other) => recursiveChange(run, other)?.paths ?? []);
          if (change.paths.every((path) => earlier.some((other) => covers(other, path)))) return [];
          const fix = copyWithOwner(build, run, change);
          return [
            {
              range: { start: invocation.programRange.start, end: invocation.command.range.end },
              stage: run.stage.index,
              saves: savesBytes(bytesOf([run.step], ofKind('waste'))),
              ...(fix === null ? {} : { fix }),
            },
          ];
        }),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A second change in the same layer copies nothing more',
    bad: 'FROM python:3.13-slim\nCOPY main.py /app/\nRUN chgrp -R 0 /app && chmod -R g=u /app\n',
    good: 'FROM python:3.13-slim\nCOPY --chown=0:0 main.py /app/\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['chgrp -R 0 /app'],
  },
  {
    title: 'A step of its own after COPY',
    bad: 'FROM python:3.13-slim\nRUN useradd --create-home app\nWORKDIR /app\nCOPY main.py .\nRUN chown -R app:app /app\nUSER app\n',
    good: 'FROM python:3.13-slim\nRUN useradd --create-home app\nWORKDIR /app\nCOPY --chown=app:app main.py .\nUSER app\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['chown -R app:app /app'],
  },
  {
    title: 'An empty folder costs nothing',
    bad: 'FROM python:3.13-slim\nCOPY main.py /app/\nRUN chmod -R a+rX /app\n',
    good: 'FROM python:3.13-slim\nCOPY main.py /app/\nRUN mkdir /data && chown -R 1000 /data\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['chmod -R a+rX /app'],
  },
];
