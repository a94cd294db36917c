import type { Build, Stage, Step } from '../build/types';
import type { Catalog, NativePackageRecord } from '../catalog/types';
import type { Requirement } from '../python/types';
import { apkCommands } from './apk';
import { aptCommands, packageName } from './apt';
import { bottomStage } from './steps';

/** The stages that a stage is made of, the lowest first. */
function chainOf(build: Build, stage: Stage): readonly Stage[] {
  const chain: Stage[] = [stage];
  for (let below = stage; below.base.kind === 'stage' && chain.length <= build.stages.length; ) {
    const next = build.stages[below.base.stage];
    if (next === undefined) break;
    chain.unshift(next);
    below = next;
  }
  return chain;
}

/**
 * Names of the system packages that may be there after a step: those that the walk knows of, and whatever apt or apk were
 * asked for up to then. `null` where the base is none whose contents are known.
 */
export function systemPackagesAt(build: Build, stage: Stage, last: Step): ReadonlySet<string> | null {
  const { variant, distribution } = bottomStage(build, stage).profile;
  if (!['slim', 'alpine', 'minimal'].includes(variant)) return null;
  if (distribution !== 'debian' && distribution !== 'ubuntu' && distribution !== 'alpine') return null;
  const steps = chainOf(build, stage).flatMap((each) =>
    each.steps.filter((step) => each !== stage || step.index <= last.index),
  );
  return new Set([...last.before.osPackages, ...last.after.osPackages, ...steps.flatMap(namedPackages)]);
}

/** The packages that a step asks apt or apk for. */
function namedPackages({ commands }: Step): readonly string[] {
  const calls = [...aptCommands(commands), ...apkCommands(commands)];
  return calls.flatMap((call) => call.packages.map(packageName));
}

const recordsOf = new WeakMap<Catalog, ReadonlyMap<string, readonly NativePackageRecord[]>>();
const noRecords: readonly NativePackageRecord[] = [];

/** The catalog's records of a package by its name, sorted once for each catalog. */
function recordsNamed(catalog: Catalog, name: string | null): readonly NativePackageRecord[] {
  let records = recordsOf.get(catalog);
  if (records === undefined) {
    const sorted = new Map<string, NativePackageRecord[]>();
    for (const record of catalog.nativePackages) sorted.set(record.name, [...(sorted.get(record.name) ?? []), record]);
    recordsOf.set(catalog, sorted);
    records = sorted;
  }
  return records.get(name ?? '') ?? noRecords;
}

/** The catalog's records that hold for a requirement. */
export function nativeRecords(
  build: Build,
  { name, extras }: Pick<Requirement, 'name' | 'extras'>,
): readonly NativePackageRecord[] {
  const records = recordsNamed(build.catalog, name);
  if (records.length === 0) return noRecords;
  return records.filter(
    (record) =>
      (record.extra === undefined || extras.includes(record.extra)) &&
      !record.unless.some((extra) => extras.includes(extra)),
  );
}
