import { findPackage, findProviders, type IndexedPackage, type OsIndex } from './os-index';

/** Why a package comes along: asked for by name, needed by such a one, or only recommended. */
export type Reason = 'named' | 'needed' | 'recommended';

export interface ClosureEntry {
  readonly package: IndexedPackage;
  readonly because: Reason;
  /** The package asked for by name to which it belongs; the first of several. */
  readonly owner: string;
}

export interface Closure {
  readonly entries: readonly ClosureEntry[];
  /** Names of which the index knows nothing. */
  readonly unknown: readonly string[];
  /** Names that the release certainly does not have. */
  readonly absent: readonly string[];
}

/**
 * What apt would install, by its own rules: of a group of alternatives the one that is there or chosen already, else the first
 * that can be had; of a virtual package its preferred provider; recommendations of everything new, after all that is needed.
 */
export function findClosure(
  names: readonly string[],
  index: OsIndex,
  present: ReadonlySet<string>,
  recommends: boolean,
): Closure {
  const chosen = new Map<string, ClosureEntry>();
  const unknown: string[] = [];
  const absent: string[] = [];
  const isThere = (name: string) => chosen.has(name) || present.has(name);
  const isSatisfied = (name: string) => isThere(name) || findProviders(index, name).some(isThere);
  const queue: ClosureEntry[] = [];
  const choose = (name: string, because: Reason, owner: string): boolean => {
    const found = findPackage(index, name) ?? findPackage(index, findProviders(index, name)[0] ?? '');
    if (found === null) return false;
    if (isThere(found.name)) return true;
    const entry = { package: found, because, owner };
    chosen.set(found.name, entry);
    queue.push(entry);
    return true;
  };
  const follow = (groups: IndexedPackage['needs'], because: Reason, owner: string) => {
    for (const group of groups) {
      if (!group.some(isSatisfied)) group.some((name) => choose(name, because, owner));
    }
  };
  const followNeeds = () => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      follow(entry.package.needs, entry.because === 'recommended' ? 'recommended' : 'needed', entry.owner);
    }
  };
  for (const name of names) {
    if (isThere(name)) continue;
    const candidate = bestName(name, index);
    if (candidate !== null && choose(candidate, 'named', name)) continue;
    if (index.own && index.record.absent.includes(name)) absent.push(name);
    else unknown.push(name);
  }
  followNeeds();
  if (recommends) {
    // New entries join the map while it is gone through: what is recommended recommends in its turn.
    for (const { package: recommending, owner } of chosen.values()) {
      follow(recommending.recommends, 'recommended', owner);
      followNeeds();
    }
  }
  return { entries: [...chosen.values()], unknown, absent };
}

/** The name under which the index has a package. Another release numbers some of them otherwise: `python3.12-venv`. */
function bestName(name: string, index: OsIndex): string | null {
  if (findPackage(index, name) !== null) return name;
  const providers = findProviders(index, name);
  // apt takes the provider of a virtual package where there is but one, and asks where there are several.
  if (providers.length === 1) return name;
  if (index.own) return null;
  return (
    [withoutVersion(name), `${name}t64`, name.replace(/t64$/, '')].find(
      (other) => findPackage(index, other) !== null,
    ) ?? null
  );
}

function withoutVersion(name: string): string {
  return name.replace(/^(lib)?python3\.\d+/, '$1python3').replace(/^(gcc|g\+\+|cpp|gfortran)-\d+$/, '$1');
}
