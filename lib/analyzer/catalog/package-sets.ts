import { rememberAnswers } from '../remember';
import { compareVersions } from './look-up';
import { findClosure } from './os-closure';
import { type Distribution, findOsIndex } from './os-index';
import type { Catalog, PackageSetRecord } from './types';

/** A base image, as far as its packages go. */
export interface PackageBase {
  readonly distribution: Distribution;
  /** `null` where unknown: then the nearest release counts. */
  readonly release: string | null;
  readonly variant: PackageSetRecord['variant'];
}

const listed = rememberAnswers<Catalog, ReadonlySet<string>>(100);

/** The OS packages of a base image, those that its packages need included; empty where nothing near it is recorded. */
export function listBasePackages(base: PackageBase, catalog: Catalog): ReadonlySet<string> {
  const key = `${base.distribution}:${base.release}:${base.variant}`;
  return listed(catalog, key, () => close(base, catalog));
}

function close(base: PackageBase, catalog: Catalog): ReadonlySet<string> {
  const minimal = findSet({ ...base, variant: 'minimal' }, catalog)?.packages ?? [];
  if (base.variant === 'minimal') return new Set(minimal);
  const added = findSet(base, catalog)?.packages ?? [];
  const present = new Set(minimal);
  const index = findOsIndex(catalog, base.distribution, base.release);
  const entries = index === null ? [] : findClosure(added, index, present, false).entries;
  return new Set([...minimal, ...added, ...entries.map((entry) => entry.package.name)]);
}

/** The list of that release, else of the nearest later one, else of the newest. */
function findSet({ distribution, release, variant }: PackageBase, catalog: Catalog): PackageSetRecord | null {
  const candidates = catalog.packageSets.filter((set) => set.distribution === distribution && set.variant === variant);
  const own = candidates.find((set) => set.release === release);
  if (own !== undefined) return own;
  const nearest = findOsIndex(catalog, distribution, release);
  const ofNearest = candidates.find((set) => set.release === nearest?.release);
  if (ofNearest !== undefined) return ofNearest;
  const byAge = candidates.toSorted((one, other) => compareVersions(one.release, other.release));
  const later = release === null ? undefined : byAge.find((set) => compareVersions(set.release, release) >= 0);
  return later ?? byAge.at(-1) ?? null;
}
