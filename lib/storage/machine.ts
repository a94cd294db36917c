import { type Guarded, isNumber, isRecord, isText, readStored } from './guards';
import { nameTrouble, type StorageTrouble, type WorkStorage } from './work-storage';

const machineKey = 'layerwise.machine';

/** A machine that the reader has described. Rates are bytes per second; a processor of 1 is that of the recordings. */
const isStoredMachine = isRecord({
  name: isText(80),
  download: isNumber(10_000, 100_000_000_000),
  disk: isNumber(1_000_000, 100_000_000_000),
  processor: isNumber(0.05, 50),
});

export type StoredMachine = Guarded<typeof isStoredMachine>;

/** The machine that was chosen on this browser; `null` where none was, or where what is stored cannot be read. */
export function loadMachine(storage: WorkStorage): StoredMachine | null {
  try {
    return readStored(storage.getItem(machineKey) ?? '', isStoredMachine);
  } catch {
    return null;
  }
}

/** Keeps a machine, or forgets the one that was kept. What is out of bounds changes nothing. */
export function saveMachine(storage: WorkStorage, machine: StoredMachine | null): StorageTrouble | null {
  try {
    if (machine === null) storage.removeItem(machineKey);
    else if (isStoredMachine(machine)) storage.setItem(machineKey, JSON.stringify(machine));
    return null;
  } catch (error) {
    return nameTrouble(error);
  }
}
