import { compareVersions } from './look-up';
import { admits } from './markers';
import type { WheelRecord } from './types';

/** For which Python and libc a wheel is sought; `null` where unknown. */
export interface WheelTarget {
  readonly python: string | null;
  readonly libc: 'glibc' | 'musl' | null;
}

/** A bound such as `>=3.9.2` is met by the latest patch release of 3.9, which images carry. */
export function acceptsPython(bound: string, python: string): boolean {
  return admits(bound, `${python}.99`);
}

/** Whether a wheel installs there. A pure wheel is the same for every Python; another is for one version and one libc. */
export function fits(record: WheelRecord, request: WheelTarget): boolean {
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
export function chooseRecord(
  records: readonly WheelRecord[],
  pinned: string | null,
  specifier: string,
  request: WheelTarget,
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

/**
 * The recorded version that shares most of its number with a pinned one, `2.0.3` with 2.0.1; of several the one before the
 * pin, else the one after it.
 */
function nearestVersion(records: readonly WheelRecord[], pinned: string): string | undefined {
  const { below, above } = findNeighbours(records, pinned);
  if (below === undefined || above === undefined) return below ?? above;
  return sharedParts(above, pinned) > sharedParts(below, pinned) ? above : below;
}

/** The wheel of the release nearest to one that is published as source only; `null` where none of that name has wheels. */
export function findBuilt(records: readonly WheelRecord[], version: string, request: WheelTarget): WheelRecord | null {
  const built = records.filter((record) => (record.release?.builds.length ?? 0) > 0);
  const nearest = nearestVersion(built, version);
  return nearestBuild(
    built.filter((record) => record.version === nearest),
    request,
  );
}

/** The recorded versions on both sides of another. `records` are in order, the newest first. */
export function findNeighbours(
  records: readonly WheelRecord[],
  version: string,
): { readonly below: string | undefined; readonly above: string | undefined } {
  const at = records.findIndex((record) => compareVersions(record.version, version) <= 0);
  return at < 0
    ? { below: undefined, above: records.at(-1)?.version }
    : { below: records[at]?.version, above: records[at - 1]?.version };
}

/** How many of their leading numbers two versions have in common. */
export function sharedParts(one: string, other: string): number {
  const [left, right] = [one.split('.'), other.split('.')];
  const apart = left.findIndex((part, index) => part !== right[index]);
  return apart < 0 ? left.length : apart;
}

/** Of one version the wheel for that Python and libc, or the one nearest to it. */
export function nearestBuild(records: readonly WheelRecord[], request: WheelTarget): WheelRecord | null {
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
