import type { Estimate, Evidence } from '../estimate';
import { expandWheels } from './releases';
import type {
  BaseImageRecord,
  Catalog,
  FigureRecord,
  OsIndexRecord,
  ProgramRecord,
  Provenance,
  SystemPythonRecord,
  WheelRecord,
} from './types';

/** The catalog's lists, by the keys under which the build looks them up. */
export interface CatalogIndex {
  /** By `image:tag`. */
  readonly baseImages: ReadonlyMap<string, BaseImageRecord>;
  /** By repository. */
  readonly repositories: ReadonlyMap<string, readonly BaseImageRecord[]>;
  /** By `distribution:release`. */
  readonly osIndexes: ReadonlyMap<string, OsIndexRecord>;
  /** By `distribution:release`. */
  readonly systemPythons: ReadonlyMap<string, SystemPythonRecord>;
  readonly programs: ReadonlyMap<string, ProgramRecord>;
  /** By normalised name, newest version first. */
  readonly wheels: ReadonlyMap<string, readonly WheelRecord[]>;
  /** Every program that some wheel installs. */
  readonly scripts: ReadonlySet<string>;
  /** Names of the distributions that bring a module, by its top-level name. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
  readonly figures: ReadonlyMap<string, FigureRecord>;
}

const indexes = new WeakMap<Catalog, CatalogIndex>();

/** The index of a catalog, made once. */
export function indexCatalog(catalog: Catalog): CatalogIndex {
  const known = indexes.get(catalog);
  if (known !== undefined) return known;
  const wheels = [...catalog.wheels, ...catalog.wheelSets.flatMap(expandWheels)];
  const index: CatalogIndex = {
    baseImages: new Map(catalog.baseImages.map((record) => [`${record.image}:${record.tag}`, record])),
    repositories: groupBy(catalog.baseImages, (record) => [record.image]),
    osIndexes: new Map(catalog.osIndexes.map((record) => [`${record.distribution}:${record.release}`, record])),
    systemPythons: new Map(catalog.systemPythons.map((record) => [`${record.distribution}:${record.release}`, record])),
    programs: new Map(catalog.programs.map((record) => [record.program, record])),
    wheels: sortGroups(groupBy(wheels, (record) => [record.name])),
    scripts: new Set(wheels.flatMap((record) => record.scripts)),
    modules: new Map(
      [...groupBy(wheels, (record) => record.modules)].map(([module, records]) => [
        module,
        [...new Set(records.map((record) => record.name))],
      ]),
    ),
    figures: new Map(catalog.figures.map((record) => [record.name, record])),
  };
  indexes.set(catalog, index);
  return index;
}

function sortGroups(groups: Map<string, WheelRecord[]>): ReadonlyMap<string, readonly WheelRecord[]> {
  for (const records of groups.values()) records.sort((one, other) => compareVersions(other.version, one.version));
  return groups;
}

function groupBy<T>(records: readonly T[], keysOf: (record: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    for (const key of keysOf(record)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [record]);
      else group.push(record);
    }
  }
  return groups;
}

/** Orders release numbers part by part as numbers: `3.9` before `3.13`. Whatever is not a number counts as 0. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one.split('.'), other.split('.')];
  for (let part = 0; part < Math.max(left.length, right.length); part += 1) {
    const difference = (Number.parseInt(left[part] ?? '0', 10) || 0) - (Number.parseInt(right[part] ?? '0', 10) || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function cite(text: string, provenance: Provenance, kind: Evidence['kind']): Evidence {
  return {
    text: `${text} (${provenance.source})`,
    kind,
    date: provenance.date,
    ...(provenance.url === undefined ? {} : { url: provenance.url }),
  };
}

const figureEstimates = new WeakMap<FigureRecord, Estimate>();

/** A figure of the catalog as an estimate; nothing, and the name among the unknown, where the catalog has none. */
export function readFigure(catalog: Catalog, name: string): Estimate {
  const record = indexCatalog(catalog).figures.get(name);
  if (record === undefined) return { low: 0, likely: 0, high: 0, evidence: [], unknown: [name] };
  const known = figureEstimates.get(record);
  if (known !== undefined) return known;
  const estimate: Estimate = {
    low: record.low ?? record.value,
    likely: record.value,
    high: record.high ?? record.value,
    evidence: [
      cite(record.meaning, record.provenance, record.provenance.source.startsWith('Assumed') ? 'assumed' : 'measured'),
    ],
    unknown: [],
  };
  figureEstimates.set(record, estimate);
  return estimate;
}
