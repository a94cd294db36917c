/** The part of the browser's `Storage` that saved work needs. */
export type WorkStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** `full`: no room left. `blocked`: the browser refuses storage altogether. */
export type StorageTrouble = 'full' | 'blocked';

/** Sentences for people: what happened, what is safe, what to do. */
export const storageMessages: Record<StorageTrouble, string> = {
  full: 'The browser has no room left for saved work. What you wrote is still on this page, but closing it loses the last changes: download your files, or remove saved work of other lessons.',
  blocked:
    'This browser does not let the page save. What you wrote is still on this page, but closing it loses your work: download your files before you leave.',
};

const refused: WorkStorage = {
  get length(): number {
    throw new Error('Storage is blocked.');
  },
  key: () => {
    throw new Error('Storage is blocked.');
  },
  getItem: () => {
    throw new Error('Storage is blocked.');
  },
  setItem: () => {
    throw new Error('Storage is blocked.');
  },
  removeItem: () => {
    throw new Error('Storage is blocked.');
  },
};

/**
 * The storage that `find` returns (`() => window.localStorage`). A browser may throw at the mere mention of it, or have
 * none; then the result is a storage whose every use fails, which the functions of this room report as `blocked`.
 */
export function openStorage(find: () => WorkStorage | null | undefined): WorkStorage {
  try {
    return find() ?? refused;
  } catch {
    return refused;
  }
}

/** Tells a storage without room from one that refuses altogether. */
export function nameTrouble(error: unknown): StorageTrouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return name === 'QuotaExceededError' || name === 'NS_ERROR_DOM_QUOTA_REACHED' ? 'full' : 'blocked';
}

/** All keys, sorted. Throws where the storage does. */
export function listKeys(storage: WorkStorage): string[] {
  const keys: string[] = [];
  for (let index = 0; index < storage.length; index += 1) {
    const key = storage.key(index);
    if (key !== null) keys.push(key);
  }
  return keys.sort();
}
