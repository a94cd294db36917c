import { type Estimate, widen } from '../estimate';
import type { Requirement } from '../python/types';
import { rememberAnswers } from '../remember';
import { indexCatalog, readFigure } from './look-up';
import { admits, applies } from './markers';
import { type ReleaseNeed, readNeeds } from './releases';
import type { Catalog, WheelRecord } from './types';
import { acceptsPython, chooseRecord, findBuilt, fits } from './wheel-choice';
import { measureWheel } from './wheel-sizes';

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
  /** The index has builds that leave out what only graphics processors use, as that of PyTorch for processors. */
  readonly processorsOnly?: boolean;
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
  /** A build without what only graphics processors use. */
  readonly processorsOnly: boolean;
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

const resolutions = rememberAnswers<Catalog, readonly ResolvedWheel[]>(100);

/**
 * Everything that an installation adds, dependencies included, each package once. Remembered: stages, and the keystrokes
 * after this one, install the same.
 */
export function resolveWheels(request: WheelRequest, catalog: Catalog): readonly ResolvedWheel[] {
  return resolutions(catalog, nameRequest(request), () => resolve(request, catalog));
}

/** All that a resolution depends on besides the catalog. */
function nameRequest(request: WheelRequest): string {
  const { requirements, constraints, python, libc, present, again, processorsOnly = false } = request;
  const parts: string[] = [`${python} ${libc} ${again} ${processorsOnly}`];
  for (const requirement of requirements) parts.push(nameRequirement(requirement));
  parts.push('constraints');
  for (const constraint of constraints) parts.push(nameRequirement(constraint));
  parts.push('present', namePresent(present));
  return parts.join('\n');
}

const presentNames = rememberAnswers<ReadonlyMap<string, string | null>, string>(1);

function namePresent(present: ReadonlyMap<string, string | null>): string {
  return presentNames(present, '', () => [...present].map(([name, version]) => `${name} ${version}`).join('\n'));
}

const requirementNames = new WeakMap<Requirement, string>();

/** Everything about a requirement that counts; made once, for each step that reads a file gets the same requirements. */
function nameRequirement(requirement: Requirement): string {
  const known = requirementNames.get(requirement);
  if (known !== undefined) return known;
  const { name, text, kind, extras, specifier, pinned, marker } = requirement;
  const made = `${name ?? text} ${kind} ${extras.join()} ${specifier} ${pinned} ${marker}`;
  requirementNames.set(requirement, made);
  return made;
}

function resolve(request: WheelRequest, catalog: Catalog): readonly ResolvedWheel[] {
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
function needsOf(wheel: ResolvedWheel, extras: readonly string[], python: string | null): readonly ReleaseNeed[] {
  const { record, processorsOnly } = wheel;
  if (record === null) return [];
  const { release } = record;
  if (release === undefined) {
    const names = [...record.requires, ...extras.flatMap((extra) => record.extras[extra] ?? [])];
    return names.map((name) => ({ name, extras: [], specifier: '', pythons: '' }));
  }
  const texts = [release.requires, ...extras.map((extra) => release.extras[extra] ?? [])];
  return texts
    .flatMap((list) => readNeeds(list))
    .filter((need) => need.pythons === '' || python === null || admits(need.pythons, python))
    .filter((need) => !processorsOnly || !forGraphics.test(need.name));
}

/** What builds for graphics processors need, and others do not. */
const forGraphics = /^(?:nvidia-|cuda-|(?:pytorch-)?triton$)/;

/** pip leaves alone what is there, unless a requirement asks for another version or an upgrade. */
function isSatisfied({ name, requirement }: Wanted, request: WheelRequest): boolean {
  const version = request.present.get(name);
  if (version === undefined) return false;
  if (requirement === null) return true;
  if (request.again) return false;
  if (requirement.specifier === '') return requirement.kind === 'name';
  return version !== null && admits(requirement.specifier, version);
}

const answers = rememberAnswers<Catalog, ResolvedWheel>(5_000);

/** Remembered: stages, and the keystrokes after this one, ask for the same packages again. */
function resolveWheel(entry: Wanted, request: WheelRequest, catalog: Catalog): ResolvedWheel {
  const { name, requirement, specifier } = entry;
  const written = requirement?.pinned ?? pinnedBy(request.constraints, name);
  const kind = requirement === null ? 'needed' : requirement.kind;
  const { python, libc, processorsOnly = false } = request;
  const key = [name, kind, written, specifier, python, libc, processorsOnly].join(' ');
  return answers(catalog, key, () => findWheel(entry, written, request, catalog));
}

function findWheel(entry: Wanted, written: string | null, request: WheelRequest, catalog: Catalog): ResolvedWheel {
  const { name, requirement } = entry;
  // `2.5.1+cpu` is a build of 2.5.1: the catalog measures releases, not what other indexes make of them.
  const [pinned = null, build = ''] = written?.split('+') ?? [];
  const direct = requirement !== null;
  const known = requirement === null || requirement.kind === 'name' || requirement.kind === 'url';
  const records = known ? (indexCatalog(catalog).wheels.get(name) ?? []) : [];
  const record = chooseRecord(records, pinned, entry.specifier, request);
  if (record === null) return describeUnknown(name, written, direct, catalog);
  const availability = findAvailability(record, pinned, request);
  const { builds, withoutCompiler, compiled } = record.release ?? {};
  if (builds?.length === 0 && (availability !== 'source' || !withoutCompiler) && !compiled) {
    // Published as source only, and what that makes was not measured: another release that has wheels tells best.
    const other = findBuilt(records, record.version, request);
    const unknown = { ...describeUnknown(name, written, direct, catalog), availability: 'source' } as const;
    if (other === null) return { ...unknown, record };
    const wheel = { record: other, records, pinned: record.version, request, processorsOnly: false, fromSource: false };
    return { ...unknown, ...measureWheel(wheel, catalog), record: other };
  }
  const processorsOnly =
    record.release?.processorsOnly !== undefined && (build === 'cpu' || request.processorsOnly === true);
  return {
    name,
    version: written,
    direct,
    ...measureWheel(
      { record, records, pinned, request, processorsOnly, fromSource: availability === 'source' },
      catalog,
    ),
    record,
    availability: builds?.length === 0 ? 'source' : availability,
    processorsOnly,
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
    processorsOnly: false,
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
