import type { Project } from '@/lib/analyzer/project';
import type { WorkStorage } from '@/lib/storage/work-storage';
import type { ConnectAnalyzer } from './analyzer-service';

/** What the store needs of its surroundings: the browser's in the page, stand-ins in tests. */
export interface WorkbenchSurroundings {
  readonly connectAnalyzer: ConnectAnalyzer;
  readonly storage: WorkStorage;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly download: (project: Project, name: string) => void;
  /** Runs something once the browser has painted what is on the page now. */
  readonly afterPaint: (run: () => void) => void;
}

/** After the next paint; at once where the page is hidden and nothing is painted. */
export function afterNextPaint(run: () => void): void {
  if (document.visibilityState === 'hidden') run();
  else requestAnimationFrame(() => setTimeout(run, 0));
}
