import { between, type Estimate, type Evidence, exactly, nothing, scale, sum, widen } from '../estimate';
import { cite, indexCatalog, readFigure } from './look-up';
import type { Catalog, OsPackageParts, OsPackageRecord } from './types';

type Distribution = OsPackageRecord['distribution'];

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
  readonly kind: 'python' | 'build-tools' | 'os-packages';
  /** Asked for by name, needed by such a package, or only recommended by one. */
  readonly because: 'named' | 'needed' | 'recommended';
  /** The package asked for by name to which it belongs; the first of several. */
  readonly owner: string;
}

export interface OsInstallation {
  readonly packages: readonly OsPackage[];
  /** The package manager's own records and logs. */
  readonly bookkeeping: Estimate;
  /** Packages of which the catalog knows nothing. */
  readonly unknown: readonly string[];
}

/** The measurements that stand for a release: its own, or those of the nearest one, scaled. */
interface Source {
  readonly distribution: Distribution;
  readonly release: string;
  readonly parts: OsPackageParts;
  readonly ratio: Estimate;
  readonly evidence: readonly Evidence[];
}

const sources = new WeakMap<Catalog, Map<string, Source | null>>();

function findSource(catalog: Catalog, distribution: Distribution, release: string | null): Source | null {
  const found = sources.get(catalog) ?? new Map<string, Source | null>();
  sources.set(catalog, found);
  const key = `${distribution}:${release ?? ''}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const source = chooseSource(catalog, distribution, release);
  found.set(key, source);
  return source;
}

function chooseSource(catalog: Catalog, distribution: Distribution, release: string | null): Source | null {
  const index = indexCatalog(catalog);
  const own = index.osPackageParts.get(`${distribution}:${release ?? ''}`);
  if (own !== undefined) return makeSource(distribution, own, exactly(1));
  if (distribution === 'alpine') return null;
  const nearest =
    catalog.osPackageParts.find((parts) => parts.distribution === distribution) ??
    catalog.osPackageParts.find((parts) => parts.distribution === 'debian');
  if (nearest === undefined) return null;
  const name = `packages-${distribution}-${release}-over-${nearest.distribution}-${nearest.release}`;
  const ratio = readFigure(catalog, index.figures.has(name) ? name : 'packages-of-another-release');
  return makeSource(nearest.distribution, nearest, ratio);
}

function makeSource(distribution: Distribution, parts: OsPackageParts, ratio: Estimate): Source {
  const text = `OS packages of ${distribution} ${parts.release}`;
  const evidence = [cite(text, parts.provenance, 'measured'), ...ratio.evidence];
  return { distribution, release: parts.release, parts, ratio, evidence };
}

/** `python3.12-venv` and `gcc-13` are measured under the names `python3-venv` and `gcc`. */
function withoutVersion(name: string): string {
  return name.replace(/^python3\.\d+/, 'python3').replace(/^(gcc|g\+\+|cpp)-\d+$/, '$1');
}

/** Packages that an installation adds, each with its bytes. What is there already counts nothing. */
export function resolveOsPackages(request: OsPackageRequest, catalog: Catalog): OsInstallation {
  const source = findSource(catalog, request.distribution, request.release);
  const reasons = new Map<string, Pick<OsPackage, 'because' | 'owner'>>();
  const unknown: string[] = [];
  const weaker = { named: 0, needed: 1, recommended: 2 };
  const addAll = (names: readonly string[], because: OsPackage['because'], owner: string) => {
    for (const name of names) {
      if (request.present.has(name)) continue;
      const known = reasons.get(name);
      if (known === undefined || weaker[because] < weaker[known.because]) reasons.set(name, { because, owner });
    }
  };
  for (const name of request.names) {
    if (request.present.has(name)) continue;
    const record = source && findRecord(catalog, source, name);
    if (record) {
      addAll([record.name], 'named', name);
      addAll(record.packages, 'needed', name);
      if (request.recommends) addAll(record.packagesWithRecommends, 'recommended', name);
    } else {
      addAll([name], 'named', name);
      unknown.push(name);
    }
  }
  const packages = [...reasons].map(([name, reason]) => ({
    name,
    ...reason,
    kind: classifyOsPackage(name, catalog),
    bytes: measurePackage(name, source, request, catalog),
  }));
  return { packages, unknown, bookkeeping: measureBookkeeping(packages.length, request, catalog) };
}

function findRecord(catalog: Catalog, source: Source, name: string): OsPackageRecord | undefined {
  const { osPackages } = indexCatalog(catalog);
  const prefix = `${source.distribution}:${source.release}:`;
  return osPackages.get(prefix + name) ?? osPackages.get(prefix + withoutVersion(name));
}

const measured = new WeakMap<OsPackageParts, Map<string, Estimate>>();

/** Measured once: an installation of a hundred packages is walked at every keystroke. */
function measurePackage(name: string, source: Source | null, request: OsPackageRequest, catalog: Catalog): Estimate {
  if (source === null) return measureAnew(name, source, request, catalog);
  const known = measured.get(source.parts) ?? new Map<string, Estimate>();
  measured.set(source.parts, known);
  const key = `${request.distribution}:${request.release}:${request.documentation}:${name}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const estimate = measureAnew(name, source, request, catalog);
  if (known.size < mostMeasured) known.set(key, estimate);
  return estimate;
}

const mostMeasured = 10_000;

function measureAnew(name: string, source: Source | null, request: OsPackageRequest, catalog: Catalog): Estimate {
  const part = source?.parts.parts[name];
  if (source === null || part === undefined) {
    return widen(readFigure(catalog, `unknown-${request.distribution}-package`), 1, 1, [`OS package ${name}`]);
  }
  const [own, documentation] = part;
  const bytes = own + (request.documentation ? documentation : 0);
  const written = indexCatalog(catalog).figures.get(`written-by-${name}`)?.value ?? 0;
  const { low, likely, high } = source.ratio;
  return between(bytes * low + written, bytes * likely + written, bytes * high + written, source.evidence);
}

function measureBookkeeping(count: number, request: OsPackageRequest, catalog: Catalog): Estimate {
  if (count === 0 || request.distribution === 'alpine') return nothing;
  return sum([
    readFigure(catalog, 'apt-bookkeeping'),
    scale(readFigure(catalog, 'apt-bookkeeping-per-package'), count),
  ]);
}

const toolSets = new WeakMap<Catalog, ReadonlySet<string>>();

/** Packages that come along with these belong to the tool chain; those below have other uses as well. */
const toolChains = ['build-essential', 'gcc', 'g++', 'make'];
const generalPurpose = /^(perl|perl-.*|libperl.*|xz-utils|bzip2|patch|libgdbm.*|zlib1g|sensible-utils)$/;
const buildTool =
  /(-dev(-bin)?|-dev-tools|^build-essential|^build-base|^cmake|^ninja-build|^meson|^autoconf|^automake|^libtool|^pkg-config|^pkgconf.*|^rustc|^cargo|^clang.*|^llvm.*|^gfortran.*|^fakeroot|^libfakeroot|^dpkg-dev|^swig|^bison|^flex|^(gcc|g\+\+|cpp|binutils)(-.*)?)$/;
const python =
  /^(lib)?python3(\.\d+)?(-minimal|-stdlib|-venv|-pip|-pip-whl|-setuptools.*|-wheel|-distutils|-lib2to3|t64)*$/;

/** Whether a package is Python, a tool that only building needs, or anything else. */
export function classifyOsPackage(name: string, catalog: Catalog): OsPackage['kind'] {
  if (python.test(name)) return 'python';
  if (buildTool.test(name) || readToolSet(catalog).has(name)) return 'build-tools';
  return 'os-packages';
}

function readToolSet(catalog: Catalog): ReadonlySet<string> {
  const known = toolSets.get(catalog);
  if (known !== undefined) return known;
  const names = catalog.osPackages
    .filter((record) => toolChains.includes(record.name))
    .flatMap((record) => [record.name, ...record.packages])
    .filter((name) => !generalPurpose.test(name));
  const set = new Set(names);
  toolSets.set(catalog, set);
  return set;
}

/** The package itself and what it needs, as far as the catalog knows, without recommends. */
export function closeOverDependencies(
  names: readonly string[],
  distribution: Distribution,
  release: string | null,
  catalog: Catalog,
): ReadonlySet<string> {
  const source = findSource(catalog, distribution, release);
  const closure = new Set(names);
  if (source === null) return closure;
  for (const name of names) for (const other of findRecord(catalog, source, name)?.packages ?? []) closure.add(other);
  return closure;
}

/** Bytes of the package lists that an update leaves behind. */
export function measureLists(distribution: Distribution, release: string | null, catalog: Catalog): Estimate {
  const { figures } = indexCatalog(catalog);
  const own = `apt-lists-${distribution}-${release}`;
  return readFigure(catalog, figures.has(own) ? own : `apt-lists-${distribution}`);
}
