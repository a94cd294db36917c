import type { Build } from '../build/types';
import { insertBehind, replaceText } from '../rules-support/edits';
import { mountsOf } from '../rules-support/mounts';
import { fileName } from '../rules-support/paths';
import { installsFromContext, pipInstalls, requirementFiles } from '../rules-support/pip';
import { type Placed, type PlacedRun, placed, runs } from '../rules-support/steps';
import type { CopyInstruction } from '../syntax/types';
import { defineRule, type Fix, type Report, type RuleExample, type RuleTexts } from './types';

/** Files that an install of dependencies may read: they change when the dependencies do. */
const manifest =
  /^(?:.*requirements.*\.(?:txt|in)|constraints.*\.txt|pyproject\.toml|(?:poetry|uv|pdm)\.lock|Pipfile(?:\.lock)?|setup\.(?:py|cfg)|pip\.conf|.*\.whl|README.*|LICENSE.*)$/i;

type PlacedCopy = Placed<CopyInstruction>;

/** What a COPY takes in that is edited more often than the dependencies. */
function takesSources(copy: PlacedCopy): boolean {
  const { contextPaths } = copy.step;
  if (contextPaths.length > 0) return contextPaths.some((path) => !manifest.test(fileName(path)));
  return copy.instruction.sources.some((source) => /^(?:\.\/?|\*)$/.test(source.text));
}

/** Dependencies only: nothing of the project itself is installed along. */
function dependencyInstall(run: PlacedRun): boolean {
  const installs = pipInstalls(run.commands);
  return installs.some((pip) => requirementFiles(pip).length > 0) && !installs.some(installsFromContext);
}

/** Copies only the requirements where everything was copied, and everything once they are installed. */
function reorder(build: Build, copy: PlacedCopy, run: PlacedRun): Fix | null {
  const { instruction } = copy;
  const between = copy.stage.steps.slice(copy.step.index + 1, run.step.index);
  const moves = between.some((step) => step.kind === 'working-directory');
  const { workingDirectory } = run.step.before;
  const files = pipInstalls(run.commands).flatMap(requirementFiles);
  const named = files.map((file) => copy.step.contextPaths.find((path) => path === file || file.endsWith(`/${path}`)));
  const destination = instruction.destination.text;
  const isSimple =
    !copy.triggered &&
    between.every((step) => step.kind === 'configuration' || step.kind === 'working-directory') &&
    // Behind a WORKDIR a relative destination is another folder.
    (!moves || destination.replace(/\/*$/, '') === workingDirectory) &&
    named.every((path) => path !== undefined) &&
    instruction.sources.length === 1 &&
    /^\.\/?$/.test(instruction.sources[0]?.text ?? '');
  if (!isSimple) return null;
  const flags = instruction.flags.map((flag) => `${build.dockerfile.text.slice(flag.range.start, flag.range.end)} `);
  const { start, end } = instruction.range;
  return {
    title: 'Install the requirements first',
    safety: 'review',
    edits: [
      replaceText(
        build,
        instruction.range,
        `COPY ${flags.join('')}${[...new Set(named)].join(' ')} ${destination.replace(/\/*$/, '/')}`,
      ),
      insertBehind(build, run.instruction, [build.dockerfile.text.slice(start, end)]),
    ],
  };
}

/** In the order of the text. */
function precedes(copy: PlacedCopy, run: PlacedRun): boolean {
  return (
    copy.stage.index < run.stage.index || (copy.stage.index === run.stage.index && copy.step.index < run.step.index)
  );
}

/**
 * The install runs again after every edit: its seconds are what each build after one would save. They are told at the last
 * of several copies, as all of them have to move; a cache mount makes the second install a shorter one than we know.
 */
function secondsPerEdit(run: PlacedRun): Report['saves'] {
  const hasCache = mountsOf(run.instruction).some((mount) => mount.type === 'cache');
  return hasCache || !run.stage.needed || run.triggered || run.step.seconds.high <= 0
    ? {}
    : { secondsPerEdit: run.step.seconds };
}

function reportCopy(build: Build, copy: PlacedCopy, run: PlacedRun, isLast: boolean): readonly Report[] {
  const { sources } = copy.instruction;
  const range = sources.find((source) => !manifest.test(fileName(source.text)))?.range ?? sources[0]?.range;
  if (range === undefined) return [];
  const fix = reorder(build, copy, run);
  const saves = isLast ? secondsPerEdit(run) : undefined;
  return [
    { range, stage: copy.stage.index, ...(saves === undefined ? {} : { saves }), ...(fix === null ? {} : { fix }) },
  ];
}

export const texts: RuleTexts = {
  title: 'Every edit of the code reinstalls the requirements',
  category: 'speed',
  wrong: 'The sources are copied before the requirements are installed.',
  why: 'Docker reuses a step only while everything before it is unchanged, so one edited line of code reinstalls every requirement.',
  remedy: 'Copy the requirements file alone, install from it, and copy the sources after that.',
  lesson: 'queue-consumer/02-slim',
  recordings: ['queue-full'],
};

export default defineRule({
  id: 'sources-before-install',
  severity: 'warning',
  codes: {},
  check(build) {
    const copies = placed(build, 'COPY', 'ADD').filter(
      (copy) => !copy.instruction.flags.some((flag) => flag.name === 'from') && takesSources(copy),
    );
    // Each copy is told once, with the first install that comes after it.
    let next = 0;
    return runs(build, 'pip')
      .filter(dependencyInstall)
      .flatMap((run) => {
        const before: PlacedCopy[] = [];
        for (; next < copies.length; next += 1) {
          const copy = copies[next];
          if (copy === undefined || !precedes(copy, run)) break;
          if (copy.stage === run.stage) before.push(copy);
        }
        return before.flatMap((copy, place) => reportCopy(build, copy, run, place === before.length - 1));
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Everything copied first',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\nCMD ["python", "main.py"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nCMD ["python", "main.py"]\n',
    files: { 'requirements.txt': 'pika==1.3.2\n', 'main.py': 'import pika\n' },
    fires: ['.'],
  },
  {
    title: 'Everything copied first, the folder set afterwards',
    bad: 'FROM python:3.13-slim\nCOPY . /app\nWORKDIR /app\nRUN pip install --no-cache-dir -r requirements.txt\nCMD ["python", "main.py"]\n',
    good: 'FROM python:3.13-slim\nCOPY requirements.txt /app/\nWORKDIR /app\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . /app\nCMD ["python", "main.py"]\n',
    files: { 'requirements.txt': 'pika==1.3.2\n', 'main.py': 'import pika\n' },
    fires: ['.'],
  },
  {
    title: 'A folder of sources beside the requirements',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt src/main.py ./\nRUN pip install --no-cache-dir -r requirements.txt\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt constraints.txt ./\nRUN pip install --no-cache-dir -r requirements.txt -c constraints.txt\nCOPY src/main.py ./\n',
    files: { 'requirements.txt': 'pika==1.3.2\n', 'constraints.txt': '', 'src/main.py': 'import pika\n' },
    fires: ['src/main.py'],
  },
];
