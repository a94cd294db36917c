import type { Build } from '../build/types';
import { hasOption, optionValue, readInvocation } from '../rules-support/commands';
import { insertText } from '../rules-support/edits';
import { keepsOutOfLayer } from '../rules-support/mounts';
import { covers, expandHome, withoutGlob } from '../rules-support/paths';
import { isSwitchedOn, type PipCommand, pipInstalls, readPip } from '../rules-support/pip';
import { variableFor } from '../rules-support/python-tools';
import { bytesOf, savesBytes, under } from '../rules-support/savings';
import { isInFinalImage, type PlacedRun, runs } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

/** Where a tool keeps its cache for the user in force. */
function cacheFolder(run: PlacedRun, pip: PipCommand): string {
  const { environment, user } = run.step.before;
  const named = pip.tool === 'pip' ? environment.get('PIP_CACHE_DIR') : environment.get('UV_CACHE_DIR');
  return optionValue(pip.options, '--cache-dir') ?? named ?? expandHome(`~/.cache/${pip.tool}`, user);
}

/** Switched off by an option, or by a variable of the image, of the command or exported earlier in the script. */
function isSwitchedOff(run: PlacedRun, pip: PipCommand): boolean {
  if (hasOption(pip.options, '--no-cache-dir', '--no-cache', '-n')) return true;
  const variable = pip.tool === 'pip' ? 'PIP_NO_CACHE_DIR' : 'UV_NO_CACHE';
  const ofImage = run.step.before.environment.get(variable);
  // Any value is a yes to pip; one that reads like a no is told where it is set.
  if (pip.tool === 'pip' ? (ofImage ?? '') !== '' && !isSetHere(run, pip, variable) : isSwitchedOn(ofImage))
    return true;
  if (isSwitchedOn(run.step.before.buildArguments.get(variable) ?? undefined)) return true;
  if (pip.command.assignments.some((entry) => entry.name === variable && isSwitchedOn(entry.value?.text))) return true;
  return run.commands
    .slice(0, run.commands.indexOf(pip.command))
    .some(
      (command) =>
        (command.name === 'export' && command.words.some((word) => exports(word.text, variable))) ||
        (command.name === '' &&
          command.assignments.some((entry) => entry.name === variable && isSwitchedOn(entry.value?.text))),
    );
}

/** Whether the command itself, or an `export` in its script, gives the variable a value of its own. */
function isSetHere(run: PlacedRun, pip: PipCommand, variable: string): boolean {
  return variableFor(run, pip.command, variable) !== run.step.before.environment.get(variable);
}

function exports(word: string, variable: string): boolean {
  return word.startsWith(`${variable}=`) && isSwitchedOn(word.slice(variable.length + 1));
}

/** Emptied again in the same layer: `pip cache purge`, or `rm -rf` of the folder or one above it. */
function isEmptiedAfterwards(run: PlacedRun, pip: PipCommand, folder: string): boolean {
  return run.commands.slice(run.commands.indexOf(pip.command) + 1).some((command) => {
    const other = readPip(command);
    if (other?.action === 'cache' && other.operands[0]?.text === 'purge') return true;
    const invocation = readInvocation(command);
    if (invocation?.program !== 'rm') return false;
    return invocation.words.some(
      (word) => !word.text.startsWith('-') && covers(withoutGlob(expandHome(word.text, run.step.before.user)), folder),
    );
  });
}

function keepsCache(run: PlacedRun, pip: PipCommand): boolean {
  const folder = cacheFolder(run, pip);
  if (isSwitchedOff(run, pip) || keepsOutOfLayer(run.instruction, folder)) return false;
  return !isEmptiedAfterwards(run, pip, folder);
}

const uvTexts = {
  codes: {},
  wrong: 'uv keeps a copy of everything that it installs in its cache, and the cache becomes part of the layer.',
  remedy: 'Add `--no-cache`, or keep the cache outside the image with `--mount=type=cache,target=/root/.cache/uv`.',
};

/**
 * pip takes any value of its variable for a yes, `off` and `0` too, since early versions did so by mistake: the cache is
 * off, and the line reads as if it were on.
 */
const contraryTexts = {
  severity: 'info',
  wrong: '`PIP_NO_CACHE_DIR` has a value that reads like a no, and pip takes it for a yes.',
  why: 'For this variable pip takes any value for a yes. The cache is off, and a reader believes that it is on.',
  remedy: 'Write `PIP_NO_CACHE_DIR=1`, or leave the variable out.',
} as const;

const outsideTexts = {
  severity: 'info',
  why: 'The final image does not hold this stage, but the build cache does, and nothing reads these files again.',
} as const;

/** The value that reads like a no, in the image, the command or exported earlier in the script. */
function readsContrary(run: PlacedRun, pip: PipCommand): boolean {
  return pip.tool === 'pip' && (variableFor(run, pip.command, 'PIP_NO_CACHE_DIR') ?? '') !== '';
}

function rangeOf({ programRange, actionWord }: PipCommand): SourceRange {
  return { start: programRange.start, end: actionWord?.range.end ?? programRange.end };
}

/** One report for all installs of a RUN with the same tool, at the first: they fill one cache in one layer. */
function report(build: Build, run: PlacedRun, [pip, ...others]: readonly [PipCommand, ...PipCommand[]]): Report {
  const option = pip.tool === 'pip' ? '--no-cache-dir' : '--no-cache';
  const isContrary = readsContrary(run, pip);
  const isKept = isInFinalImage(build, run.stage) || isContrary;
  return {
    range: rangeOf(pip),
    stage: run.stage.index,
    fix: {
      title: `Add ${option}`,
      safety: 'safe',
      edits: [pip, ...others].map((each) => insertText(build, rangeOf(each).end, ` ${option}`)),
    },
    ...(pip.tool === 'uv' ? uvTexts : isContrary ? contraryTexts : {}),
    ...(isKept ? { saves: savesBytes(bytesOf([run.step], under(cacheFolder(run, pip)))) } : outsideTexts),
  };
}

export const texts: RuleTexts = {
  title: 'pip leaves its cache in the layer',
  category: 'size',
  wrong: 'pip keeps everything that it downloads in its cache, and the cache becomes part of the layer.',
  why: 'Nothing reads it again: when the step runs again it starts without this layer, and the running container installs nothing.',
  remedy:
    'Add `--no-cache-dir`, or keep the cache outside the image with `--mount=type=cache,target=/root/.cache/pip`.',
  recordings: ['small-alpine', 'small-multi-stage'],
};

export default defineRule({
  id: 'no-pip-cache',
  severity: 'warning',
  codes: { hadolint: ['DL3042'] },
  check(build) {
    return runs(build, 'pip').flatMap((run) => {
      const keeping = pipInstalls(run.commands).filter((pip) => keepsCache(run, pip));
      return (['pip', 'uv'] as const).flatMap((tool) => {
        const [first, ...others] = keeping.filter((pip) => pip.tool === tool);
        return first === undefined ? [] : [report(build, run, [first, ...others])];
      });
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Several installs of one step fill one cache',
    bad: 'FROM python:3.13-slim\nRUN pip install flask==3.0.3 \\\n    && pip install gunicorn==23.0.0\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3 \\\n    && pip install --no-cache-dir gunicorn==23.0.0\n',
    fires: ['pip install'],
  },
  {
    title: 'A plain install',
    bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n',
    good: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: { 'requirements.txt': 'flask==3.0.3\n' },
    fires: ['pip install'],
  },
  {
    title: 'A cache mount keeps the cache and leaves the layer clean',
    bad: 'FROM python:3.13-slim\nRUN python -m pip install flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN --mount=type=cache,target=/root/.cache/pip python -m pip install flask==3.0.3\n',
    fires: ['python -m pip install'],
  },
  {
    title: 'Switched off by the environment',
    bad: 'FROM python:3.13-slim\nRUN PIP_NO_CACHE_DIR=0 pip3 install flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nENV PIP_NO_CACHE_DIR=1\nRUN pip3 install flask==3.0.3\n',
    fires: ['pip3 install'],
  },
  {
    title: 'Deleted in the same layer',
    bad: 'FROM python:3.13-slim\nRUN pip install flask==3.0.3\nRUN rm -rf /root/.cache/pip\n',
    good: 'FROM python:3.13-slim\nRUN pip install flask==3.0.3 && rm -rf ~/.cache/pip\n',
    fires: ['pip install'],
  },
];
