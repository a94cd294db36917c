import type { Project } from '@/lib/analyzer/project';
import { isListOf, isRecord, isText, readStored } from '@/lib/storage/guards';
import { isSavedBulk, isSavedFile } from '@/lib/storage/work-schema';
import type { WorkStorage } from '@/lib/storage/work-storage';

const key = 'layerwise.playground.earlier';
const longestText = 2_000_000;

const isProject = isRecord({ dockerfile: isText(), files: isListOf(isSavedFile), bulk: isListOf(isSavedBulk) });

/** Puts a project aside, so that opening a link does not lose it. `false` where the browser has no room or refuses. */
export function keepEarlier(storage: WorkStorage, project: Project): boolean {
  try {
    storage.setItem(key, JSON.stringify(project));
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
    const project = readStored(text, isProject);
    return project && { dockerfile: project.dockerfile, files: project.files, bulk: project.bulk };
  } catch {
    return null;
  }
}
