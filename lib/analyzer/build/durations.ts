import { readFigure } from '../catalog/look-up';
import type { Catalog } from '../catalog/types';
import { type Estimate, exactly, nothing } from '../estimate';
import { describeBase } from './base-image';
import { measureBase } from './base-size';
import type { BuildOptions, MachineProfile, StageBase } from './types';

const machines = new WeakMap<Catalog, MachineProfile>();

/** The machine that the options name, else the one on which the recorded builds were made. */
export function chooseMachine(options: BuildOptions): MachineProfile {
  return options.machine ?? recordedMachine(options.catalog);
}

/** The machine of the recordings: what the rates of the catalog were read off. */
export function recordedMachine(catalog: Catalog): MachineProfile {
  const known = machines.get(catalog);
  if (known !== undefined) return known;
  const machine: MachineProfile = {
    name: 'Machine of the recorded builds',
    download: readFigure(catalog, 'machine-download').likely,
    disk: readFigure(catalog, 'machine-disk').likely,
    processor: 1,
  };
  machines.set(catalog, machine);
  return machine;
}

/** Seconds of work on the processor of the recordings, on this machine's. */
export function scaleSeconds(seconds: Estimate, machine: MachineProfile): Estimate {
  if (machine.processor === 1) return seconds;
  const factor = 1 / machine.processor;
  return { ...seconds, low: seconds.low * factor, likely: seconds.likely * factor, high: seconds.high * factor };
}

/** Seconds to download and unpack a base image; none for another stage. */
export function measurePull(base: StageBase, machine: MachineProfile, catalog: Catalog): Estimate {
  if (base.kind !== 'image') return nothing;
  const { compressed, unpacked } = measureBase(base.reference, describeBase(base.reference, catalog), catalog);
  const slower = readFigure(catalog, 'unpack-slower-than-export');
  return spreadSeconds(
    {
      low: compressed.low / machine.download + (unpacked.low / machine.disk) * slower.low,
      likely: compressed.likely / machine.download + (unpacked.likely / machine.disk) * slower.likely,
      high: compressed.high / machine.download + (unpacked.high / machine.disk) * slower.high,
      evidence: [...compressed.evidence, ...slower.evidence],
      unknown: compressed.unknown,
    },
    catalog,
  );
}

/** Seconds to write the layers of an image out. */
export function measureExport(bytes: Estimate, machine: MachineProfile, catalog: Catalog): Estimate {
  const start = readFigure(catalog, 'export-start-seconds');
  return spreadSeconds(
    {
      low: start.low + bytes.low / machine.disk,
      likely: start.likely + bytes.likely / machine.disk,
      high: start.high + bytes.high / machine.disk,
      evidence: start.evidence,
      unknown: bytes.unknown,
    },
    catalog,
  );
}

/** Seconds that a build takes besides its steps: the machine's own, or the catalog's figure. */
export function measureOverhead(machine: MachineProfile, catalog: Catalog, figure: string): Estimate {
  const recorded = readFigure(catalog, figure);
  if (machine.overhead === undefined) return recorded;
  return spreadSeconds({ ...exactly(machine.overhead), evidence: recorded.evidence }, catalog);
}

/** No two builds take the same time: networks and disks differ from run to run. */
export function spreadSeconds(seconds: Estimate, catalog: Catalog): Estimate {
  const spread = readFigure(catalog, 'duration-spread');
  return { ...seconds, low: seconds.low * spread.low, high: seconds.high * spread.high };
}
