import { openStorage, type WorkStorage } from '@/lib/storage/work-storage';

/** The browser's storage; where it has none, one whose every use is refused. */
export function browserStorage(): WorkStorage {
  return openStorage(() => window.localStorage);
}
