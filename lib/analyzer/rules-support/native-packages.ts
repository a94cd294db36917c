import type { Build, Stage, Step } from '../build/types';
import type { NativePackageRecord } from '../catalog/types';
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
  const names = new Set(last.after.osPackages);
  for (const name of last.before.osPackages) names.add(name);
  for (const each of chainOf(build, stage)) {
    for (const step of each.steps) {
      if (each === stage && step.index > last.index) break;
      for (const call of aptCommands(step.commands)) for (const word of call.packages) names.add(packageName(word));
      for (const call of apkCommands(step.commands)) for (const word of call.packages) names.add(packageName(word));
    }
  }
  return names;
}

/** The catalog's records that hold for a requirement. */
export function nativeRecords(
  build: Build,
  { name, extras }: Pick<Requirement, 'name' | 'extras'>,
): readonly NativePackageRecord[] {
  return build.catalog.nativePackages.filter(
    (record) =>
      record.name === name &&
      (record.extra === undefined || extras.includes(record.extra)) &&
      !record.unless.some((extra) => extras.includes(extra)),
  );
}
