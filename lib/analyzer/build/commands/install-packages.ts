import { readFigure } from '../../catalog/look-up';
import { type ResolvedWheel, resolveWheels } from '../../catalog/wheels';
import { sum, widen } from '../../estimate';
import type { Requirement } from '../../python/types';
import { rememberAnswers } from '../../remember';
import { hasOption, type Options } from '../invocation';
import { sitePackages } from '../site-packages';
import type { StageWalk } from '../stage-walk';
import type { InstalledPackage, PythonEnvironment } from '../types';
import { type CheckedInstall, listCompiled, reportUnavailable } from './availability';
import { holdPipBytecode } from './bytecode';
import { type Installer, keepCache, spendInstall, spendMoving } from './installer';
import { namesProcessorIndex } from './processor-index';
import { layOutWheels, totalWheels } from './resolved-wheels';
import type { Running } from './running';

/** An install: into what, of what, how. */
export interface Installation {
  readonly owner: PythonEnvironment | null;
  readonly target: PythonEnvironment | null;
  readonly options: Options;
  readonly installer: Installer;
  readonly requirements: readonly Requirement[];
  readonly constraints: readonly Requirement[];
  readonly unread: readonly string[];
  /** Lines of the files read that are options. */
  readonly fileOptions?: readonly string[];
  /** Says more of a package than the catalog does, as a lock file may. */
  readonly refine?: (wheel: ResolvedWheel) => ResolvedWheel;
  /** Names of a lock file, which is complete: nothing else comes along. */
  readonly locked?: ReadonlySet<string>;
}

/** Puts packages with all that they need into an environment, or reports why that stops. */
export function installPackages(running: Running, installation: Installation): void {
  const { walk } = running;
  const { owner, target, options, installer } = installation;
  if (owner !== null && installer.name === 'pip') holdPipBytecode(running, owner);
  const resolved = resolveWheels(
    {
      requirements: installation.requirements,
      constraints: installation.constraints,
      python: target?.python ?? null,
      libc: walk.profile.libc,
      present: versionsIn(target, owner),
      again: hasOption(options, '--upgrade', '-U', '--force-reinstall', '--reinstall'),
      processorsOnly: namesProcessorIndex(running, options, installation.fileOptions ?? []),
    },
    walk.catalog,
  );
  const { locked, refine } = installation;
  const taken = locked === undefined ? resolved : resolved.filter((wheel) => locked.has(wheel.name));
  const wheels = refine === undefined ? taken : taken.map(refine);
  const checked: CheckedInstall = {
    running,
    options,
    environment: target,
    requirements: installation.requirements,
    wheels,
    fileOptions: installation.fileOptions ?? [],
  };
  if (reportUnavailable(checked)) return;
  const compiled = listCompiled(checked);
  const compiles = installer.compiles(options, running.variables);
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
  // Where everything is there already, the environment stays the one that it was.
  if (target !== null && (wheels.length > 0 || !walk.state.pythonEnvironments.includes(target))) {
    const { names } = totalWheels(wheels);
    walk.putEnvironment({
      ...target,
      packages: [
        ...target.packages.filter((entry) => !names.has(entry.name)),
        ...describePackages(wheels, compiles, compiled, walk),
      ],
    });
  }
  for (const name of totalWheels(wheels).unrecorded) walk.unknown.add(`Python package ${name}`);
  keepCache(running, options, wheels, installer);
  spendInstall(walk, wheels, compiles, installer);
  // With --target pip installs into a temporary folder first, and moves file by file.
  if (installer.name === 'pip' && target?.kind === 'target') spendMoving(walk, wheels);
}

const packageLists = rememberAnswers<readonly ResolvedWheel[], readonly InstalledPackage[]>(20);

/** The packages as the environment holds them. Remembered: the same list comes back for the same requirements. */
function describePackages(
  wheels: readonly ResolvedWheel[],
  compiles: boolean,
  compiled: ReadonlySet<string>,
  walk: StageWalk,
): readonly InstalledPackage[] {
  const key = [compiles, walk.profile.libc, walk.architecture, ...compiled].join(' ');
  return packageLists(wheels, key, () =>
    wheels.map((wheel) => ({
      name: wheel.name,
      version: wheel.version,
      direct: wheel.direct,
      bytes: compiles ? sum([wheel.installed, wheel.bytecode]) : wheel.installed,
      ...(compiled.has(wheel.name) ? { compiled: true } : {}),
      ...describeBinary(wheel, compiled.has(wheel.name), walk),
    })),
  );
}

/** What the compiled code of a package asks for, where it has some; `compiled`: on the spot, against this image's libc. */
function describeBinary(
  { record, availability }: ResolvedWheel,
  compiled: boolean,
  { profile, architecture }: StageWalk,
): Pick<InstalledPackage, 'binary'> {
  const machine = architecture === null ? {} : { architecture };
  if (compiled) return profile.libc === null ? {} : { binary: { libc: profile.libc, pythons: [], ...machine } };
  if (record?.libc === undefined || record.libc === 'any' || availability !== 'wheel') return {};
  const { pythons = [], lookedFor = [] } = record;
  // A wheel that several versions take holds to Python's stable interface.
  const alone = pythons.length === 1 && lookedFor.length > 1 ? pythons : [];
  return { binary: { libc: record.libc, pythons: alone, ...machine } };
}

/** What pip finds already installed; with --target or --prefix it does not look at the interpreter's own. */
function versionsIn(
  target: PythonEnvironment | null,
  owner: PythonEnvironment | null,
): ReadonlyMap<string, string | null> {
  const own = target?.packages ?? noPackages;
  if (target?.kind !== 'user' || owner === null) return versionsOf(own);
  return versionsOf([...owner.packages, ...own]);
}

const noPackages: readonly InstalledPackage[] = [];
const versions = rememberAnswers<readonly InstalledPackage[], ReadonlyMap<string, string | null>>(1);

function versionsOf(packages: readonly InstalledPackage[]): ReadonlyMap<string, string | null> {
  return versions(packages, '', () => new Map(packages.map(({ name, version }) => [name, version])));
}

function holdWheels(
  walk: StageWalk,
  environment: PythonEnvironment,
  wheels: readonly ResolvedWheel[],
  compiles: boolean,
): void {
  const { names } = totalWheels(wheels);
  const folder = sitePackages(environment);
  for (const { name } of environment.packages) {
    // A reinstall or upgrade takes the place of what is there.
    if (names.has(name)) walk.contents.remove(`${folder}/${name}`, walk.step.id);
  }
  // A pip that upgrades itself takes the bytecode of the one before along.
  if (names.has('pip')) walk.contents.remove(`${folder}/__pycache__/pip`, walk.step.id);
  for (const piece of layOutWheels(wheels, folder, compiles)) walk.holdPiece(piece);
  walk.step.writes.push(environment.path);
}
