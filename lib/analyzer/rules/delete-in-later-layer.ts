import { isWithin, normalisePath, resolvePath } from '../build/paths';
import type { Build, Step } from '../build/types';
import { aptCommands, packageName } from '../rules-support/apt';
import { readInvocation } from '../rules-support/commands';
import { covers, expandHome, withoutGlob } from '../rules-support/paths';
import { bytesOf, savesBytes, under } from '../rules-support/savings';
import { finalStages, finalSteps, type PlacedRun, runs } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import type { ShellCommand } from '../syntax/shell';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

/** The steps of the final image that run before a given one. */
function readPredecessors(build: Build): (step: Step) => readonly Step[] {
  const steps = finalSteps(build);
  const places = new Map(steps.map((step, place) => [step, place]));
  return (step) => steps.slice(0, places.get(step) ?? 0);
}

/** Whether a project file lies at a path or under it. */
function holdsFiles(run: PlacedRun, path: string): boolean {
  const folder = normalisePath(path);
  for (const file of run.step.before.files.keys()) if (isWithin(file, folder)) return true;
  return false;
}

/** Where an earlier step put something that a path covers: project files, or bytes that the model knows the place of. */
function isFilledBefore(run: PlacedRun, path: string, earlier: readonly Step[]): boolean {
  if (holdsFiles(run, path)) return true;
  if (earlier.some((step) => step.contributions.some((part) => under(path)(part) && part.bytes.high > 0))) return true;
  return (
    covers(path, '/var/lib/apt/lists') &&
    earlier.some((step) => aptCommands(step.commands).some((apt) => apt.action === 'update') && !clearsLists(step))
  );
}

/** Whether a step deletes the package lists that it has fetched. */
function clearsLists({ commands }: Step): boolean {
  return commands.some(
    (command) =>
      readInvocation(command)?.program === 'rm' &&
      command.words.some((word) => covers(withoutGlob(word.text), '/var/lib/apt/lists')),
  );
}

function removedPaths(run: PlacedRun, command: ShellCommand): readonly { path: string; range: SourceRange }[] {
  const invocation = readInvocation(command);
  if (invocation?.program !== 'rm') return [];
  const { workingDirectory, user } = run.step.before;
  return invocation.words
    .filter((word) => !word.text.startsWith('-') && !word.text.includes('$('))
    .map((word) => ({
      path: resolvePath(workingDirectory, withoutGlob(expandHome(word.text, user))),
      range: word.range,
    }));
}

function reportRemovals(run: PlacedRun, stepsBefore: (step: Step) => readonly Step[]): readonly Report[] {
  const removals = run.commands
    .flatMap((command) => removedPaths(run, command))
    .filter(({ path }) => path !== '/')
    .slice(0, mostRemovals);
  if (removals.length === 0) return [];
  const earlier = stepsBefore(run.step);
  return removals
    .filter(({ path }) => isFilledBefore(run, path, earlier))
    .map(({ path, range }) => {
      const bytes = bytesOf(earlier, under(path));
      return {
        range,
        stage: run.stage.index,
        saves: savesBytes(bytes),
        ...(bytes !== undefined && bytes.high < littleBytes ? { severity: 'info' as const } : {}),
      };
    });
}

/** Below that, what is kept weighs nothing: a requirements file, say. */
const littleBytes = 1_000_000;

/** Paths of one RUN that are looked into; each is held to everything that lies in the layers below. */
const mostRemovals = 200;

/** `apt-get purge` of what an earlier step installed. */
function reportPurges(run: PlacedRun): readonly Report[] {
  const here = new Set(
    aptCommands(run.commands)
      .filter((apt) => apt.action === 'install')
      .flatMap((apt) => apt.packages.map(packageName)),
  );
  return aptCommands(run.commands)
    .filter((apt) => ['remove', 'purge', 'autoremove'].includes(apt.action))
    .flatMap((apt) =>
      apt.packages
        .filter((word) => run.step.before.osPackages.has(packageName(word)) && !here.has(packageName(word)))
        .slice(0, 1)
        .map((word) => ({
          range: word.range,
          stage: run.stage.index,
          wrong: `\`${packageName(word)}\` was installed by an earlier step, and removing it here frees nothing.`,
          remedy: 'Install, use and remove it in one RUN, or use it in a stage of its own and copy only the result.',
        })),
    );
}

export const texts: RuleTexts = {
  title: 'Deleting in a later layer frees nothing',
  category: 'size',
  wrong: 'This deletes files that an earlier layer holds, and that layer keeps them.',
  why: 'A layer records only changes. The deletion hides the files; their bytes are still stored, pushed and pulled.',
  remedy: 'Delete them in the step that creates them, or keep them out of the image.',
  recordings: [],
};

export default defineRule({
  id: 'delete-in-later-layer',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    const final = new Set(finalStages(build));
    const stepsBefore = readPredecessors(build);
    return runs(build, 'rm', 'apt', 'apt-get', 'aptitude')
      .filter((run) => final.has(run.stage) && !run.triggered)
      .flatMap((run) => [...reportRemovals(run, stepsBefore), ...reportPurges(run)])
      .toSorted((a, b) => a.range.start - b.range.start);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Package lists',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nRUN rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
    fires: ['/var/lib/apt/lists/*'],
  },
  {
    title: 'A copied file',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt && rm requirements.txt\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nRUN --mount=type=bind,source=requirements.txt,target=requirements.txt pip install --no-cache-dir -r requirements.txt\n',
    files: { 'requirements.txt': 'pika==1.3.2\n' },
    fires: ['requirements.txt'],
  },
  {
    title: 'A compiler removed in a later step',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y gcc\nRUN apt-get purge -y gcc\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y gcc && gcc --version && apt-get purge -y gcc\n',
    fires: ['gcc'],
  },
];
