import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Analysis } from '@/lib/analyzer/analysis';
import { applyFix } from '@/lib/analyzer/fixes/apply';
import type { Project } from '@/lib/analyzer/project';
import { AnalyzerDesk } from './analyzer-desk';
import { checkNewPath, sameProject, withFile, withoutFile, withRenamedFile, withText } from './project-edits';
import { SavedSession } from './saved-session';
import type { WorkbenchSurroundings } from './surroundings';
import type { Notice, WorkbenchInput, WorkbenchState } from './types';

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
      ...this.#actions(),
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

  #actions(): Pick<
    WorkbenchState,
    | 'setText'
    | 'openFile'
    | 'addFile'
    | 'renameFile'
    | 'removeFile'
    | 'replaceProject'
    | 'applyFix'
    | 'reset'
    | 'undoReset'
    | 'revealHint'
    | 'revealSolution'
    | 'markGoalsMet'
    | 'dismissNotice'
    | 'revealRange'
    | 'baseImages'
    | 'applyStep'
    | 'setMachine'
    | 'recordedMachine'
    | 'whatIf'
    | 'plan'
  > {
    const { getState, setState } = { getState: () => this.store.getState(), setState: this.#set };
    return {
      setText: (path, text) => this.#change(withText(getState().project, path, text)),
      openFile: (path) => {
        if (path === getState().activePath || !hasFile(getState().project, path)) return;
        setState({ activePath: path });
        if (getState().save.kind !== 'untouched') this.#saved.schedule();
      },
      addFile: (path, text) => {
        const refusal = checkNewPath(getState().project, path);
        if (refusal) {
          this.#say(refusal);
          return;
        }
        this.#change(withFile(getState().project, { path, text }));
        setState({ activePath: path });
      },
      renameFile: (path, to) => {
        const { project, activePath } = getState();
        if (path === to || !hasFile(project, path)) return;
        const refusal = checkNewPath(withoutFile(project, path), to);
        if (refusal) {
          this.#say(refusal);
          return;
        }
        this.#change(withRenamedFile(project, path, to));
        if (activePath === path) setState({ activePath: to });
      },
      removeFile: (path) => this.#remove(path),
      replaceProject: (project) => {
        this.open();
        if (sameProject(project, getState().project)) return;
        const replaced = getState().project;
        this.#replace(project);
        if (!sameProject(replaced, this.#input.start)) {
          this.#say('Your earlier files were replaced.', {
            label: 'Bring them back',
            run: () => getState().undoReset(),
          });
        }
      },
      applyFix: (fix) => {
        const result = applyFix(getState().project, fix);
        if (result.ok) this.#change(result.project);
        else
          this.#say(
            `The fix no longer fits the text: ${result.refusal.message} Wait for the new analysis and try again.`,
          );
      },
      reset: () => {
        if (!sameProject(getState().project, this.#input.start)) this.#replace(this.#input.start);
      },
      undoReset: () => {
        if (this.#before) this.#replace(this.#before);
      },
      revealHint: () => {
        setState({ hintsRevealed: getState().hintsRevealed + 1 });
        this.#saved.schedule();
      },
      revealSolution: () => {
        if (getState().solutionRevealed) return;
        setState({ solutionRevealed: true });
        this.#saved.schedule();
      },
      markGoalsMet: (ids) => {
        const known = new Set(getState().goalsMet);
        const fresh = ids.filter((id) => !known.has(id));
        if (fresh.length === 0) return;
        setState({ goalsMet: [...known, ...new Set(fresh)] });
        this.#saved.schedule();
      },
      dismissNotice: () => {
        const { notice } = getState();
        this.#retire(notice);
        this.#saved.dismissed(notice);
      },
      revealRange: (path, start, end) => {
        if (!hasFile(getState().project, path)) return;
        setState({ activePath: path, reveal: { path, start, end, serial: (getState().reveal?.serial ?? 0) + 1 } });
      },
      baseImages: () => this.#analyses.baseImages(),
      applyStep: (project, said) => this.#applyStep(project, said),
      setMachine: (machine) => {
        this.#analyses.chooseMachine(machine);
        this.#measureOn(machine);
      },
      recordedMachine: () => this.#analyses.recordedMachine(),
      whatIf: (change) => this.#analyses.whatIf(getState().project, change),
      plan: () => this.#analyses.plan(getState().project),
    };
  }

  readonly #set = (part: Partial<WorkbenchState>): void => this.store.setState(part);

  #say(text: string, action: Notice['action'] = null): void {
    this.#set({ notice: { text, action } });
  }

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

  #remove(path: string): void {
    const { project } = this.store.getState();
    const index = project.files.findIndex((file) => file.path === path);
    const file = project.files[index];
    if (!file) return;
    if (path === project.dockerfile) {
      this.#say('The Dockerfile stays: without it there is nothing to build.');
      return;
    }
    this.#change(withoutFile(project, path));
    const bringBack = () => {
      const now = this.store.getState().project;
      const refusal = checkNewPath(now, file.path);
      if (refusal) {
        this.#say(refusal);
        return;
      }
      this.#change({ ...now, files: now.files.toSpliced(index, 0, file) });
      this.#set({ activePath: file.path });
      this.#retire(this.store.getState().notice);
    };
    this.#say(`Removed ${path}.`, { label: 'Bring it back', run: bringBack });
  }

  /** Shows the project as a step of the plan leaves it; the notice can take the step back. */
  #applyStep(project: Project, said: string): void {
    const before = this.store.getState().project;
    this.#change(project);
    const takeBack = () => {
      this.#change(before);
      this.#retire(this.store.getState().notice);
    };
    this.#say(said, { label: 'Undo', run: takeBack });
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

function hasFile(project: Project, path: string): boolean {
  return project.files.some((file) => file.path === path);
}
