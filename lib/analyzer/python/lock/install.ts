import { evaluateMarker, linuxAmd64, linuxEnvironment, type MarkerEnvironment, type MarkerPlatform } from '../marker';
import type { Dependency } from '../pyproject';
import { meetsSpecifier } from '../version';
import { rateWheel, readWheelTags } from '../wheel-file';
import { type ChosenGroups, chooseGroups, type LockSelection } from './select';
import type { LockedFile, LockedPackage, LockedProject, LockFile } from './types';

/** What the install is for, besides what it selects. */
export interface LockTarget extends LockSelection {
  /** `3.13`, or `3.13.2`; `null` where unknown: markers that hang on it then count as met. */
  readonly python: string | null;
  /** Linux on x86_64 with glibc by default. */
  readonly platform?: MarkerPlatform;
}

/** The file that the installer takes: a wheel, or a source archive that has to be built; `unknown` where the lock names none. */
export type ChosenFile =
  | { readonly kind: 'wheel' | 'source'; readonly file: LockedFile }
  | { readonly kind: 'unknown' };

export interface SelectedPackage {
  /** Normalised. */
  readonly name: string;
  readonly version: string | null;
  readonly source: LockedPackage['source'];
  /** The project asks for it by name. */
  readonly direct: boolean;
  /** Neither the project's own dependencies nor its extras need it: only groups do. */
  readonly development: boolean;
  readonly file: ChosenFile;
}

export interface LockInstallation {
  /** Everything that is installed from elsewhere, in the order of the lock. */
  readonly packages: readonly SelectedPackage[];
  /** Projects of this folder or workspace that are built and installed as well. */
  readonly projects: readonly { readonly name: string; readonly path: string | null }[];
}

/**
 * What an install from a lock file puts into an environment: the packages that the chosen groups and extras need on this
 * Python and platform, as uv, Poetry and Pipenv pick them. A marker that cannot be told counts as met.
 */
export function installedFromLock(lock: LockFile, target: LockTarget): LockInstallation {
  const platform = target.platform ?? linuxAmd64;
  const chosen = chooseGroups(lock, target);
  const main = new Set([...chosen.groups].filter((group) => group === 'main'));
  const needed = gather(lock, target.python, platform, { groups: main, extras: chosen.extras });
  const taken = gather(lock, target.python, platform, chosen);
  const roots = new Set(lock.projects.map((project) => project.name));
  const selected = lock.packages.filter((entry) => taken.has(entry) && entry.source !== 'virtual');
  return {
    packages: selected
      .filter((entry) => entry.source !== 'project')
      .map((entry) => ({
        name: entry.name,
        version: entry.version,
        source: entry.source,
        direct: lock.direct.has(entry.name),
        development: !needed.has(entry),
        file: chooseFile(entry, target.python, platform),
      })),
    projects: target.projects === 'leave-all' ? [] : chooseProjects(lock, selected, roots, target),
  };
}

function gather(
  lock: LockFile,
  python: string | null,
  platform: MarkerPlatform,
  chosen: ChosenGroups,
): ReadonlySet<LockedPackage> {
  const extras = [...chosen.extras, ...conflictNames(lock, chosen)];
  const walk = new LockWalk(lock, linuxEnvironment(python, platform, extras, chosen.groups));
  walk.take(chosen);
  return walk.taken;
}

function chooseProjects(
  lock: LockFile,
  selected: readonly LockedPackage[],
  roots: ReadonlySet<string | null>,
  target: LockTarget,
): LockInstallation['projects'] {
  const own = lock.projects.flatMap(({ name, path, installed }) =>
    name !== null && installed ? [{ name, path }] : [],
  );
  const others = selected.filter((entry) => entry.source === 'project' && !roots.has(entry.name));
  return [
    ...own.filter(({ path }) => target.projects !== 'leave-root' || path !== '.'),
    ...others.map(({ name, path }) => ({ name, path })),
  ];
}

/** The names under which uv's markers know the chosen extras and groups where some of them exclude each other. */
function conflictNames(lock: LockFile, { extras, groups }: ChosenGroups): readonly string[] {
  const names = lock.projects.flatMap((project) => project.name ?? []);
  return names.flatMap((name) => [
    ...[...extras].map((extra) => `extra-${name.length}-${name}-${extra}`),
    ...[...groups].map((group) => `group-${name.length}-${name}-${group}`),
    `project-${name.length}-${name}`,
  ]);
}

/** Gathers packages: those that the lock lists for a group, and those that are reached from the project. */
class LockWalk {
  readonly taken = new Set<LockedPackage>();
  readonly #lock: LockFile;
  readonly #environment: MarkerEnvironment;
  readonly #byName = new Map<string, LockedPackage[]>();
  /** What has been followed: a package, and each of its extras. */
  readonly #followed = new Set<string>();

  constructor(lock: LockFile, environment: MarkerEnvironment) {
    this.#lock = lock;
    this.#environment = environment;
    for (const entry of lock.packages) {
      const others = this.#byName.get(entry.name);
      if (others === undefined) this.#byName.set(entry.name, [entry]);
      else others.push(entry);
    }
  }

  take(chosen: ChosenGroups): void {
    for (const entry of this.#lock.packages) {
      const isListed = entry.memberships?.some(({ group, marker }) => chosen.groups.has(group) && this.#holds(marker));
      if (isListed === true) this.taken.add(entry);
    }
    if (this.#lock.packages.every((entry) => entry.memberships !== null)) return;
    this.#follow(this.#lock.projects.flatMap((project) => startOf(project, chosen)));
  }

  #holds(marker: string | null): boolean {
    return evaluateMarker(marker, this.#environment) !== false;
  }

  #follow(start: readonly Dependency[]): void {
    const queue = [...start];
    for (let dependency = queue.pop(); dependency !== undefined; dependency = queue.pop()) {
      if (!this.#holds(dependency.marker)) continue;
      const found = this.#find(dependency);
      if (found === undefined) continue;
      if (found.memberships === null) this.taken.add(found);
      queue.push(...this.#enter(found, null), ...dependency.extras.flatMap((extra) => this.#enter(found, extra)));
    }
  }

  /** What a package, or one of its extras, depends on; nothing where that has been followed. */
  #enter(entry: LockedPackage, extra: string | null): readonly Dependency[] {
    const key = `${entry.name} ${entry.version ?? ''} ${extra ?? ''}`;
    if (this.#followed.has(key)) return [];
    this.#followed.add(key);
    return extra === null ? entry.dependencies : (entry.extras.get(extra) ?? []).map(withoutExtraMarker);
  }

  /** The version that the dependency means, where the lock holds several. */
  #find(dependency: Dependency): LockedPackage | undefined {
    const candidates = this.#byName.get(dependency.name) ?? [];
    if (candidates.length < 2) return candidates[0];
    const fits = candidates.filter(
      ({ version, resolutionMarkers }) =>
        (dependency.version === null || dependency.version === version) &&
        (version === null || meetsSpecifier(version, dependency.specifier)) &&
        (resolutionMarkers.length === 0 || resolutionMarkers.some((marker) => this.#holds(marker))),
    );
    return fits[0] ?? candidates[0];
  }
}

/** Poetry writes `extra == "binary"` into the marker of what the extra pulls in; the extra was asked for to come here. */
function withoutExtraMarker(dependency: Dependency): Dependency {
  if (dependency.marker === null) return dependency;
  const marker = dependency.marker
    .replace(/\s*\b(?:and\s+)?extra\s*==\s*(?:"[^"]*"|'[^']*')/g, '')
    .replace(/^\s*and\s+/, '');
  return { ...dependency, marker };
}

function startOf(project: LockedProject, { groups, extras }: ChosenGroups): readonly Dependency[] {
  return [
    ...(groups.has('main') ? project.dependencies : []),
    ...[...extras].flatMap((extra) => (project.extras.get(extra) ?? []).map(withoutExtraMarker)),
    ...[...groups].flatMap((group) => project.groups.get(group) ?? []),
  ];
}

/** The best wheel for the Python and platform; the source archive where none fits. */
export function chooseFile(
  entry: Pick<LockedPackage, 'files'>,
  python: string | null,
  platform: MarkerPlatform = linuxAmd64,
): ChosenFile {
  const minor = /^\d+\.\d+/.exec(python ?? '')?.[0];
  if (entry.files === null || minor === undefined) return { kind: 'unknown' };
  let best: { readonly file: LockedFile; readonly rating: number } | null = null;
  for (const file of entry.files) {
    const tags = readWheelTags(file.fileName);
    const rating = tags === null ? null : rateWheel(tags, minor, platform);
    if (rating !== null && (best === null || rating > best.rating)) best = { file, rating };
  }
  if (best !== null) return { kind: 'wheel', file: best.file };
  const source = entry.files.find((file) => /\.(?:tar\.gz|zip|tar\.bz2|tgz)$/.test(file.fileName));
  return source === undefined ? { kind: 'unknown' } : { kind: 'source', file: source };
}
