import { listKeys, nameTrouble, type StorageTrouble, type WorkStorage } from './work-storage';

const rescuePrefix = 'layerwise.rescued.';
const attempts = 1000;

/** Text that was found in the place of saved work and could not be read as such. */
export interface RescuedText {
  readonly key: string;
  readonly text: string;
}

function freeKey(storage: WorkStorage, key: string): string {
  const base = `${rescuePrefix}${key.replace(/^layerwise\./, '')}`;
  for (let number = 1; number <= attempts; number += 1) {
    const candidate = number === 1 ? base : `${base}.${number}`;
    if (storage.getItem(candidate) === null) return candidate;
  }
  return `${base}.${Date.now()}`;
}

/**
 * Moves the raw text under `key` to a `layerwise.rescued.` key of its own, so that saving cannot overwrite it. Where there
 * is no room for both copies the old one is removed first and put back if the new one still does not fit.
 */
export function rescue(
  storage: WorkStorage,
  key: string,
  text: string,
): { readonly ok: true; readonly key: string } | { readonly ok: false; readonly trouble: StorageTrouble } {
  try {
    const target = freeKey(storage, key);
    try {
      storage.setItem(target, text);
      storage.removeItem(key);
    } catch {
      storage.removeItem(key);
      try {
        storage.setItem(target, text);
      } catch (error) {
        storage.setItem(key, text);
        return { ok: false, trouble: nameTrouble(error) };
      }
    }
    return { ok: true, key: target };
  } catch (error) {
    return { ok: false, trouble: nameTrouble(error) };
  }
}

/** Everything that was ever rescued and not removed. Throws where the storage does. */
export function listRescued(storage: WorkStorage): RescuedText[] {
  return listKeys(storage)
    .filter((key) => key.startsWith(rescuePrefix))
    .map((key) => ({ key, text: storage.getItem(key) ?? '' }));
}
