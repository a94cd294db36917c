import type { Build } from '../build/types';
import { optionValue, readInvocation } from '../rules-support/commands';
import { appendCommand, insertText } from '../rules-support/edits';
import { keepsOutOfLayer } from '../rules-support/mounts';
import { covers, expandHome, withoutGlob } from '../rules-support/paths';
import { isAsked, reachesFinalImage, type ToolCall, toolCalls, variableFor } from '../rules-support/python-tools';
import { isInFinalImage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

interface Installer {
  readonly actions: readonly string[];
  /** The folder below the home folder, and the variable that names another. */
  readonly folder: string;
  readonly variable: string;
  /** The option that switches the cache off, and the variable that does. */
  readonly option: string;
  readonly switch: string | undefined;
}

const installers: Readonly<Record<string, Installer>> = {
  uv: {
    actions: ['sync', 'add'],
    folder: '.cache/uv',
    variable: 'UV_CACHE_DIR',
    option: '--no-cache',
    switch: 'UV_NO_CACHE',
  },
  poetry: {
    actions: ['install', 'sync', 'add'],
    folder: '.cache/pypoetry',
    variable: 'POETRY_CACHE_DIR',
    option: '--no-cache',
    switch: undefined,
  },
};

/** Removed again by the same RUN: the folder, one above it, or by the name of its variable. */
function isEmptied(run: PlacedRun, call: ToolCall, folder: string, variable: string): boolean {
  return run.commands.slice(run.commands.indexOf(call.command) + 1).some((command) => {
    const invocation = readInvocation(command);
    if (invocation === null) return false;
    const texts = invocation.words.map((word) => word.text);
    if (invocation.program === call.program)
      return texts[0] === 'cache' && /^(?:clean|clear|prune)$/.test(texts[1] ?? '');
    if (invocation.program !== 'rm') return false;
    return texts.some(
      (text) => text.includes(variable) || covers(withoutGlob(expandHome(text, run.step.before.user)), folder),
    );
  });
}

/** Whether a step installs a Poetry older than 1.2. */
function installsOldPoetry(build: Build): boolean {
  return /\bpoetry==(?:0|1\.[01])\b|POETRY_VERSION\s*=\s*["']?(?:0|1\.[01])\b/.test(build.dockerfile.text);
}

function reportCall(build: Build, run: PlacedRun, call: ToolCall): readonly Report[] {
  const installer = installers[call.program];
  if (installer === undefined || !installer.actions.includes(call.action)) return [];
  const folder =
    optionValue(call.options, '--cache-dir') ??
    variableFor(run, call.command, installer.variable) ??
    expandHome(`~/${installer.folder}`, run.step.before.user);
  if (isAsked(run, call, [installer.option, '-n'].slice(0, call.program === 'uv' ? 2 : 1), installer.switch)) return [];
  if (keepsOutOfLayer(run.instruction, folder) || isEmptied(run, call, folder, installer.variable)) return [];
  // Poetry knows the option since 1.2.
  const isOld = call.program === 'poetry' && installsOldPoetry(build);
  return [
    {
      range: call.range,
      stage: run.stage.index,
      wrong: `\`${call.program}\` keeps what it downloads in \`${folder}\`, and the cache becomes part of the layer.`,
      ...(isInFinalImage(build, run.stage) ? {} : { severity: 'info' as const }),
      remedy: isOld
        ? `Delete it in the same RUN: \`&& rm -rf ${folder}\`.`
        : `Add \`${installer.option}\`, or keep the cache outside the image with \`--mount=type=cache,target=${folder}\`.`,
      ...(isOld
        ? {}
        : {
            fix: {
              title: `Add ${installer.option}`,
              safety: 'safe' as const,
              edits: [insertText(build, call.range.end, ` ${installer.option}`)],
            },
          }),
    },
  ];
}

const condaActions = new Set(['install', 'create', 'update', 'env']);

function reportConda(build: Build, run: PlacedRun): readonly Report[] {
  const calls = toolCalls(run.commands, 'conda', 'mamba', 'micromamba');
  const call = calls.findLast(({ action }) => condaActions.has(action));
  if (call === undefined || !isInFinalImage(build, run.stage)) return [];
  const text = run.commands.map((command) => command.words.map((word) => word.text).join(' ')).join('\n');
  const isMounted = run.instruction.flags.some((flag) => /type=(?:cache|tmpfs)/.test(flag.value?.text ?? ''));
  if (isMounted || calls.some(({ action }) => action === 'clean') || /\bpkgs\b/.test(text)) return [];
  const clean = `${call.program} clean --all --yes`;
  const edit = appendCommand(build, run.instruction, run.commands, clean);
  return [
    {
      range: call.range,
      stage: run.stage.index,
      wrong: `\`${call.program}\` keeps the archives of all packages, and they become part of the layer.`,
      remedy: `Add \`&& ${clean}\` to the same RUN.`,
      ...(edit === null ? {} : { fix: { title: `Add ${clean}`, safety: 'safe' as const, edits: [edit] } }),
    },
  ];
}

export const texts: RuleTexts = {
  title: 'An installer leaves its cache in the layer',
  category: 'size',
  wrong: 'The installer keeps what it downloads, and its cache becomes part of the layer.',
  why: 'Nothing reads it again: when the step runs again it starts without this layer, and the running container installs nothing.',
  remedy: 'Switch the cache off, delete it in the same RUN, or mount a cache.',
  recordings: [],
};

export default defineRule({
  id: 'installer-cache-left',
  part: 'projects',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'uv', 'poetry', 'conda', 'mamba', 'micromamba')
      .filter((run) => reachesFinalImage(build, run.stage))
      .flatMap((run) => [
        ...toolCalls(run.commands, ...Object.keys(installers)).flatMap((call) => reportCall(build, run, call)),
        ...reportConda(build, run),
      ]);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'uv and its cache',
    bad: 'FROM python:3.13-slim\nCOPY . .\nRUN uv sync --locked\n',
    good: 'FROM python:3.13-slim\nENV UV_LINK_MODE=copy\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n',
    fires: ['uv sync'],
  },
  {
    title: 'Poetry with a cache folder of its own, removed by the same RUN',
    bad: 'FROM python:3.13-slim\nENV POETRY_CACHE_DIR=/tmp/poetry\nCOPY . .\nRUN poetry install --only main\nRUN rm -rf /tmp/poetry\n',
    good: 'FROM python:3.13-slim\nENV POETRY_CACHE_DIR=/tmp/poetry\nCOPY . .\nRUN poetry install --only main && rm -rf $POETRY_CACHE_DIR\n',
    fires: ['poetry install'],
  },
  {
    title: 'The archives of conda',
    bad: 'FROM continuumio/miniconda3:25.3.1-1\nRUN conda install --yes numpy=2.2\n',
    good: 'FROM continuumio/miniconda3:25.3.1-1\nRUN conda install --yes numpy=2.2 && conda clean --all --yes\n',
    fires: ['conda install'],
  },
];
