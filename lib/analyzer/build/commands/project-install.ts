import { readFigure } from '../../catalog/look-up';
import type { ResolvedWheel } from '../../catalog/wheels';
import { nothing, scale, widen } from '../../estimate';
import { installedFromLock } from '../../python/lock/install';
import { type GivenOption, type LockSelection, readSelection } from '../../python/lock/select';
import type { LockFile } from '../../python/lock/types';
import type { Dependency, ProjectFile } from '../../python/pyproject';
import { parseRequirementArgument } from '../../python/requirements';
import type { Requirement } from '../../python/types';
import type { Options } from '../invocation';
import type { PythonEnvironment } from '../types';
import { type Installation, installPackages } from './install-packages';
import { type Installer, pip } from './installer';
import { pdm, poetry, uv } from './other-installers';
import type { Tool } from './project-lock';
import { placeRequirement } from './projects';
import type { Running } from './running';

/** An install of a project: what it takes, and where it puts it. */
interface ProjectInstall {
  readonly tool: Tool;
  readonly options: Options;
  readonly given: readonly GivenOption[];
  readonly environment: PythonEnvironment;
}

/** Installs what a lock file says, and nothing else. */
export function installLocked(running: Running, { lock, ...rest }: ProjectInstall & { readonly lock: LockFile }): void {
  const { tool, given, environment } = rest;
  const taken = installedFromLock(lock, { ...readSelection(tool, given), python: environment.python });
  const requirements = taken.packages
    .map((entry) => makeRequirement(entry.name, entry.version, entry.direct, running))
    .filter((entry) => entry !== null);
  const packed = new Map(
    taken.packages.map((entry) => [entry.name, entry.file.kind === 'unknown' ? null : entry.file.file.bytes]),
  );
  installRequirements(running, rest, requirements, {
    refine: (wheel) => refine(wheel, packed.get(wheel.name) ?? null, running),
    locked: new Set(taken.packages.map((entry) => entry.name)),
  });
  addProjects(
    running,
    environment,
    taken.projects.map(({ name }) => name),
  );
}

const installers: Readonly<Record<Tool, Installer>> = { pipenv: pip, poetry, pdm, uv };

/** Installs what a project or its lock asks for into the environment that its tool keeps. */
function installRequirements(
  running: Running,
  { tool, options, environment }: ProjectInstall,
  requirements: readonly Requirement[],
  locked: Pick<Installation, 'refine' | 'locked'> = {},
): void {
  running.walk.step.requirements.push(...requirements);
  installPackages(running, {
    owner: environment,
    target: environment,
    options,
    installer: installers[tool],
    requirements,
    constraints: [],
    unread: [],
    ...locked,
  });
}

/**
 * A project is installed beside what it needs. It brings programs and modules of its own, which nobody lists: as a package
 * that the catalog does not know it keeps them from being missed.
 */
function addProjects({ walk }: Running, { kind, path }: PythonEnvironment, names: readonly string[]): void {
  const environment = walk.state.pythonEnvironments.find((entry) => entry.path === path && entry.kind === kind);
  if (environment === undefined || names.length === 0) return;
  const added = names.map((name) => ({ name, version: null, direct: true, bytes: nothing }));
  const others = environment.packages.filter((entry) => !names.includes(entry.name));
  walk.putEnvironment({ ...environment, packages: [...others, ...added] });
}

/** Whether a tool builds and installs the project itself. */
function installsItself(tool: Tool, project: ProjectFile, given: readonly GivenOption[]): boolean {
  if (readSelection(tool, given).projects !== 'install') return false;
  if (tool === 'uv') return project.uvPackage ?? project.buildSystem;
  return tool === 'poetry' ? project.packageMode : tool === 'pdm';
}

/** Without a lock the tool resolves what the project asks for, and writes one. */
export function installUnlocked(
  running: Running,
  { project, ...rest }: ProjectInstall & { readonly project: ProjectFile },
): void {
  const { tool, given, environment } = rest;
  const { range } = running.invocation.command;
  const file = running.walk.shared.project.dockerfile;
  const wanted = listWanted(project, readSelection(tool, given), tool);
  const requirements = wanted.flatMap((dependency) => placeRequirement(dependency, file, range) ?? []);
  installRequirements(running, rest, requirements);
  if (project.name !== null && installsItself(tool, project, given)) addProjects(running, environment, [project.name]);
}

/** What a selection takes of a project's own dependencies. */
export function listWanted(project: ProjectFile, selection: LockSelection, tool: Tool): readonly Dependency[] {
  const { groups = [], without = [], only = [], extras = [], noDev, noDefaultGroups } = selection;
  const usual =
    tool === 'uv'
      ? project.defaultGroups
      : [...project.groups].filter(([, group]) => !group.optional).map(([name]) => name);
  const asked = groups === 'all' ? [...project.groups.keys()] : groups;
  const chosen = only.length > 0 ? only : [...(noDefaultGroups === true ? [] : usual), ...asked];
  const left = new Set([...without, ...(noDev === true ? ['dev'] : [])]);
  const own = (only.length === 0 || only.includes('main')) && !left.has('main') ? project.dependencies : [];
  const named = extras === 'all' ? [...project.extras.keys()] : extras;
  return [
    ...own,
    ...named.flatMap((name) => project.extras.get(name) ?? []),
    ...new Set(
      chosen.filter((name) => !left.has(name)).flatMap((name) => project.groups.get(name)?.dependencies ?? []),
    ),
  ];
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
