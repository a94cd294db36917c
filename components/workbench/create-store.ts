import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Analysis } from '@/lib/analyzer/analysis';
import { applyFix } from '@/lib/analyzer/fixes/apply';
import type { Project } from '@/lib/analyzer/project';
import type { SavedWork, StoredWork } from '@/lib/storage/work-schema';
import type { WorkStorage } from '@/lib/storage/work-storage';
import type { ConnectAnalyzer } from './analyzer-service';
import { LatestAnalysis } from './latest-analysis';
import { checkNewPath, sameProject, withFile, withoutFile, withRenamedFile, withText } from './project-edits';
import type { Notice, WorkbenchInput, WorkbenchState } from './types';
import { WorkKeeper } from './work-keeper';

/** What the store needs of its surroundings: the browser's in the page, stand-ins in tests. */
export interface WorkbenchSurroundings {
  readonly connectAnalyzer: ConnectAnalyzer;
  readonly storage: WorkStorage;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly download: (project: Project, name: string) => void;
}

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
}

/** Milliseconds within which a change is saved. */
const saveDelay = 150;

const otherTab = {
  changed:
    'This work was changed in another tab. Nothing is saved here until you choose: load that version, or dismiss this message to keep and save what is here.',
  unsaved: 'Not saved: the same work was changed in another tab.',
};

/** The state of one page: project, analysis, what is saved. See `WorkbenchState` for what each part means. */
export function createWorkbench(input: WorkbenchInput, surroundings: WorkbenchSurroundings): Workbench {
  return new WorkbenchSession(input, surroundings);
}

class WorkbenchSession implements Workbench {
  readonly store: StoreApi<WorkbenchState>;
  readonly #input: WorkbenchInput;
  readonly #surroundings: WorkbenchSurroundings;
  readonly #keeper: WorkKeeper;
  readonly #analyses: LatestAnalysis;
  #opened = false;
  #conflict = false;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  /** What *Undo reset* brings back. */
  #before: Project | null = null;

  constructor(input: WorkbenchInput, surroundings: WorkbenchSurroundings) {
    this.#input = input;
    this.#surroundings = surroundings;
    this.#keeper = new WorkKeeper(surroundings.storage, input.scope);
    this.#analyses = new LatestAnalysis({
      connect: surroundings.connectAnalyzer,
      today: input.today,
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
      ...this.#actions(),
    }));
  }

  open(): void {
    if (this.#opened) return;
    this.#opened = true;
    const loaded = this.#keeper.load();
    if (loaded.work) this.#restore(loaded.work);
    if (loaded.message) this.#say(loaded.message);
    if (!loaded.work && loaded.earlier) this.#offerEarlier(loaded.earlier.version, loaded.earlier.work);
    if (loaded.trouble && loaded.message) this.store.setState({ save: { kind: 'unsaved', reason: loaded.message } });
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
    if (this.#saveTimer === undefined) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    this.#save();
  }

  lookForOtherTab(): void {
    if (!this.#opened || this.#conflict) return;
    const theirs = this.#keeper.look();
    if (theirs !== undefined) this.#enterConflict();
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
  > {
    const { getState, setState } = { getState: () => this.store.getState(), setState: this.#set };
    return {
      setText: (path, text) => this.#change(withText(getState().project, path, text)),
      openFile: (path) => {
        if (path === getState().activePath || !hasFile(getState().project, path)) return;
        setState({ activePath: path });
        if (getState().save.kind !== 'untouched') this.#scheduleSave();
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
        this.#scheduleSave();
      },
      revealSolution: () => {
        if (getState().solutionRevealed) return;
        setState({ solutionRevealed: true });
        this.#scheduleSave();
      },
      markGoalsMet: (ids) => {
        const known = new Set(getState().goalsMet);
        const fresh = ids.filter((id) => !known.has(id));
        if (fresh.length === 0) return;
        setState({ goalsMet: [...known, ...new Set(fresh)] });
        this.#scheduleSave();
      },
      dismissNotice: () => {
        setState({ notice: null });
        if (this.#conflict) this.#keepMine();
      },
      revealRange: (path, start, end) => {
        if (!hasFile(getState().project, path)) return;
        setState({ activePath: path, reveal: { path, start, end, serial: (getState().reveal?.serial ?? 0) + 1 } });
      },
      baseImages: () => this.#analyses.baseImages(),
    };
  }

  readonly #set = (part: Partial<WorkbenchState>): void => this.store.setState(part);

  #say(text: string, action: Notice['action'] = null): void {
    this.#set({ notice: { text, action } });
  }

  /** Every edit passes here: shows it, has it analysed and saved. */
  #change(project: Project): void {
    const state = this.store.getState();
    if (project === state.project) return;
    this.open();
    this.#show(project);
    this.#scheduleSave();
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
    this.#set({ canUndoReset: this.#before !== null, notice: null });
    if (this.#conflict) this.#enterConflict();
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
      this.#set({ activePath: file.path, notice: null });
    };
    this.#say(`Removed ${path}.`, { label: 'Bring it back', run: bringBack });
  }

  #publish(project: Project, analysis: Analysis): void {
    const state = this.store.getState();
    // A late answer must not replace the analysis of what is on the page now.
    if (!state.pending) return;
    this.#set({ analysis, pending: project !== state.project, analyzerFailure: null });
  }

  #scheduleSave(): void {
    if (this.#conflict) return;
    this.#saveTimer ??= setTimeout(() => this.flush(), saveDelay);
  }

  #save(): void {
    if (this.#conflict) return;
    const outcome = this.#keeper.save(this.#work());
    if (outcome.kind === 'conflict') {
      this.#enterConflict();
      return;
    }
    if (outcome.kind === 'refused') {
      const known = this.store.getState().save;
      this.#set({ save: { kind: 'unsaved', reason: outcome.reason } });
      if (known.kind !== 'unsaved') this.#say(outcome.reason, this.#downloadAction());
      return;
    }
    this.#set({ save: { kind: 'saved', at: this.#surroundings.now() } });
    if (outcome.rescued) {
      this.#say(
        `Saved work of another form was put aside unchanged under "${outcome.rescued}" in the browser's storage.`,
      );
    }
  }

  #downloadAction(): Notice['action'] {
    const name = this.#input.scope.kind === 'lesson' ? `layerwise-${this.#input.scope.name}` : 'layerwise-playground';
    return {
      label: 'Download your files',
      run: () => this.#surroundings.download(this.store.getState().project, name),
    };
  }

  #work(): SavedWork {
    const { project, start, activePath, goalsMet, hintsRevealed, solutionRevealed } = this.store.getState();
    return {
      files: project.files.map((file) => ({ ...file })),
      ...(project.dockerfile === start.dockerfile ? {} : { dockerfile: project.dockerfile }),
      ...(project.bulk === start.bulk ? {} : { bulk: project.bulk.map((entry) => ({ ...entry })) }),
      activePath,
      goalsMet: [...goalsMet],
      hintsRevealed,
      solutionRevealed,
      updatedAt: new Date(this.#surroundings.now()).toISOString(),
    };
  }

  #restore(work: StoredWork): void {
    const project = projectOfWork(work, this.#input.start);
    this.#set({
      goalsMet: work.goalsMet,
      hintsRevealed: work.hintsRevealed,
      solutionRevealed: work.solutionRevealed,
      save: { kind: 'saved', at: Date.parse(work.updatedAt) },
    });
    if (!sameProject(project, this.#input.start)) {
      this.#show(project);
      this.#say(`Your work of ${formatMoment(work.updatedAt)} is back.`);
    }
    if (work.activePath !== null && hasFile(project, work.activePath)) this.#set({ activePath: work.activePath });
  }

  #offerEarlier(version: number, work: StoredWork): void {
    this.#say(
      `This lesson has changed since you worked on it. Your files of version ${version} are kept as they were.`,
      {
        label: 'Bring them here',
        run: () => {
          this.#replace(projectOfWork(work, this.#input.start));
          this.#set({ notice: null });
        },
      },
    );
  }

  #enterConflict(): void {
    this.#conflict = true;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    this.#set({ save: { kind: 'unsaved', reason: otherTab.unsaved } });
    this.#say(otherTab.changed, { label: 'Load that version', run: () => this.#takeTheirs() });
  }

  #keepMine(): void {
    this.#conflict = false;
    this.#keeper.accept();
    this.#save();
  }

  /** Shows what the other tab saved last; what was here can be brought back with *Undo*. */
  #takeTheirs(): void {
    const loaded = this.#keeper.load();
    this.#conflict = false;
    const present = this.store.getState().project;
    const theirs = loaded.work ? projectOfWork(loaded.work, this.#input.start) : this.#input.start;
    this.#set({ notice: null });
    if (loaded.work) this.#restore(loaded.work);
    else this.#show(theirs);
    this.#before = sameProject(present, theirs) || sameProject(present, this.#input.start) ? null : present;
    this.#set({ canUndoReset: this.#before !== null });
    if (this.#before) {
      this.#say('The version of the other tab is here now.', {
        label: 'Undo',
        run: () => this.store.getState().undoReset(),
      });
    }
  }
}

function hasFile(project: Project, path: string): boolean {
  return project.files.some((file) => file.path === path);
}

/** A project always has its Dockerfile: where saved work lacks it, the start's comes back. */
function projectOfWork(work: StoredWork, start: Project): Project {
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
function formatMoment(iso: string): string {
  return new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
