import { between, type Estimate, nothing, scale, sum, widen } from '../estimate';
import { type Remember, rememberAnswers } from '../remember';
import { indexCatalog, readFigure } from './look-up';
import { classifyOsPackage, type OsPackageKind } from './os-classify';
import { findClosure, type Reason } from './os-closure';
import { type Distribution, findOsIndex, type IndexedPackage, type OsIndex } from './os-index';
import type { Catalog } from './types';

export { classifyOsPackage };

/** What a package manager is asked to install, and onto what. */
export interface OsPackageRequest {
  readonly distribution: Distribution;
  /** `null` where unknown: then the nearest release counts. */
  readonly release: string | null;
  readonly names: readonly string[];
  readonly recommends: boolean;
  /** Packages that are there already. */
  readonly present: ReadonlySet<string>;
  /** The image keeps documentation and manuals; slim images leave them out. */
  readonly documentation: boolean;
}

export interface OsPackage {
  readonly name: string;
  readonly bytes: Estimate;
  /** The archive: what is downloaded for it. */
  readonly compressed: Estimate;
  readonly kind: OsPackageKind;
  /** Asked for by name, needed by such a package, or only recommended by one. */
  readonly because: Reason;
  /** The package asked for by name to which it belongs; the first of several. */
  readonly owner: string;
}

export interface OsInstallation {
  readonly packages: readonly OsPackage[];
  /** Bytes of the packages together. */
  readonly bytes: Estimate;
  /** Names of all that is there afterwards. */
  readonly present: ReadonlySet<string>;
  /** The package manager's own records and logs. */
  readonly bookkeeping: Estimate;
  /** Packages of which the catalog knows nothing. */
  readonly unknown: readonly string[];
  /** Packages that the release does not have: the package manager stops with an error. */
  readonly absent: readonly string[];
}

const memories = rememberAnswers<Catalog, Remember<ReadonlySet<string>, OsInstallation>>(1);

/**
 * Packages that an installation adds, each with its bytes. What is there already counts nothing. Remembered: stages, and
 * the keystrokes after this one, install the same onto the same.
 */
export function resolveOsPackages(request: OsPackageRequest, catalog: Catalog): OsInstallation {
  const { distribution, release, names, recommends, documentation, present } = request;
  const installations = memories(catalog, '', () => rememberAnswers(200));
  const key = [distribution, release, recommends, documentation, ...names].join(' ');
  return installations(present, key, () => resolve(request, catalog));
}

function resolve(request: OsPackageRequest, catalog: Catalog): OsInstallation {
  const index = findOsIndex(catalog, request.distribution, request.release);
  if (index === null) return installUnknown(request, catalog);
  const closure = findClosure(request.names, index, request.present, request.recommends);
  const packages = closure.entries.map(({ package: found, because, owner }) => ({
    name: found.name,
    because,
    owner,
    kind: classifyOsPackage(found.name, catalog),
    ...measurePackage(found, index, request, catalog),
  }));
  const others = [...closure.unknown, ...closure.absent].map((name) => describeUnknown(name, request, catalog));
  const records = sum(closure.entries.map(({ package: found }) => ranged(found.records, index)));
  return {
    ...addPackages([...packages, ...others], request),
    unknown: closure.unknown,
    absent: closure.absent,
    bookkeeping: measureBookkeeping(packages.length + others.length, records, request, catalog),
  };
}

function addPackages(
  packages: readonly OsPackage[],
  { present }: OsPackageRequest,
): Pick<OsInstallation, 'packages' | 'bytes' | 'present'> {
  return {
    packages,
    bytes: sum(packages.map((entry) => entry.bytes)),
    present: packages.length === 0 ? present : new Set([...present, ...packages.map(({ name }) => name)]),
  };
}

function installUnknown(request: OsPackageRequest, catalog: Catalog): OsInstallation {
  const unknown = request.names.filter((name) => !request.present.has(name));
  const packages = unknown.map((name) => describeUnknown(name, request, catalog));
  return {
    ...addPackages(packages, request),
    unknown,
    absent: [],
    bookkeeping: measureBookkeeping(packages.length, nothing, request, catalog),
  };
}

function describeUnknown(name: string, request: OsPackageRequest, catalog: Catalog): OsPackage {
  const bytes = widen(readFigure(catalog, `unknown-${request.distribution}-package`), 1, 1, [`OS package ${name}`]);
  const compressed = scale(bytes, readFigure(catalog, 'compressed-over-unpacked').likely);
  return { name, bytes, compressed, because: 'named', owner: name, kind: classifyOsPackage(name, catalog) };
}

type Measure = Pick<OsPackage, 'bytes' | 'compressed'>;
const measured = new WeakMap<OsIndex, Map<string, Measure>>();

/** Measured once: an installation of a hundred packages is walked at every keystroke. */
function measurePackage(found: IndexedPackage, index: OsIndex, request: OsPackageRequest, catalog: Catalog): Measure {
  const known = measured.get(index) ?? new Map<string, Measure>();
  measured.set(index, known);
  const key = `${request.documentation} ${found.name}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const written = indexCatalog(catalog).figures.get(`written-by-${found.name}`)?.value ?? 0;
  const bytes = found.bytes + (request.documentation ? (found.documentation ?? 0) : 0);
  const { low, likely, high } = ranged(bytes, index);
  // An archive that was not listed may hold documentation that a slim image leaves out.
  const least = found.documentation === null && !request.documentation ? low * leastWithoutDocumentation : low;
  const made = {
    bytes: between(least + written, likely + written, high + written, index.evidence),
    compressed: ranged(found.compressed, index),
  };
  known.set(key, made);
  return made;
}

const leastWithoutDocumentation = 0.9;

function ranged(bytes: number, { ratio, evidence }: OsIndex): Estimate {
  return between(bytes * ratio.low, bytes * ratio.likely, bytes * ratio.high, evidence);
}

function measureBookkeeping(count: number, records: Estimate, request: OsPackageRequest, catalog: Catalog): Estimate {
  if (count === 0 || request.distribution === 'alpine') return nothing;
  return sum([
    records,
    readFigure(catalog, 'apt-bookkeeping'),
    scale(readFigure(catalog, 'apt-bookkeeping-per-package'), count),
    scale(readFigure(catalog, 'apt-bookkeeping-per-present-package'), request.present.size),
  ]);
}

/** The packages and what they need, as far as the catalog knows, without recommendations. */
export function closeOverDependencies(
  names: readonly string[],
  distribution: Distribution,
  release: string | null,
  catalog: Catalog,
): ReadonlySet<string> {
  const index = findOsIndex(catalog, distribution, release);
  if (index === null) return new Set(names);
  const { entries } = findClosure(names, index, new Set(), false);
  return new Set([...names, ...entries.map((entry) => entry.package.name)]);
}

/** Bytes of the package lists that an update leaves behind. */
export function measureLists(distribution: Distribution, release: string | null, catalog: Catalog): Estimate {
  const { figures } = indexCatalog(catalog);
  const own = `apt-lists-${distribution}-${release}`;
  return readFigure(catalog, figures.has(own) ? own : `apt-lists-${distribution}`);
}
