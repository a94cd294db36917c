import type { Change, MachineProfile, Plan, RebuildSummary } from '@/lib/analyzer';
import type { Analysis, AnalyzeOptions } from '@/lib/analyzer/analysis';
import type { BaseImageRecord } from '@/lib/analyzer/catalog/types';
import type { Project } from '@/lib/analyzer/project';
import type { Fix } from '@/lib/analyzer/rules/types';

/** Whose work this is: decides under which key it is saved. */
export type WorkScope =
  | { readonly kind: 'lesson'; readonly track: string; readonly name: string; readonly version: number }
  | { readonly kind: 'playground' };

/** What a page hands to the workbench. Everything is plain data made on the server. */
export interface WorkbenchInput {
  readonly scope: WorkScope;
  /** What *Reset* returns to. */
  readonly start: Project;
  /** `null` in the playground. */
  readonly solution: Project | null;
  /** Analysis of `start`, so that the page says something before any script runs. */
  readonly startAnalysis: Analysis;
  readonly today: AnalyzeOptions['today'];
}

export type SaveState =
  /** Nothing to save yet. */
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saved'; readonly at: number }
  /** The browser refuses: storage full or blocked. The sentence says what is safe and what to do. */
  | { readonly kind: 'unsaved'; readonly reason: string };

/** Something the page says about the work, with what the reader may do about it. Dismissing it changes no file. */
export interface Notice {
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

/** A place to show: the editor scrolls there, selects it and takes the focus. Offsets are 0-based in the file's text. */
export interface RevealRequest {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** Rises with every request, so that asking twice for one place is heard twice. */
  readonly serial: number;
}

export interface WorkbenchState {
  readonly scope: WorkScope;
  readonly start: Project;
  readonly solution: Project | null;
  readonly project: Project;
  readonly activePath: string;
  readonly startAnalysis: Analysis;
  /** The newest finished analysis; `startAnalysis` until the worker answers. */
  readonly analysis: Analysis;
  /** The project differs from the one that `analysis` is of. */
  readonly pending: boolean;
  /** The analyzer stopped; the sentence says what to do. */
  readonly analyzerFailure: string | null;
  readonly save: SaveState;
  /** What was found on opening, for the page to say: restored work, work of an earlier lesson version, rescued data. */
  readonly notice: Notice | null;
  readonly hintsRevealed: number;
  readonly solutionRevealed: boolean;
  /** Ids of goals met at least once. */
  readonly goalsMet: readonly string[];
  /** There is something that *Undo reset* can bring back. */
  readonly canUndoReset: boolean;
  /** The newest place to show; `null` before the first. */
  readonly reveal: RevealRequest | null;
  /** What durations are relative to, as the reader chose it; `null`: the machine of the recordings. */
  readonly machine: MachineProfile | null;

  setText(path: string, text: string): void;
  openFile(path: string): void;
  addFile(path: string, text: string): void;
  renameFile(path: string, to: string): void;
  /** Says so in a notice that can bring the file back. The Dockerfile stays. */
  removeFile(path: string): void;
  /** Replaces everything, as opening a share link or dropping files does. */
  replaceProject(project: Project): void;
  applyFix(fix: Fix): void;
  reset(): void;
  undoReset(): void;
  revealHint(): void;
  revealSolution(): void;
  markGoalsMet(ids: readonly string[]): void;
  dismissNotice(): void;
  /** Scrolls the editor to an offset of a file and puts the cursor there. */
  revealRange(path: string, start: number, end: number): void;
  /** Base images of the catalog, for completion and hovers; an empty list where the analyzer does not answer. */
  baseImages(): Promise<readonly BaseImageRecord[]>;
  /** Replaces the files by those that steps of the plan leave, and says so in a notice that can take it back. */
  applyStep(project: Project, said: string): void;
  /** Kept on this browser; `null` returns to the machine of the recordings. */
  setMachine(machine: MachineProfile | null): void;
  /** `null` where the analyzer does not answer. */
  recordedMachine(): Promise<MachineProfile | null>;
  /** Which steps run again after a change of the files as they are now; `null` where the analyzer does not answer. */
  whatIf(change: Change): Promise<RebuildSummary | null>;
  /** What to do next; `null` where a newer request took its place or the analyzer does not answer. */
  plan(): Promise<Plan | null>;
}
