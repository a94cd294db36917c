import { between, type Estimate, type Evidence, scale } from '../estimate';
import { cite, readFigure } from './look-up';
import type { Catalog, WheelRecord } from './types';
import { findNeighbours, fits, nearestBuild, sharedParts, type WheelTarget } from './wheel-choice';

/** A wheel to be measured: the record chosen for it, and all of its name, the newest first. */
export interface MeasuredWheel {
  readonly record: WheelRecord;
  readonly records: readonly WheelRecord[];
  readonly pinned: string | null;
  readonly request: WheelTarget;
  readonly processorsOnly: boolean;
  /** pip builds it from its source archive. */
  readonly fromSource: boolean;
}

export interface WheelSizes {
  readonly installed: Estimate;
  /** What compiling it adds. */
  readonly bytecode: Estimate;
  /** The wheel itself. */
  readonly compressed: Estimate;
}

/** Bytes of a wheel: as measured, or, of a release that was not, from its neighbours. */
export function measureWheel(wheel: MeasuredWheel, catalog: Catalog): WheelSizes {
  const { record, pinned, fromSource, processorsOnly } = wheel;
  const evidence = citeWheels(record);
  const unknown = pinned !== null && pinned !== record.version ? [`the size of ${record.name} ${pinned}`] : [];
  const { withoutCompiler, compiled, builds } = record.release ?? {};
  const plain = (fromSource ? withoutCompiler : undefined) ?? (builds?.length === 0 ? compiled : undefined);
  const reduced = processorsOnly ? record.release?.processorsOnly : undefined;
  // What a compiler makes differs between Pythons and systems.
  const spread = plain !== undefined && plain === compiled ? compiledSpread : findSpread(wheel);
  const range = (bytes: number) =>
    between(bytes * spread.low, bytes * spread.likely, bytes * spread.high, evidence, unknown);
  const over = reduced === undefined ? null : readFigure(catalog, 'processor-build-over-rest');
  const build = (bytes: number) => (over === null ? range(bytes) : scaleBy(range(bytes), over));
  return {
    installed: build(reduced?.[0] ?? plain?.[0] ?? record.installedBytes),
    bytecode: range(plain?.[1] ?? record.bytecodeBytes),
    compressed: build(reduced?.[1] ?? (record.compressedBytes || (plain?.[0] ?? 0) * packedShare)),
  };
}

/** Of what a source archive installs; its own archive is not recorded. */
const packedShare = 0.3;

function scaleBy(estimate: Estimate, { low, likely, high }: Estimate): Estimate {
  const middle = scale(estimate, likely);
  return { ...middle, low: estimate.low * low, high: estimate.high * high };
}

/** Factors on the bytes of the record. */
type Spread = Pick<Estimate, 'low' | 'likely' | 'high'>;

const compiledSpread: Spread = { low: 0.6, likely: 1, high: 1.5 };
const exact: Spread = { low: 1, likely: 1, high: 1 };
/** What will be the newest on the day of the build. */
const newest: Spread = { low: 0.85, likely: 1, high: 1.2 };
const farRelease: Spread = { low: 0.6, likely: 1, high: 1.6 };
/** A release between two that were measured is hardly smaller or larger than both. */
const beyondNeighbours = 0.1;

function findSpread({ record, records, pinned, request }: MeasuredWheel): Spread {
  if (pinned === null) return newest;
  if (pinned === record.version) return fits(record, request) ? exact : { low: 0.8, likely: 1, high: 1.25 };
  const { below, above } = findNeighbours(records, pinned);
  const sizeOf = (version: string | undefined): number | null => {
    const build = nearestBuild(
      records.filter((other) => other.version === version),
      request,
    );
    return build === null || build.installedBytes === 0 ? null : build.installedBytes / record.installedBytes;
  };
  const [smaller, larger] = [sizeOf(below), sizeOf(above)];
  if (below === undefined || above === undefined || smaller === null || larger === null) {
    // Patch releases of one minor release differ little.
    return sharedParts(record.version, pinned) >= 2 ? { low: 0.85, likely: 1, high: 1.2 } : farRelease;
  }
  const alike = sharedParts(below, pinned) === sharedParts(above, pinned);
  const likely = alike ? smaller + (larger - smaller) * placeBetween(below, pinned, above) : 1;
  return {
    low: Math.min(smaller, larger, likely) * (1 - beyondNeighbours),
    likely,
    high: Math.max(smaller, larger, likely) * (1 + beyondNeighbours),
  };
}

/** How far a version lies on the way from one to another, by the first number in which these differ: 0 to 1. */
function placeBetween(below: string, version: string, above: string): number {
  const parts = [below, version, above].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  const [from = [], at = [], to = []] = parts;
  const apart = to.findIndex((part, index) => part !== (from[index] ?? 0));
  const [start, place, end] = [from[apart] ?? 0, at[apart] ?? 0, to[apart] ?? 0];
  return end === start ? 0 : Math.min(1, Math.max(0, (place - start) / (end - start)));
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
