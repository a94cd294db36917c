import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Analysis } from '@/lib/analyzer/analysis';
import type { Project } from '@/lib/analyzer/project';
import { AnalyzerDesk } from './analyzer-desk';
import { hasFile, sameProject } from './project-edits';
import { SavedSession } from './saved-session';
import type { WorkbenchSurroundings } from './surroundings';
import type { Notice, WorkbenchInput, WorkbenchState } from './types';
import { type Bench, workActions } from './work-actions';

/** Hears of every finished analysis at once, before the page shows it. */
export type AnalysisListener = (project: Project, analysis: Analysis) => void;

export interface Workbench {
  readonly store: StoreApi<WorkbenchState>;
  /** Finds saved work and begins to listen; may be called again after `close`. */
  open(): void;
  /** Saves what is not saved yet and stops the analyzer. */
  close(): void;
  /** Loads the analyzer ahead of the first edit. */
  warm(): void;
  /** Writes at once what waits to be saved. */
  flush(): void;
  /** Looks whether another tab changed the same work, as a `storage` event tells. */
  lookForOtherTab(): void;
  /**
   * Calls back at once with each finished analysis; the store has it only after the next paint, so that a squiggle need
   * not wait for charts. Gives the function that ends it.
   */
  onAnalysis(listener: AnalysisListener): () => void;
}

/** The state of one page: project, analysis, what is saved. See `WorkbenchState` for what each part means. */
export function createWorkbench(input: WorkbenchInput, surroundings: WorkbenchSurroundings): Workbench {
  return new WorkbenchSession(input, surroundings);
}

class WorkbenchSession implements Workbench {
  readonly store: StoreApi<WorkbenchState>;
  readonly #input: WorkbenchInput;
  readonly #surroundings: WorkbenchSurroundings;
  readonly #saved: SavedSession;
  readonly #analyses: AnalyzerDesk;
  #opened = false;
  readonly #listeners = new Set<AnalysisListener>();
  /** The newest finished analysis that the store does not have yet. */
  #finished: { readonly project: Project; readonly analysis: Analysis } | null = null;
  /** What *Undo reset* brings back. */
  #before: Project | null = null;

  constructor(input: WorkbenchInput, surroundings: WorkbenchSurroundings) {
    this.#input = input;
    this.#surroundings = surroundings;
    this.#analyses = new AnalyzerDesk(input.today, surroundings, {
      onResult: (project, analysis) => this.#publish(project, analysis),
      onFailure: (analyzerFailure) => this.store.setState({ analyzerFailure }),
    });
    this.store = createStore<WorkbenchState>(() => ({
      scope: input.scope,
      start: input.start,
      solution: input.solution,
      project: input.start,
      activePath: input.start.dockerfile,
      startAnalysis: input.startAnalysis,
      analysis: input.startAnalysis,
      pending: false,
      analyzerFailure: null,
      save: { kind: 'untouched' },
      notice: null,
      hintsRevealed: 0,
      solutionRevealed: false,
      goalsMet: [],
      canUndoReset: false,
      reveal: null,
      machine: null,
      ...workActions(this.#bench()),
    }));
    this.#saved = new SavedSession(this.store, input, surroundings, {
      show: (project) => this.#show(project),
      replace: (project) => this.#replace(project),
      keep: (project) => {
        this.#before = project;
        this.#set({ canUndoReset: true });
      },
    });
  }

  open(): void {
    if (this.#opened) return;
    this.#opened = true;
    const machine = this.#analyses.restoreMachine();
    if (machine !== null) this.#measureOn(machine);
    this.#saved.restore();
  }

  close(): void {
    this.flush();
    this.#analyses.stop();
  }

  warm(): void {
    const { pending, project } = this.store.getState();
    if (pending) this.#analyses.request(project);
    else this.#analyses.warm();
  }

  flush(): void {
    this.#saved.flush();
  }

  lookForOtherTab(): void {
    if (this.#opened) this.#saved.lookForOtherTab();
  }

  onAnalysis(listener: AnalysisListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the actions of the page work with. */
  #bench(): Bench {
    return {
      input: this.#input,
      analyses: this.#analyses,
      state: () => this.store.getState(),
      set: this.#set,
      open: () => this.open(),
      change: (project) => this.#change(project),
      replace: (project) => this.#replace(project),
      before: () => this.#before,
      schedule: () => this.#saved.schedule(),
      dismissed: (notice) => this.#saved.dismissed(notice),
      say: (text, action = null) => this.#set({ notice: { text, action } }),
      retire: (notice) => this.#retire(notice),
      measureOn: (machine) => this.#measureOn(machine),
    };
  }

  readonly #set = (part: Partial<WorkbenchState>): void => this.store.setState(part);

  /** Takes a message away that has done its work; the question about another tab stays until it is answered. */
  #retire(notice: Notice | null): void {
    if (notice !== null && this.store.getState().notice === notice) this.#set({ notice: this.#saved.question });
  }

  /** Every edit passes here: shows it, has it analysed and saved. */
  #change(project: Project): void {
    const state = this.store.getState();
    if (project === state.project) return;
    this.open();
    this.#show(project);
    this.#saved.schedule();
  }

  #show(project: Project): void {
    const { start, startAnalysis, activePath } = this.store.getState();
    const open = hasFile(project, activePath) ? activePath : project.dockerfile;
    if (sameProject(project, start)) {
      this.#set({ project: start, activePath: open, analysis: startAnalysis, pending: false, analyzerFailure: null });
      return;
    }
    this.#set({ project, activePath: open, pending: true });
    this.#analyses.request(project);
  }

  /** Shows another project and keeps the present one for *Undo*, unless it is the start, which *Reset* brings back. */
  #replace(project: Project): void {
    const present = this.store.getState().project;
    this.#before = sameProject(present, this.#input.start) ? null : present;
    this.#change(project);
    this.#set({ canUndoReset: this.#before !== null });
    this.#retire(this.store.getState().notice);
  }

  /** Durations are told anew for another machine, those of the start too: changes are told against it. */
  #measureOn(machine: WorkbenchState['machine']): void {
    const { project, start } = this.store.getState();
    this.#set({ machine, pending: true });
    this.#analyses.request(project);
    this.#analyses.analyze(start).then((startAnalysis) => {
      if (startAnalysis !== null && this.store.getState().machine === machine) this.#set({ startAnalysis });
    });
  }

  #publish(project: Project, analysis: Analysis): void {
    for (const listener of this.#listeners) listener(project, analysis);
    const scheduled = this.#finished !== null;
    this.#finished = { project, analysis };
    if (scheduled) return;
    this.#surroundings.afterPaint(() => {
      const finished = this.#finished;
      this.#finished = null;
      const state = this.store.getState();
      // A late answer must not replace the analysis of what is on the page now.
      if (!finished || !state.pending) return;
      this.#set({ analysis: finished.analysis, pending: finished.project !== state.project, analyzerFailure: null });
    });
  }
}
