import { between, type Estimate, type Evidence, widen } from '../estimate';
import type { Requirement } from '../python/types';
import { cite, compareVersions, indexCatalog, readFigure } from './look-up';
import { admits, applies } from './markers';
import { type ReleaseNeed, readNeeds } from './releases';
import type { Catalog, WheelRecord } from './types';

/** What pip is asked to install, and for which Python. */
export interface WheelRequest {
  readonly requirements: readonly Requirement[];
  /** Pins of constraint files. */
  readonly constraints: readonly Requirement[];
  /** `3.13`; `null` where unknown. */
  readonly python: string | null;
  readonly libc: 'glibc' | 'musl' | null;
  /** Versions of the packages that are there already, by name; `null` where unknown. */
  readonly present: ReadonlyMap<string, string | null>;
  /** `--upgrade` or `--force-reinstall`: what is named is installed again. */
  readonly again: boolean;
}

/** Whether pip finds something to install for the Python and libc of the request. */
export type WheelAvailability =
  /** A wheel. */
  | 'wheel'
  /** Only the source archive, which pip then builds. */
  | 'source'
  /** Neither: pip stops with an error. */
  | 'none'
  /** The catalog does not know this version, or nothing for this Python. */
  | 'unknown';

/** One package that an installation adds. */
export interface ResolvedWheel {
  readonly name: string;
  /** Pinned by a requirement or constraint; else `null`. */
  readonly version: string | null;
  readonly direct: boolean;
  readonly installed: Estimate;
  /** What compiling it adds. */
  readonly bytecode: Estimate;
  /** The wheel itself: downloaded, and kept in pip's cache. */
  readonly compressed: Estimate;
  /** `null` where the catalog has no record of that name. */
  readonly record: WheelRecord | null;
  readonly availability: WheelAvailability;
  /** The pinned version's own bound on Python, where the request's Python lies outside it: pip stops with an error. */
  readonly refusedPython: string | null;
}

interface Wanted {
  readonly name: string;
  /** `null` for what another package needs. */
  readonly requirement: Requirement | null;
  readonly extras: readonly string[];
  /** Every specifier that someone sets it, joined by commas. */
  specifier: string;
}

const mostPackages = 2_000;
/** pip backtracks until all agree; what two rounds do not settle is rare. */
const mostRounds = 3;

/** Everything that an installation adds, dependencies included, each package once. */
export function resolveWheels(request: WheelRequest, catalog: Catalog): readonly ResolvedWheel[] {
  const specifiers = new Map<string, Set<string>>();
  for (const { name, specifier } of request.constraints) if (name !== null) demand(specifiers, name, specifier);
  let resolved = new Map<string, ResolvedWheel>();
  for (let round = 0; round < mostRounds; round += 1) {
    const before = countDemands(specifiers);
    resolved = resolveOnce(request, specifiers, catalog);
    if (countDemands(specifiers) === before) break;
  }
  return [...resolved.values()];
}

/** Notes what is demanded of a package; whether that is new. */
function demand(specifiers: Map<string, Set<string>>, name: string, specifier: string): void {
  if (specifier === '') return;
  const known = specifiers.get(name);
  if (known === undefined) specifiers.set(name, new Set([specifier]));
  else known.add(specifier);
}

function countDemands(specifiers: ReadonlyMap<string, ReadonlySet<string>>): number {
  let count = 0;
  for (const those of specifiers.values()) count += those.size;
  return count;
}

function resolveOnce(
  request: WheelRequest,
  specifiers: Map<string, Set<string>>,
  catalog: Catalog,
): Map<string, ResolvedWheel> {
  const resolved = new Map<string, ResolvedWheel>();
  const queue: Wanted[] = [];
  const asked = new Set<string>();
  for (const requirement of request.requirements) {
    if (!applies(requirement.marker, request.python)) continue;
    const name = requirement.name ?? requirement.text;
    if (requirement.kind === 'name') demand(specifiers, name, requirement.specifier);
    queue.push({ name, requirement, extras: requirement.extras, specifier: '' });
  }
  for (let next = 0; next < queue.length && resolved.size < mostPackages; next += 1) {
    const entry = queue[next];
    if (entry === undefined || isSatisfied(entry, request)) continue;
    entry.specifier = [...(specifiers.get(entry.name) ?? [])].join(',');
    const wheel = resolved.get(entry.name) ?? resolveWheel(entry, request, catalog);
    resolved.set(entry.name, wheel);
    // Asked for again with another extra, a package brings what that one needs as well.
    for (const need of needsOf(wheel, entry.extras, request.python)) {
      demand(specifiers, need.name, need.specifier);
      const key = `${need.name}[${need.extras.join(',')}]`;
      if (asked.has(key)) continue;
      asked.add(key);
      queue.push({ name: need.name, requirement: null, extras: need.extras, specifier: '' });
    }
  }
  return resolved;
}

/** What a wheel needs on that Python, extras included. */
function needsOf({ record }: ResolvedWheel, extras: readonly string[], python: string | null): readonly ReleaseNeed[] {
  if (record === null) return [];
  const { release } = record;
  if (release === undefined) {
    const names = [...record.requires, ...extras.flatMap((extra) => record.extras[extra] ?? [])];
    return names.map((name) => ({ name, extras: [], specifier: '', pythons: '' }));
  }
  const texts = [release.requires, ...extras.map((extra) => release.extras[extra] ?? [])];
  return texts
    .flatMap((list) => readNeeds(list))
    .filter((need) => need.pythons === '' || python === null || admits(need.pythons, python));
}

/** pip leaves alone what is there, unless a requirement asks for another version or an upgrade. */
function isSatisfied({ name, requirement }: Wanted, request: WheelRequest): boolean {
  const version = request.present.get(name);
  if (version === undefined) return false;
  if (requirement === null) return true;
  if (request.again) return false;
  if (requirement.specifier === '') return requirement.kind === 'name';
  return version !== null && admits(requirement.specifier, version);
}

function resolveWheel(entry: Wanted, request: WheelRequest, catalog: Catalog): ResolvedWheel {
  const { name, requirement } = entry;
  const pinned = requirement?.pinned ?? pinnedBy(request.constraints, name);
  const direct = requirement !== null;
  const known = requirement === null || requirement.kind === 'name' || requirement.kind === 'url';
  const records = known ? (indexCatalog(catalog).wheels.get(name) ?? []) : [];
  const record = chooseRecord(records, pinned, entry.specifier, request);
  if (record === null) return describeUnknown(name, pinned, direct, catalog);
  const exact = pinned === record.version && fits(record, request);
  const availability = findAvailability(record, pinned, request);
  const plain = availability === 'source' ? record.release?.withoutCompiler : undefined;
  if (record.release?.builds.length === 0 && plain === undefined) {
    // Published as source only: what compiling it makes was not measured.
    return { ...describeUnknown(name, pinned, direct, catalog), record, availability: 'source' };
  }
  const evidence = citeWheels(record);
  const unknown = pinned !== null && pinned !== record.version ? [`the size of ${name} ${pinned}`] : [];
  // Another version of the same package, or one that will be the newest on the day of the build.
  const [low, high] = exact ? [1, 1] : pinned === null ? [0.85, 1.2] : [0.6, 1.6];
  const range = (bytes: number) => between(bytes * low, bytes, bytes * high, evidence, unknown);
  return {
    name,
    version: pinned,
    direct,
    installed: range(plain?.[0] ?? record.installedBytes),
    bytecode: range(plain?.[1] ?? record.bytecodeBytes),
    compressed: range(record.compressedBytes),
    record,
    availability,
    refusedPython: findRefusal(record, pinned, request.python),
  };
}

function pinnedBy(constraints: readonly Requirement[], name: string): string | null {
  return constraints.find((constraint) => constraint.name === name)?.pinned ?? null;
}

function describeUnknown(name: string, pinned: string | null, direct: boolean, catalog: Catalog): ResolvedWheel {
  const unknown = [`Python package ${name}`];
  return {
    name,
    version: pinned,
    direct,
    installed: widen(readFigure(catalog, 'unknown-wheel'), 1, 1, unknown),
    bytecode: widen(readFigure(catalog, 'unknown-wheel-bytecode'), 1, 1, unknown),
    compressed: widen(readFigure(catalog, 'unknown-wheel-compressed'), 1, 1, unknown),
    record: null,
    availability: 'unknown',
    refusedPython: null,
  };
}

/** What pip finds of the chosen release, where its wheels were looked for. */
function findAvailability(record: WheelRecord, pinned: string | null, request: WheelRequest): WheelAvailability {
  if (pinned !== null && pinned !== record.version) return 'unknown';
  if (fits(record, request)) return record.platform === 'source' ? 'source' : 'wheel';
  const { release, lookedFor = [] } = record;
  if (release === undefined || request.python === null || request.libc === null) return 'unknown';
  if (!lookedFor.includes(request.python)) return 'unknown';
  return release.archive ? 'source' : 'none';
}

function findRefusal(record: WheelRecord, pinned: string | null, python: string | null): string | null {
  const bound = record.release?.requiresPython;
  if (bound === undefined || python === null || pinned !== record.version) return null;
  return acceptsPython(bound, python) ? null : bound;
}

/** A bound such as `>=3.9.2` is met by the latest patch release of 3.9, which images carry. */
function acceptsPython(bound: string, python: string): boolean {
  return admits(bound, `${python}.99`);
}

const citations = new Map<string, readonly Evidence[]>();

/** Wheels measured together share their evidence. */
function citeWheels({ provenance }: WheelRecord): readonly Evidence[] {
  const key = `${provenance.source} ${provenance.date}`;
  const known = citations.get(key);
  if (known !== undefined) return known;
  const made = [cite('Python packages', provenance, 'measured')];
  if (citations.size < mostCitations) citations.set(key, made);
  return made;
}

const mostCitations = 100;

/** Whether a wheel installs there. A pure wheel is the same for every Python; another is for one version and one libc. */
function fits(record: WheelRecord, request: WheelRequest): boolean {
  if (record.libc === undefined) {
    return record.platform === 'any' || (record.python === request.python && request.libc !== 'musl');
  }
  if (record.libc !== 'any' && request.libc !== null && record.libc !== request.libc) return false;
  const { pythons = [] } = record;
  return pythons.length === 0 || request.python === null || pythons.includes(request.python);
}

/**
 * The pinned version, else the newest that everyone admits and pip could install there, else the nearest to the pin or the
 * newest; of a version the wheel for that Python and libc, or the one nearest to it.
 */
function chooseRecord(
  records: readonly WheelRecord[],
  pinned: string | null,
  specifier: string,
  request: WheelRequest,
): WheelRecord | null {
  const samePin = pinned === null ? [] : records.filter((record) => record.version === pinned);
  if (samePin.length > 0) return nearestBuild(samePin, request);
  const { python } = request;
  const able = records.filter(
    ({ release }) =>
      python === null || release?.requiresPython === undefined || acceptsPython(release.requiresPython, python),
  );
  const usable = able.length > 0 ? able : records;
  const among = usable.filter((record) => admits(specifier, record.version));
  const version =
    among.length > 0 || pinned === null ? (among[0] ?? usable[0])?.version : nearestVersion(usable, pinned);
  return nearestBuild(
    usable.filter((record) => record.version === version),
    request,
  );
}

/** The recorded version before a pinned one, else the one after it. */
function nearestVersion(records: readonly WheelRecord[], pinned: string): string | undefined {
  return (records.find((record) => compareVersions(record.version, pinned) <= 0) ?? records.at(-1))?.version;
}

function nearestBuild(records: readonly WheelRecord[], request: WheelRequest): WheelRecord | null {
  const ofLibc = records.filter(
    (record) =>
      request.libc === null || record.libc === undefined || record.libc === 'any' || record.libc === request.libc,
  );
  return (
    ofLibc.find((record) => fits(record, request)) ??
    ofLibc.find((record) => record.python === request.python) ??
    ofLibc[0] ??
    records.find((record) => record.pythons?.includes(request.python ?? '') === true) ??
    records[0] ??
    null
  );
}
