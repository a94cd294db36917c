import { isDevelopmentTool } from '../../catalog/development-tools';
import { indexCatalog, readFigure } from '../../catalog/look-up';
import { type ResolvedWheel, resolveWheels } from '../../catalog/wheels';
import { sum, widen } from '../../estimate';
import type { Requirement } from '../../python/types';
import { sitePackages } from '../copy-from';
import { type Argument, hasOption, lastValue, type Options, readOptions } from '../invocation';
import { resolvePath } from '../paths';
import { findEnvironment } from '../programs';
import type { StageWalk } from '../stage-walk';
import type { PythonEnvironment } from '../types';
import { type CheckedInstall, listCompiled, reportUnavailable } from './availability';
import { holdPipBytecode } from './bytecode';
import { cacheFolder, type Installer, keepCache, spendInstall } from './installer';
import { gatherRequirements } from './requirement-files';
import { isSwitchedOn, type Running } from './running';

const valued = new Set(
  [
    '-r --requirement -c --constraint -e --editable -t --target --prefix --root --src -i --index-url --extra-index-url',
    '-f --find-links --platform --python-version --implementation --abi --upgrade-strategy --progress-bar --no-binary',
    '--only-binary --cache-dir --trusted-host --cert --client-cert --proxy --retries --timeout --install-option',
    '--global-option --config-settings -C --log --report --root-user-action --use-feature --exists-action --python',
    '--build -b -p --group --index --default-index --index-strategy --link-mode -d --dest -w --wheel-dir',
  ]
    .join(' ')
    .split(' '),
);

/** Walks `pip install` and its kin; `program` is pip or the Python that runs it, `words` what follows `pip`. */
export function walkPip(running: Running, program: string, words: readonly Argument[], installer: Installer): void {
  const { walk } = running;
  const options = readOptions(words, valued);
  const [action, ...operands] = options.operands;
  if (action?.text === 'uninstall') {
    for (const { text } of operands) uninstall(walk, text);
    return;
  }
  if (action?.text === 'cache') {
    walk.remove(cacheFolder(running, installer));
    return;
  }
  if (action?.text === 'download' || action?.text === 'wheel') {
    collectWheels(running, options, operands, program);
    return;
  }
  if (action?.text !== 'install') return;
  const owner = findOwner(running, program, options, installer);
  if (hasOption(options, '--install-option')) {
    reportInstallOption(running, options);
    return;
  }
  if (owner !== null && isManaged(owner, options, running)) {
    reportManaged(running, owner);
    return;
  }
  const target = chooseTarget(running, owner, options, installer);
  const gathered = gatherRequirements(running, options, operands);
  if (gathered === null) return;
  install(running, { owner, target, options, installer, ...gathered });
}

function uninstall(walk: StageWalk, name: string): void {
  for (const environment of walk.state.pythonEnvironments) {
    if (!environment.packages.some((entry) => entry.name === name)) continue;
    walk.remove(`${sitePackages(environment)}/${name}`);
    walk.putEnvironment({ ...environment, packages: environment.packages.filter((entry) => entry.name !== name) });
  }
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
  return walk.state.pythonEnvironments.find((entry) => entry.kind === 'system') ?? null;
}

/** PEP 668: pip refuses to change a Python that the distribution's package manager owns. */
function isManaged(owner: PythonEnvironment, options: Options, { walk, variables }: Running): boolean {
  if (owner.kind !== 'system' || owner.path !== '/usr') return false;
  if (hasOption(options, '--break-system-packages', '--target', '-t', '--prefix', '--root', '--dry-run')) return false;
  if (isSwitchedOn(variables('PIP_BREAK_SYSTEM_PACKAGES')) || isSwitchedOn(variables('UV_BREAK_SYSTEM_PACKAGES')))
    return false;
  if (!walk.certain) return false;
  const { distribution, release } = walk.profile;
  return indexCatalog(walk.catalog).systemPythons.get(`${distribution}:${release}`)?.externallyManaged ?? false;
}

function reportManaged({ walk, invocation }: Running, owner: PythonEnvironment): void {
  const { distribution, release } = walk.profile;
  walk.fail(
    'externally-managed',
    `pip refuses to install into the system Python ${owner.python ?? ''} of ${distribution} ${release} (PEP 668), so this step stops the build.`.replace(
      '  ',
      ' ',
    ),
    'Create a virtual environment and install into that one.',
    invocation.command.range,
  );
}

function reportInstallOption({ walk, invocation }: Running, options: Options): void {
  walk.fail(
    'removed-pip-option',
    '`--install-option` was removed in pip 23.1, so pip stops with an error.',
    'Use an option of pip itself, such as `--prefix`.',
    lastValue(options, '--install-option')?.range ?? invocation.command.range,
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
  if (
    installer === 'pip' &&
    owner?.kind !== 'virtual' &&
    (hasOption(options, '--user') || isSwitchedOn(variables('PIP_USER')))
  ) {
    return make('user', variables('PYTHONUSERBASE') ?? `${walk.homeDirectory()}/.local`);
  }
  return owner;
}

interface Installation {
  readonly owner: PythonEnvironment | null;
  readonly target: PythonEnvironment | null;
  readonly options: Options;
  readonly installer: Installer;
  readonly requirements: readonly Requirement[];
  readonly constraints: readonly Requirement[];
  readonly unread: readonly string[];
}

function install(running: Running, installation: Installation): void {
  const { walk } = running;
  const { owner, target, options, installer } = installation;
  walk.step.requirements.push(...installation.requirements);
  if (owner !== null && installer === 'pip') holdPipBytecode(running, owner);
  const wheels = resolveWheels(
    {
      requirements: installation.requirements,
      constraints: installation.constraints,
      python: target?.python ?? null,
      libc: walk.profile.libc,
      present: versionsIn(target, owner),
      again: hasOption(options, '--upgrade', '-U', '--force-reinstall', '--reinstall'),
    },
    walk.catalog,
  );
  const checked: CheckedInstall = {
    running,
    options,
    environment: target,
    requirements: installation.requirements,
    wheels,
  };
  if (reportUnavailable(checked)) return;
  const compiled = listCompiled(checked);
  const compiles =
    installer === 'pip'
      ? !hasOption(options, '--no-compile') && !isSwitchedOn(running.variables('PIP_NO_COMPILE'))
      : hasOption(options, '--compile-bytecode', '--compile') || isSwitchedOn(running.variables('UV_COMPILE_BYTECODE'));
  if (target === null) walk.doubt('which Python environment the step installs into');
  const place = target ?? {
    kind: 'target' as const,
    path: '/unknown',
    python: null,
    createdAt: '/unknown',
    packages: [],
  };
  holdWheels(walk, place, wheels, compiles);
  for (const path of installation.unread) {
    const what = `the requirements in ${path}`;
    walk.packagesCertain = false;
    walk.unknown.add(what);
    walk.hold(
      `${sitePackages(place)}/?`,
      'python-packages',
      `packages of ${path}`,
      widen(readFigure(walk.catalog, 'unknown-requirements'), 1, 1, [what]),
    );
  }
  if (target !== null) {
    const names = new Set(wheels.map((wheel) => wheel.name));
    walk.putEnvironment({
      ...target,
      packages: [
        ...target.packages.filter((entry) => !names.has(entry.name)),
        ...wheels.map((wheel) => ({
          name: wheel.name,
          version: wheel.version,
          direct: wheel.direct,
          bytes: compiles ? sum([wheel.installed, wheel.bytecode]) : wheel.installed,
          ...(compiled.has(wheel.name) ? { compiled: true } : {}),
        })),
      ],
    });
  }
  for (const wheel of wheels) if (wheel.record === null) walk.unknown.add(`Python package ${wheel.name}`);
  keepCache(running, options, wheels, installer);
  spendInstall(walk, wheels, compiles, installer);
}

/** What pip finds already installed; with --target or --prefix it does not look at the interpreter's own. */
function versionsIn(
  target: PythonEnvironment | null,
  owner: PythonEnvironment | null,
): ReadonlyMap<string, string | null> {
  const present = [...(target?.kind === 'user' ? (owner?.packages ?? []) : []), ...(target?.packages ?? [])];
  return new Map(present.map((entry) => [entry.name, entry.version]));
}

function holdWheels(
  walk: StageWalk,
  environment: PythonEnvironment,
  wheels: readonly ResolvedWheel[],
  compiles: boolean,
): void {
  const needed = namesForProgram(wheels);
  const folder = sitePackages(environment);
  for (const wheel of wheels) {
    const kind = wheel.name === 'pip' ? 'python' : needed.has(wheel.name) ? 'python-packages' : 'build-tools';
    // A reinstall or upgrade takes the place of what is there.
    walk.contents.remove(`${folder}/${wheel.name}`, walk.step.id);
    walk.hold(
      `${folder}/${wheel.name}`,
      kind,
      wheel.name,
      compiles ? sum([wheel.installed, wheel.bytecode]) : wheel.installed,
    );
  }
  walk.step.writes.push(environment.path);
}

/** The packages that the program itself needs: all but development tools and what only they pull in. */
function namesForProgram(wheels: readonly ResolvedWheel[]): ReadonlySet<string> {
  const byName = new Map(wheels.map((wheel) => [wheel.name, wheel]));
  const needed = new Set<string>();
  const queue = wheels.filter((wheel) => wheel.direct && !isDevelopmentTool(wheel.name)).map((wheel) => wheel.name);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    const record = byName.get(name)?.record;
    queue.push(...(record?.requires ?? []), ...Object.values(record?.extras ?? {}).flat());
  }
  return needed;
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
