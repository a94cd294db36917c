import { optionValue } from '../rules-support/commands';
import { type Mount, mountsOf } from '../rules-support/mounts';
import { covers, expandHome } from '../rules-support/paths';
import { pipInstalls } from '../rules-support/pip';
import { toolCalls, variableFor } from '../rules-support/python-tools';
import { type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const usual = /\/\.cache\/(pip|uv|pypoetry)\/?$/;

/** The folders in which the tools of a RUN keep their caches. */
function cacheFolders(run: PlacedRun): readonly string[] {
  const { user, environment } = run.step.before;
  const base = environment.get('XDG_CACHE_HOME') ?? `${environment.get('HOME') ?? expandHome('~', user)}/.cache`;
  const pips = pipInstalls(run.commands).map((pip) => {
    const variable = pip.tool === 'pip' ? 'PIP_CACHE_DIR' : 'UV_CACHE_DIR';
    return optionValue(pip.options, '--cache-dir') ?? variableFor(run, pip.command, variable) ?? `${base}/${pip.tool}`;
  });
  const others = toolCalls(run.commands, 'uv', 'poetry')
    .filter((call) => call.action !== 'pip')
    .map((call) => {
      const [variable, folder] = call.program === 'uv' ? ['UV_CACHE_DIR', 'uv'] : ['POETRY_CACHE_DIR', 'pypoetry'];
      const named = variableFor(run, call.command, variable ?? '');
      return optionValue(call.options, '--cache-dir') ?? named ?? `${base}/${folder}`;
    });
  return [...pips, ...others];
}

export const texts: RuleTexts = {
  title: 'The cache mount is not where the installer looks',
  category: 'speed',
  wrong: 'The cache mount is at a path that the installer does not use.',
  why: 'The mount stays empty, each build downloads everything again, and the downloads end up in the layer.',
  remedy: 'Mount the cache at the folder that the tool uses for this user.',
  recordings: [],
};

export default defineRule({
  id: 'cache-mount-elsewhere',
  part: 'stages',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'pip', 'uv', 'poetry').flatMap((run) => {
      const mounts = mountsOf(run.instruction).filter(
        ({ type, target }) => type === 'cache' && usual.test(target ?? ''),
      );
      if (mounts.length === 0) return [];
      const folders = cacheFolders(run);
      const isUsed = ({ target }: Mount) =>
        target === null || folders.some((folder) => covers(target, folder) || covers(folder, target));
      if (mounts.every(isUsed)) return [];
      const texts = run.commands.map((command) => [command.name, ...command.words.map((word) => word.text)].join(' '));
      // A script or a loop may call more than can be read here.
      if (folders.length === 0 || texts.some((text) => /\.sh\b|^(?:su|gosu|sudo|make|tox|nox)\b/.test(text))) return [];
      if (folders.some((folder) => !folder.startsWith('/') || folder.includes('$'))) return [];
      return mounts
        .filter((mount) => !isUsed(mount))
        .map(({ target, range }) => ({
          range,
          stage: run.stage.index,
          wrong: `The cache mount is at \`${target}\`, and the tools of this step use \`${folders[0]}\`.`,
          remedy: `Mount the cache at \`${folders[0]}\`.`,
        }));
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: "The cache of pip, and uv's install",
    bad: 'FROM python:3.13-slim\nRUN --mount=type=cache,target=/root/.cache/pip uv pip install --system flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nENV UV_LINK_MODE=copy\nRUN --mount=type=cache,target=/root/.cache/uv uv pip install --system flask==3.0.3\n',
    fires: ['--mount=type=cache,target=/root/.cache/pip'],
  },
  {
    title: 'Another user than root',
    bad: 'FROM python:3.13-slim\nRUN useradd --create-home app\nUSER app\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN useradd --create-home --uid 1000 app\nUSER app\nRUN --mount=type=cache,target=/home/app/.cache/pip,uid=1000 pip install flask==3.0.3\n',
    fires: ['--mount=type=cache,target=/root/.cache/pip'],
  },
];
