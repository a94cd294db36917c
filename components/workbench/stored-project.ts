import type { Project } from '@/lib/analyzer/project';
import type { SavedWork, StoredWork } from '@/lib/storage/work-schema';
import type { WorkbenchState } from './types';

/** What is saved of a page's state. `now`: milliseconds since 1970. */
export function workOf(state: WorkbenchState, now: number): SavedWork {
  const { project, start, activePath, goalsMet, hintsRevealed, solutionRevealed } = state;
  return {
    files: project.files.map((file) => ({ ...file })),
    ...(project.dockerfile === start.dockerfile ? {} : { dockerfile: project.dockerfile }),
    ...(project.bulk === start.bulk ? {} : { bulk: project.bulk.map((entry) => ({ ...entry })) }),
    activePath,
    goalsMet: [...goalsMet],
    hintsRevealed,
    solutionRevealed,
    updatedAt: new Date(now).toISOString(),
  };
}

/** The project of saved work. It always has its Dockerfile: where the work lacks it, the start's comes back. */
export function projectOfWork(work: StoredWork, start: Project): Project {
  const dockerfile = work.dockerfile ?? start.dockerfile;
  const found = work.files.some((file) => file.path === dockerfile);
  const missing = found ? [] : start.files.filter((file) => file.path === start.dockerfile);
  return {
    dockerfile: found ? dockerfile : start.dockerfile,
    files: [...missing, ...work.files.filter((file) => !missing.some((other) => other.path === file.path))],
    bulk: work.bulk ?? start.bulk,
  };
}

/** Day and time as the reader's clock shows them. */
export function formatMoment(iso: string): string {
  return new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
