import { describe, expect, it } from 'vitest';
import { openStorage, type WorkStorage } from '@/lib/storage/work-storage';
import { keepEarlier, readEarlier } from './earlier-work';
import { startProject } from './start-project';

function storageWith(entries: Map<string, string> = new Map()): WorkStorage {
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, value) => void entries.set(name, value),
    removeItem: (name) => void entries.delete(name),
  };
}

describe('work put aside', () => {
  it('comes back as it was', () => {
    const storage = storageWith();
    expect(keepEarlier(storage, startProject)).toBe(true);
    expect(readEarlier(storage)).toEqual(startProject);
  });

  it('is nothing where nothing was put aside or it cannot be read', () => {
    expect(readEarlier(storageWith())).toBeNull();
    expect(readEarlier(storageWith(new Map([['layerwise.playground.earlier', '{"files": 1}']])))).toBeNull();
  });

  it('says so where the browser refuses', () => {
    const blocked = openStorage(() => null);
    expect(keepEarlier(blocked, startProject)).toBe(false);
    expect(readEarlier(blocked)).toBeNull();
  });
});
