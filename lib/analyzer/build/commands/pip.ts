import { indexCatalog } from '../../catalog/look-up';
import { resolveWheels } from '../../catalog/wheels';
import { sum } from '../../estimate';
import { normalizeName } from '../../python/package-name';
import { type Argument, hasOption, lastValue, type Options, readOptions } from '../invocation';
import { resolvePath } from '../paths';
import { canWrite, refuse } from '../permissions';
import { findEnvironment } from '../programs';
import { sitePackages } from '../site-packages';
import type { StageWalk } from '../stage-walk';
import type { PythonEnvironment } from '../types';
import { holdPipBytecode } from './bytecode';
import { existingParent } from './file-paths';
import { installPackages } from './install-packages';
import { cacheFolder, type Installer, keepCache, spendInstall } from './installer';
import { type GatheredRequirements, gatherRequirements } from './requirement-files';
import { isSwitchedOn, type Running } from './running';
import { reportNoEnvironment } from './uv-environment';

const valued = new Set(
  [
    '-r --requirement -c --constraint -e --editable -t --target --prefix --root --src -i --index-url --extra-index-url',
    '-f --find-links --platform --python-version --implementation --abi --upgrade-strategy --progress-bar --no-binary',
    '--only-binary --cache-dir --trusted-host --cert --client-cert --proxy --retries --timeout --install-option',
    '--global-option --config-settings -C --log --report --root-user-action --use-feature --exists-action --python',
    '--build -b -p --group --extra --index --default-index --index-strategy --link-mode -d --dest -w --wheel-dir',
  ]
    .join(' ')
    .split(' '),
);

/** Walks `pip install` and its kin; `program` is pip or the Python that runs it, `words` what follows `pip`. */
export function walkPip(running: Running, program: string, words: readonly Argument[], installer: Installer): void {
  const options = readOptions(words, valued);
  const [action, ...operands] = options.operands;
  switch (action?.text) {
    case 'uninstall':
      for (const { text } of operands) uninstall(running.walk, normalizeName(text));
      return;
    case 'cache':
      running.walk.remove(cacheFolder(running, installer));
      return;
    case 'download':
    case 'wheel':
      collectWheels(running, options, operands, program);
      return;
    case 'install':
      install(running, { program, installer, options, operands });
  }
}

interface Install {
  readonly program: string;
  readonly installer: Installer;
  readonly options: Options;
  readonly operands: readonly Argument[];
}

function install(running: Running, { program, installer, options, operands }: Install): void {
  const { walk } = running;
  if (installer === 'uv' && reportNoEnvironment(running, options)) return;
  const owner = findOwner(running, program, options, installer);
  const removed = installer === 'pip' ? findRemovedOption(options) : null;
  if (removed !== null) {
    reportRemovedOption(running, options, removed);
    return;
  }
  if (owner !== null && isManaged(owner, options, running)) {
    reportManaged(running, owner);
    return;
  }
  const target = chooseTarget(running, owner, options, installer);
  const gathered = gatherRequirements(running, options, operands);
  if (gathered === null) {
    // pip has run, and left its bytecode, before it finds no file.
    if (owner !== null && installer === 'pip') holdPipBytecode(running, owner);
    return;
  }
  walk.step.requirements.push(...gathered.requirements);
  if (reportUnwritable(running, target) || (installer === 'pip' && reportMissingHash(running, gathered))) return;
  const hasProjects = gathered.requirements.some(({ kind }) => kind === 'path' || kind === 'editable');
  const expanded = hasProjects ? walk.shared.tools.expandProjects(running, target, gathered) : gathered;
  if (expanded === null) return;
  installPackages(running, { owner, target, options, installer, ...expanded });
}

/** One hash is enough for pip to ask for one of everything. */
function reportMissingHash(
  { walk, invocation }: Running,
  { requirements, constraints, unread }: GatheredRequirements,
): boolean {
  if (unread.length > 0 || constraints.some((entry) => entry.hashed) || !requirements.some((entry) => entry.hashed))
    return false;
  // A marker may leave a requirement out.
  const without = requirements.find((entry) => !entry.hashed && entry.kind === 'name' && entry.marker === null);
  if (without === undefined) return false;
  const isArgument = without.file === walk.shared.project.dockerfile;
  walk.fail('hash-missing', isArgument ? without.range : invocation.command.range, without.text);
  return true;
}

function uninstall(walk: StageWalk, name: string): void {
  for (const environment of walk.state.pythonEnvironments) {
    if (!environment.packages.some((entry) => entry.name === name)) continue;
    walk.remove(`${sitePackages(environment)}/${name}`);
    walk.putEnvironment({ ...environment, packages: environment.packages.filter((entry) => entry.name !== name) });
  }
}

/** Packages go where the user in force may write; pip falls back on the user's home only from the system's Python. */
function reportUnwritable(running: Running, target: PythonEnvironment | null): boolean {
  const { walk, invocation } = running;
  if (target === null) return false;
  const path = target.path;
  const place = walk.lookUp(path) === 'missing' ? existingParent(path, running) : path;
  const problem = refuse(place, path, walk);
  if (problem === null) return false;
  walk.fail(problem.kind, invocation.command.range, ...problem.facts);
  return true;
}

/** The environment that a plain install goes into. */
function findOwner(
  running: Running,
  program: string,
  options: Options,
  installer: Installer,
): PythonEnvironment | null {
  const { walk, variables } = running;
  if (installer === 'pip') return findEnvironment(program, walk, variables);
  const named = lastValue(options, '--python', '-p')?.text;
  if (named !== undefined) {
    const path = resolvePath(running.workingDirectory, named);
    return (
      walk.state.pythonEnvironments.find((entry) => path === entry.path || path.startsWith(`${entry.path}/`)) ??
      findEnvironment(named, walk, variables)
    );
  }
  const active = variables('VIRTUAL_ENV') ?? resolvePath(running.workingDirectory, '.venv');
  const virtual = walk.state.pythonEnvironments.find((entry) => entry.path === active && entry.kind === 'virtual');
  if (virtual !== undefined && !hasOption(options, '--system')) return virtual;
  return findFirstSystem(running);
}

/** Of the system's Pythons, the one that comes first on PATH. */
function findFirstSystem({ walk, variables }: Running): PythonEnvironment | null {
  const folders = (variables('PATH') ?? '').split(':');
  const systems = walk.state.pythonEnvironments.filter((entry) => entry.kind === 'system');
  const onPath = folders.map((folder) => systems.find(({ path }) => `${path}/bin` === folder));
  return onPath.find((entry) => entry !== undefined) ?? systems[0] ?? null;
}

/** PEP 668: pip refuses to change a Python that the distribution's package manager owns. */
function isManaged(owner: PythonEnvironment, options: Options, { walk, variables }: Running): boolean {
  if (owner.kind !== 'system' || owner.path !== '/usr') return false;
  if (hasOption(options, '--break-system-packages', '--target', '-t', '--prefix', '--root', '--dry-run')) return false;
  if (isSwitchedOn(variables('PIP_BREAK_SYSTEM_PACKAGES')) || isSwitchedOn(variables('UV_BREAK_SYSTEM_PACKAGES')))
    return false;
  if (!walk.certain || walk.pythonUnmarked) return false;
  const { distribution, release } = walk.profile;
  return indexCatalog(walk.catalog).systemPythons.get(`${distribution}:${release}`)?.externallyManaged ?? false;
}

function reportManaged({ walk, invocation }: Running, owner: PythonEnvironment): void {
  const { distribution, release } = walk.profile;
  walk.fail('externally-managed', invocation.command.range, owner.python, distribution, release);
}

/** Options that today's pip no longer has, with the version that removed each; values of `--use-feature` that it forgot. */
const removedOptions: ReadonlyMap<string, string> = new Map([
  ['--install-option', '23.1'],
  ['--process-dependency-links', '19.0'],
  ['--no-use-wheel', '10.0'],
  ['--use-wheel', '10.0'],
  ['--egg', '10.0'],
  ['--allow-external', '10.0'],
  ['--allow-all-external', '10.0'],
  ['--allow-unverified', '10.0'],
  ['--build', '22.0'],
  ['--build-dir', '22.0'],
  ['--use-mirrors', '7.0'],
]);
const forgottenFeatures = /^(in-tree-build|2020-resolver|out-of-tree-build)$/;

function findRemovedOption(options: Options): string | null {
  for (const name of options.values.keys()) if (removedOptions.has(name)) return name;
  const feature = lastValue(options, '--use-feature')?.text ?? '';
  return forgottenFeatures.test(feature) ? '--use-feature' : null;
}

function reportRemovedOption({ walk, invocation }: Running, options: Options, name: string): void {
  const [given] = options.values.get(name) ?? [];
  walk.fail(
    'removed-pip-option',
    given?.range ?? invocation.words.find((word) => word.text === name)?.range ?? invocation.command.range,
    name,
    removedOptions.get(name),
    given?.text ?? '',
  );
}

function chooseTarget(
  { walk, workingDirectory, variables }: Running,
  owner: PythonEnvironment | null,
  options: Options,
  installer: Installer,
): PythonEnvironment | null {
  const python = owner?.python ?? null;
  const make = (kind: PythonEnvironment['kind'], path: string): PythonEnvironment =>
    walk.state.pythonEnvironments.find((entry) => entry.kind === kind && entry.path === path) ?? {
      kind,
      path,
      python,
      createdAt: path,
      packages: [],
    };
  const target = lastValue(options, '--target', '-t');
  if (target !== null) return make('target', resolvePath(workingDirectory, target.text));
  const prefix = lastValue(options, '--prefix', '--root');
  if (prefix !== null) return make('prefix', resolvePath(workingDirectory, prefix.text));
  const unwritable = owner?.kind === 'system' && canWrite(owner.path, walk) === false;
  if (
    installer === 'pip' &&
    owner?.kind !== 'virtual' &&
    (hasOption(options, '--user') || isSwitchedOn(variables('PIP_USER')) || unwritable)
  ) {
    return make('user', variables('PYTHONUSERBASE') ?? `${walk.homeDirectory()}/.local`);
  }
  return owner;
}

/** `pip wheel` and `pip download` put archives into a folder and install nothing. */
function collectWheels(running: Running, options: Options, operands: readonly Argument[], program: string): void {
  const { walk, workingDirectory } = running;
  const gathered = gatherRequirements(running, options, operands);
  if (gathered === null) return;
  walk.step.requirements.push(...gathered.requirements);
  const owner = findOwner(running, program, options, 'pip');
  const wheels = resolveWheels(
    { ...gathered, python: owner?.python ?? null, libc: walk.profile.libc, present: new Map(), again: false },
    walk.catalog,
  );
  const folder = resolvePath(workingDirectory, lastValue(options, '-w', '--wheel-dir', '-d', '--dest')?.text ?? '.');
  walk.hold(folder, 'caches', 'wheels', sum(wheels.map((wheel) => wheel.compressed)));
  walk.makeDirectory(folder);
  keepCache(running, options, wheels, 'pip');
  spendInstall(walk, wheels, false, 'pip');
}
