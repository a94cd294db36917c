import { openStorage, type WorkStorage } from '@/lib/storage/work-storage';

/** The browser's storage, or one that holds nothing where it is blocked. */
export function browserStorage(): WorkStorage {
  return openStorage(() => (typeof window === 'undefined' ? null : window.localStorage));
}
