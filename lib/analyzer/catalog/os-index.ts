import { type Estimate, type Evidence, exactly } from '../estimate';
import { cite, indexCatalog, readFigure } from './look-up';
import type { Catalog, OsIndexPackage, OsIndexRecord } from './types';

export type Distribution = OsIndexRecord['distribution'];

/** The index that stands for a release: its own, or that of the nearest one, whose sizes are scaled. */
export interface OsIndex {
  readonly distribution: Distribution;
  readonly release: string;
  /** It is the release's own: what it does not have, the release does not have. */
  readonly own: boolean;
  readonly record: OsIndexRecord;
  /** Bytes in the release asked for over bytes here. */
  readonly ratio: Estimate;
  readonly evidence: readonly Evidence[];
}

const indexes = new WeakMap<Catalog, Map<string, OsIndex | null>>();

/** The index for a release, `null` where the catalog has none that is near. `release` is `null` where unknown. */
export function findOsIndex(catalog: Catalog, distribution: Distribution, release: string | null): OsIndex | null {
  const found = indexes.get(catalog) ?? new Map<string, OsIndex | null>();
  indexes.set(catalog, found);
  const key = `${distribution}:${release ?? ''}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const index = chooseIndex(catalog, distribution, key);
  found.set(key, index);
  return index;
}

function chooseIndex(catalog: Catalog, distribution: Distribution, key: string): OsIndex | null {
  const { osIndexes, figures } = indexCatalog(catalog);
  const own = osIndexes.get(key);
  if (own !== undefined) {
    // Published figures are fewer than packages: then a figure says by how much.
    const known = `packages-${key.replace(':', '-')}`;
    return makeIndex(own, true, figures.has(known) ? readFigure(catalog, known) : exactly(1), 'measured');
  }
  const family = catalog.osIndexes.filter(
    (record) => (record.distribution === 'alpine') === (distribution === 'alpine'),
  );
  const nearest = family.find((record) => record.standsFor.includes(key)) ?? family[0];
  if (nearest === undefined) return null;
  const name = `packages-${key.replace(':', '-')}-over-${nearest.distribution}-${nearest.release}`;
  const ratio = readFigure(catalog, figures.has(name) ? name : 'packages-of-another-release');
  return makeIndex(nearest, false, ratio, 'assumed');
}

function makeIndex(record: OsIndexRecord, own: boolean, ratio: Estimate, kind: Evidence['kind']): OsIndex {
  const { distribution, release, provenance } = record;
  const evidence = [cite(`OS packages of ${distribution} ${release}`, provenance, kind), ...ratio.evidence];
  return { distribution, release, own, record, ratio, evidence };
}

/** A package as an index describes it. */
export interface IndexedPackage {
  readonly name: string;
  /** Unpacked, without documentation. */
  readonly bytes: number;
  /** What slim images leave out; `null` where it was not counted apart. */
  readonly documentation: number | null;
  /** What the package manager keeps about it. */
  readonly records: number;
  /** The archive itself. */
  readonly compressed: number;
  /** Groups of alternatives: one of each group must be there. */
  readonly needs: readonly (readonly string[])[];
  readonly recommends: readonly (readonly string[])[];
}

const described = new WeakMap<OsIndexRecord, Map<string, IndexedPackage>>();

/** The package of that name; `null` where the index has none. Read once each: its dependencies are text until asked for. */
export function findPackage({ record }: OsIndex, name: string): IndexedPackage | null {
  const known = described.get(record) ?? new Map<string, IndexedPackage>();
  described.set(record, known);
  const before = known.get(name);
  if (before !== undefined) return before;
  const entry = Object.hasOwn(record.packages, name) ? record.packages[name] : undefined;
  if (entry === undefined) return null;
  const read = describePackage(name, entry);
  known.set(name, read);
  return read;
}

function describePackage(
  name: string,
  [bytes, documentation, records, compressed, needs, recommends]: OsIndexPackage,
): IndexedPackage {
  return {
    name,
    bytes,
    documentation,
    records,
    compressed,
    needs: readGroups(needs),
    recommends: readGroups(recommends),
  };
}

function readGroups(text: string): readonly (readonly string[])[] {
  return text === '' ? [] : text.split(',').map((group) => group.split('|'));
}

/** Packages that provide a virtual one, the preferred first. */
export function findProviders({ record }: OsIndex, name: string): readonly string[] {
  return Object.hasOwn(record.provides, name) ? (record.provides[name] ?? []) : [];
}
