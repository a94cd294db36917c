import { readFigure } from '../../catalog/look-up';
import type { ResolvedWheel } from '../../catalog/wheels';
import { scale, widen } from '../../estimate';
import { installedFromLock } from '../../python/lock/install';
import { readLockFile } from '../../python/lock/read-lock';
import { type GivenOption, readSelection } from '../../python/lock/select';
import type { LockFile } from '../../python/lock/types';
import { parseRequirementArgument } from '../../python/requirements';
import type { Requirement } from '../../python/types';
import { type Options, readOptions } from '../invocation';
import { baseName, parentOf, resolvePath } from '../paths';
import { findEnvironment } from '../programs';
import type { PythonEnvironment } from '../types';
import { installPackages } from './install-packages';
import { findProject, reportPython } from './projects';
import { isSwitchedOn, type Running } from './running';
import { createEnvironment } from './venv';

type Tool = 'uv' | 'poetry' | 'pipenv';

const valued = new Set(
  '--extra --group --no-group --only-group --python -p --project --directory -C --cache-dir --link-mode --with --without --only -E --extras -P --categories --index-url --index --no-install-package --package --config-setting -f --format -o --output -o --output-file'.split(
    ' ',
  ),
);

const lockNames: Readonly<Record<Tool, string>> = { uv: 'uv.lock', poetry: 'poetry.lock', pipenv: 'Pipfile.lock' };

/** Walks a package manager beside pip, apt and apk; `false` where it is none that we know. */
export function walkManager(running: Running): boolean {
  const { name, words } = running.invocation;
  const tool = name === 'uv' || name === 'poetry' || name === 'pipenv' ? name : null;
  if (tool === null) return false;
  const options = readOptions(words, valued);
  const [action, ...operands] = options.operands.map((word) => word.text);
  if (action === undefined || options.values.has('--version')) return true;
  if (action === 'config' || action === 'self' || action === 'cache' || action === '--version')
    return configure(running, tool, operands);
  if ((tool === 'uv' && action === 'export') || (tool === 'poetry' && action === 'export'))
    return exportLock(running, tool, options);
  const installs =
    tool === 'uv'
      ? action === 'sync'
      : tool === 'poetry'
        ? action === 'install' || action === 'sync'
        : action === 'install' || action === 'sync';
  if (!installs || (tool === 'pipenv' && operands.length > 0)) return false;
  return install(running, tool, options);
}

/** `poetry config virtualenvs.create false` holds for all that follows in the stage. */
function configure({ walk }: Running, tool: Tool, words: readonly string[]): boolean {
  if (tool !== 'poetry' || words.length < 2) return true;
  const [key = '', value = ''] = words;
  const variable = `POETRY_${key.replace(/[.-]/g, '_').toUpperCase()}`;
  walk.settings.set(variable, value);
  return true;
}

function readLock(running: Running, tool: Tool, folder: string): LockFile | null {
  const path = resolvePath(folder, lockNames[tool]);
  const text = running.walk.readText(path);
  if (text === null) return null;
  return readLockFile(lockNames[tool], text, running.walk.readText(resolvePath(folder, 'pyproject.toml')) ?? undefined);
}

function install(running: Running, tool: Tool, options: Options): boolean {
  const { walk, invocation, workingDirectory } = running;
  const folder = resolvePath(
    workingDirectory,
    options.values.get('--project')?.[0]?.text ?? options.values.get('--directory')?.[0]?.text ?? '.',
  );
  if (reportMissingFiles(running, tool, folder, options)) return true;
  const lock = readLock(running, tool, folder);
  const environment = chooseEnvironment(running, tool, folder);
  if (lock === null || environment === null) return false;
  const project = findProject(running, folder);
  if (project !== null && tool === 'poetry' && reportPython(running, project, environment, invocation.command.range))
    return true;
  const taken = installedFromLock(lock, {
    ...readSelection(tool, listOptions(options, running, tool)),
    python: environment.python,
  });
  const requirements = taken.packages
    .map((entry) => makeRequirement(entry.name, entry.version, entry.direct, running))
    .filter((entry) => entry !== null);
  walk.step.requirements.push(...requirements);
  const packed = new Map(
    taken.packages.map((entry) => [entry.name, entry.file.kind === 'unknown' ? null : entry.file.file.bytes]),
  );
  installPackages(running, {
    owner: environment,
    target: environment,
    options,
    installer: tool === 'uv' ? 'uv' : 'pip',
    requirements,
    constraints: [],
    unread: [],
    refine: (wheel) => refine(wheel, packed.get(wheel.name) ?? null, running),
    locked: new Set(taken.packages.map((entry) => entry.name)),
  });
  return true;
}

/** What the lock says of a wheel's packed size, unpacked by the ratio of wheels. */
function refine(wheel: ResolvedWheel, packed: number | null, { walk }: Running): ResolvedWheel {
  if (wheel.record !== null || packed === null) return wheel;
  const compressed = { low: packed, likely: packed, high: packed, evidence: [], unknown: [] };
  const ratio = readFigure(walk.catalog, 'compressed-over-unpacked');
  const installed = { ...scale(compressed, 1 / ratio.likely), low: packed / ratio.high, high: packed / ratio.low };
  return {
    ...wheel,
    compressed,
    installed: widen(installed, 1, 1, [`the unpacked size of ${wheel.name}`]),
    bytecode: { ...scale(installed, 0.3), low: 0, high: installed.high },
  };
}

function makeRequirement(name: string, version: string | null, direct: boolean, running: Running): Requirement | null {
  const { range } = running.invocation.command;
  const file = running.walk.shared.project.dockerfile;
  const text = version === null ? name : `${name}==${version}`;
  const requirement = parseRequirementArgument(text, file, range, false);
  return requirement === null || direct ? requirement : { ...requirement, file: lockFileOf(file) };
}

function lockFileOf(file: string): string {
  return `${file}#lock`;
}

function listOptions(options: Options, { variables }: Running, tool: Tool): readonly GivenOption[] {
  const given = [...options.values].flatMap(([name, values]) =>
    values.map((value) => ({ name, value: value?.text ?? null })),
  );
  if (tool === 'uv' && isSwitchedOn(variables('UV_NO_DEV'))) given.push({ name: '--no-dev', value: null });
  return given;
}

/** Where the tool installs: its own environment, or the one that is there. */
function chooseEnvironment(running: Running, tool: Tool, folder: string): PythonEnvironment | null {
  const { walk, variables } = running;
  const read = (name: string) => walk.settings.get(name) ?? variables(name);
  const active = variables('VIRTUAL_ENV');
  const system = findEnvironment('python', walk, variables) ?? findEnvironment('python3', walk, variables);
  const known = (path: string) => walk.state.pythonEnvironments.find((entry) => entry.path === path) ?? null;
  if (tool === 'uv') {
    const path = resolvePath(folder, variables('UV_PROJECT_ENVIRONMENT') ?? '.venv');
    return known(path) ?? createEnvironment(walk, path, system, false);
  }
  if (active !== undefined) return known(active);
  if (system?.kind === 'virtual') return system;
  if (tool === 'pipenv') {
    const { words } = running.invocation;
    if (words.some((word) => word.text === '--system')) return system;
    if (isSwitchedOn(variables('PIPENV_VENV_IN_PROJECT')))
      return known(resolvePath(folder, '.venv')) ?? createEnvironment(walk, resolvePath(folder, '.venv'), system, true);
    return createEnvironment(walk, resolvePath(walk.homeDirectory(), '.local/share/virtualenvs/project'), system, true);
  }
  if (/^(false|0|no)$/i.test(read('POETRY_VIRTUALENVS_CREATE') ?? '')) return system;
  const path = isSwitchedOn(read('POETRY_VIRTUALENVS_IN_PROJECT'))
    ? resolvePath(folder, '.venv')
    : resolvePath(walk.homeDirectory(), '.cache/pypoetry/virtualenvs/project');
  return known(path) ?? createEnvironment(walk, path, system, tool === 'poetry' && walk.settings.get('poetry') === '1');
}

/** What each tool cannot do without. */
function reportMissingFiles(running: Running, tool: Tool, folder: string, options: Options): boolean {
  const { walk, invocation } = running;
  const file = tool === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
  const needsLock =
    options.values.has('--frozen') ||
    options.values.has('--locked') ||
    options.values.has('--deploy') ||
    (tool === 'pipenv' && invocation.words[0]?.text === 'sync') ||
    (tool === 'uv' && isSwitchedOn(running.variables('UV_FROZEN')));
  const needed = [file, ...(needsLock ? [lockNames[tool]] : [])];
  for (const name of needed) {
    let place = folder;
    // uv and Poetry look in the folders above as well.
    while (place !== '/' && walk.lookUp(resolvePath(place, name)) === 'missing') place = parentOf(place);
    if (walk.lookUp(resolvePath(place, name)) !== 'missing') continue;
    walk.fail(
      'missing-project',
      `\`${tool}\` finds no \`${name}\` in \`${folder}\`, so the step stops the build.`,
      `Copy \`${name}\` into the image before this step, or set WORKDIR to where it lies.`,
      invocation.command.range,
    );
    return true;
  }
  return false;
}

/** `uv export -o requirements.txt`: the pins of the lock as a requirements file. */
function exportLock(running: Running, tool: Tool, options: Options): boolean {
  const { walk, workingDirectory } = running;
  const redirected = running.invocation.command.redirections.find(
    (entry) => entry.operator.startsWith('>') && entry.descriptor !== 2,
  );
  const out =
    options.values.get('-o')?.[0]?.text ??
    options.values.get('--output')?.[0]?.text ??
    options.values.get('--output-file')?.[0]?.text ??
    redirected?.target.text;
  const lock = readLock(running, tool, workingDirectory);
  if (out === undefined || /[$`]/.test(out)) return true;
  const path = resolvePath(workingDirectory, out);
  if (lock === null) {
    walk.writeFile(path, { executable: false, text: null });
    return true;
  }
  const system = findEnvironment('python', walk, running.variables);
  const taken = installedFromLock(lock, {
    ...readSelection(tool, listOptions(options, running, tool)),
    python: system?.python ?? null,
  });
  const text = taken.packages.map(({ name, version }) => (version === null ? name : `${name}==${version}`)).join('\n');
  walk.writeFile(path, { executable: false, text: `${text}\n` });
  return baseName(path) !== '';
}
