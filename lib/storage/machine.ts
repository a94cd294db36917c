import * as z from 'zod/mini';
import { nameTrouble, type StorageTrouble, type WorkStorage } from './work-storage';

const machineKey = 'layerwise.machine';

/** A machine that the reader has described. Rates are bytes per second; a processor of 1 is that of the recordings. */
const storedMachine = z.object({
  name: z.string().check(z.maxLength(80)),
  download: z.number().check(z.minimum(10_000), z.maximum(100_000_000_000)),
  disk: z.number().check(z.minimum(1_000_000), z.maximum(100_000_000_000)),
  processor: z.number().check(z.minimum(0.05), z.maximum(50)),
});

export type StoredMachine = z.infer<typeof storedMachine>;

/** The machine that was chosen on this browser; `null` where none was, or where what is stored cannot be read. */
export function loadMachine(storage: WorkStorage): StoredMachine | null {
  try {
    return storedMachine.parse(JSON.parse(storage.getItem(machineKey) ?? ''));
  } catch {
    return null;
  }
}

/** Keeps a machine, or forgets the one that was kept. What is out of bounds is not kept. */
export function saveMachine(storage: WorkStorage, machine: StoredMachine | null): StorageTrouble | null {
  try {
    if (machine === null) storage.removeItem(machineKey);
    else storage.setItem(machineKey, JSON.stringify(storedMachine.parse(machine)));
    return null;
  } catch (error) {
    return nameTrouble(error);
  }
}
