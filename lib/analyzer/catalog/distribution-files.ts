import { indexCatalog } from './look-up';
import { admits } from './markers';
import type { Catalog, DistributionFilesRecord } from './types';

/** What an index offers of a version: a wheel, only a source archive, nothing, or nothing for this Python. */
export type Offer = 'wheel' | 'source' | 'none' | 'other-python';

const records = new WeakMap<Catalog, ReadonlyMap<string, DistributionFilesRecord>>();

/**
 * What the index offers of a version on a Python (`3.13`) and libc; `null` where the catalog does not know the version.
 */
export function findOffer(
  catalog: Catalog,
  name: string,
  version: string,
  python: string,
  libc: 'glibc' | 'musl',
): Offer | null {
  const index = records.get(catalog) ?? new Map(catalog.distributionFiles.map((record) => [record.name, record]));
  records.set(catalog, index);
  const files = index.get(name)?.versions[version];
  if (files === undefined) return null;
  const [requires, glibc, musl, source] = files;
  // Any release of the minor version: bounds within one are rare.
  if (requires !== '' && !admits(requires, `${python}.99`)) return 'other-python';
  const pythons = (libc === 'musl' ? musl : glibc).split(' ');
  if (pythons.includes(python)) return 'wheel';
  return source ? 'source' : 'none';
}

/** Top-level names of modules by which a distribution is imported: its measured ones, its known ones, and its own name. */
export function listModules(catalog: Catalog, name: string): ReadonlySet<string> {
  const measured = (indexCatalog(catalog).wheels.get(name) ?? []).flatMap((record) => record.modules);
  const known = catalog.distributionFiles.find((record) => record.name === name)?.modules ?? [];
  return new Set([...measured, ...known, name.replaceAll('-', '_')]);
}
