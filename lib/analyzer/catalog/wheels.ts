import { satisfies } from '@renovatebot/pep440';
import { between, type Estimate, type Evidence, widen } from '../estimate';
import type { Requirement } from '../python/types';
import { cite, indexCatalog, readFigure } from './look-up';
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
}

const mostPackages = 2_000;

/** Everything that an installation adds, dependencies included, each package once. */
export function resolveWheels(request: WheelRequest, catalog: Catalog): readonly ResolvedWheel[] {
  const resolved = new Map<string, ResolvedWheel>();
  const pins = new Map(
    request.constraints.flatMap((constraint) =>
      constraint.name === null ? [] : [[constraint.name, constraint] as const],
    ),
  );
  const queue: { name: string; requirement: Requirement | null }[] = [];
  for (const requirement of request.requirements) {
    if (!applies(requirement.marker, request.python)) continue;
    queue.push({ name: requirement.name ?? requirement.text, requirement });
  }
  for (let next = 0; next < queue.length && resolved.size < mostPackages; next += 1) {
    const entry = queue[next];
    if (entry === undefined || resolved.has(entry.name) || isSatisfied(entry, request)) continue;
    const wheel = resolveWheel(entry.name, entry.requirement, pins.get(entry.name) ?? null, request, catalog);
    resolved.set(entry.name, wheel);
    const extras = (entry.requirement?.extras ?? []).flatMap((extra) => wheel.record?.extras[extra] ?? []);
    for (const name of [...(wheel.record?.requires ?? []), ...extras]) queue.push({ name, requirement: null });
  }
  return [...resolved.values()];
}

/** pip leaves alone what is there, unless a requirement asks for another version or an upgrade. */
function isSatisfied(
  { name, requirement }: { name: string; requirement: Requirement | null },
  request: WheelRequest,
): boolean {
  const version = request.present.get(name);
  if (version === undefined) return false;
  if (requirement === null) return true;
  if (request.again) return false;
  if (requirement.specifier === '') return requirement.kind === 'name';
  return version !== null && admits(requirement.specifier, version);
}

function resolveWheel(
  name: string,
  requirement: Requirement | null,
  constraint: Requirement | null,
  request: WheelRequest,
  catalog: Catalog,
): ResolvedWheel {
  const pinned = requirement?.pinned ?? constraint?.pinned ?? null;
  const specifier = requirement?.specifier || constraint?.specifier || '';
  const direct = requirement !== null;
  const known = requirement === null || requirement.kind === 'name' || requirement.kind === 'url';
  const records = known ? (indexCatalog(catalog).wheels.get(name) ?? []) : [];
  const record = chooseRecord(records, pinned, specifier, request.python);
  if (record === null) {
    const unknown = [`Python package ${name}`];
    return {
      name,
      version: pinned,
      direct,
      installed: widen(readFigure(catalog, 'unknown-wheel'), 1, 1, unknown),
      bytecode: widen(readFigure(catalog, 'unknown-wheel-bytecode'), 1, 1, unknown),
      compressed: widen(readFigure(catalog, 'unknown-wheel-compressed'), 1, 1, unknown),
      record: null,
    };
  }
  const exact = pinned === record.version && (request.python === null || fits(record, request));
  const evidence = citeWheels(record);
  const unknown = pinned !== null && pinned !== record.version ? [`the size of ${name} ${pinned}`] : [];
  // Another version of the same package, or one that will be the newest on the day of the build.
  const [low, high] = exact ? [1, 1] : pinned === null ? [0.85, 1.2] : [0.6, 1.6];
  const range = (bytes: number) => between(bytes * low, bytes, bytes * high, evidence, unknown);
  return {
    name,
    version: pinned,
    direct,
    installed: range(record.installedBytes),
    bytecode: range(record.bytecodeBytes),
    compressed: range(record.compressedBytes),
    record,
  };
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

/** A pure wheel is the same for every Python; another is for one version and one libc. */
function fits(record: WheelRecord, request: WheelRequest): boolean {
  return record.platform === 'any' || (record.python === request.python && request.libc !== 'musl');
}

/** The pinned version, else the newest that the specifier admits, else the newest; for the nearest Python. */
function chooseRecord(
  records: readonly WheelRecord[],
  pinned: string | null,
  specifier: string,
  python: string | null,
): WheelRecord | null {
  const sameVersion = records.filter((record) => record.version === pinned);
  const admitted = sameVersion.length > 0 ? sameVersion : records.filter((record) => admits(specifier, record.version));
  const candidates = admitted.length > 0 ? admitted : records;
  return candidates.find((record) => record.python === python) ?? candidates[0] ?? null;
}

const admitted = new Map<string, boolean>();
const mostAdmitted = 5_000;

/** Whether a specifier admits a version. Remembered: a keystroke asks what the one before has asked. */
function admits(specifier: string, version: string): boolean {
  if (specifier === '') return true;
  const key = `${version} ${specifier}`;
  const known = admitted.get(key);
  if (known !== undefined) return known;
  if (admitted.size >= mostAdmitted) admitted.clear();
  const answer = compare(specifier, version);
  admitted.set(key, answer);
  return answer;
}

function compare(specifier: string, version: string): boolean {
  try {
    return satisfies(version, specifier);
  } catch {
    // A specifier that PEP 440 does not know admits nothing; the caller falls back on the newest.
    return false;
  }
}

const clause =
  /^\(?\s*(sys_platform|platform_system|os_name|python_version)\s*(==|!=|<=|>=|<|>)\s*['"]([^'"]+)['"]\s*\)?$/;
const linux: Readonly<Record<string, string>> = { sys_platform: 'linux', platform_system: 'Linux', os_name: 'posix' };

/** Whether a marker holds on Linux. One that we cannot read is taken to hold. */
function applies(marker: string | null, python: string | null): boolean {
  if (marker === null) return true;
  return marker.split(/\s+and\s+/).every((part) => holds(part, python));
}

function holds(part: string, python: string | null): boolean {
  const match = clause.exec(part.trim());
  if (match === null) return true;
  const [, variable = '', operator = '', value = ''] = match;
  if (variable === 'python_version') return python === null || admits(`${operator}${value}`, python);
  if (operator === '==') return linux[variable] === value;
  return operator === '!=' ? linux[variable] !== value : true;
}
