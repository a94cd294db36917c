import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMachine, saveMachine } from './machine';
import type { WorkStorage } from './work-storage';

function storageWith(text: string | null): WorkStorage {
  let kept = text;
  return {
    length: 1,
    key: () => null,
    getItem: () => kept,
    setItem: (_, value) => {
      kept = value;
    },
    removeItem: () => {
      kept = null;
    },
  };
}

const machine = { name: 'Yours', download: 12_500_000, disk: 400_000_000, processor: 1.5 };

describe('the machine of the reader', () => {
  it('is found again as it was kept, until it is forgotten', () => {
    const storage = storageWith(null);
    expect(loadMachine(storage)).toBeNull();
    saveMachine(storage, machine);
    expect(loadMachine(storage)).toEqual(machine);
    saveMachine(storage, null);
    expect(loadMachine(storage)).toBeNull();
  });

  it('is none where what is stored is not a machine', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(loadMachine(storageWith(text))).toBeNull();
      }),
    );
  });

  it('is not kept where it is out of bounds', () => {
    const storage = storageWith(null);
    saveMachine(storage, machine);
    saveMachine(storage, { ...machine, processor: 0 });
    expect(loadMachine(storage)).toEqual(machine);
  });
});
