import type { Project } from '@/lib/analyzer/project';
import { sharedProjectSchema } from '@/lib/share/schema';
import type { WorkStorage } from '@/lib/storage/work-storage';

const key = 'layerwise.playground.earlier';
const longestText = 2_000_000;

/** Puts a project aside, so that opening a link does not lose it. `false` where the browser has no room or refuses. */
export function keepEarlier(storage: WorkStorage, project: Project): boolean {
  try {
    storage.setItem(key, JSON.stringify({ ...project, ruleset: '' }));
    return true;
  } catch {
    return false;
  }
}

/** The project that was put aside last; `null` where there is none that can be read. */
export function readEarlier(storage: WorkStorage): Project | null {
  try {
    const text = storage.getItem(key);
    if (text === null || text.length > longestText) return null;
    const { dockerfile, files, bulk } = sharedProjectSchema.parse(JSON.parse(text));
    return { dockerfile, files, bulk };
  } catch {
    return null;
  }
}
