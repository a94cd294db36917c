import type { StoreApi } from 'zustand/vanilla';
import type { Project } from '@/lib/analyzer/project';
import type { StoredWork } from '@/lib/storage/work-schema';
import { sameProject } from './project-edits';
import { formatMoment, projectOfWork, workOf } from './stored-project';
import type { WorkbenchSurroundings } from './surroundings';
import type { Notice, WorkbenchInput, WorkbenchState } from './types';
import { WorkKeeper } from './work-keeper';

/** How the saved side of a page shows what it found. */
export interface Shows {
  /** Shows a project as it is, without saving it. */
  show(project: Project): void;
  /** Shows a project in place of the present one, which *Undo* can bring back, and saves it. */
  replace(project: Project): void;
  /** Keeps a project that is not shown any more, so that *Undo* can bring it back. */
  keep(project: Project): void;
}

/** Milliseconds within which a change is saved. */
const saveDelay = 150;

const sentences = {
  changed:
    'This work was changed in another tab. Nothing is saved here until you choose: load that version, or dismiss this message to keep and save what is here.',
  unsaved: 'Not saved: the same work was changed in another tab.',
  earlier: (version: number) =>
    `This lesson has changed since you worked on it. Your files of version ${version} are kept as they were.`,
  aside:
    'A tab was closed before you chose between two versions of this work. The one that was not saved is still there; dismiss this message to let it go.',
  putAside: (key: string) =>
    `Saved work of another form was put aside unchanged under "${key}" in the browser's storage.`,
};

/** The saved side of one page: finds work on opening, saves changes, and asks when another tab saved the same work. */
export class SavedSession {
  readonly #store: StoreApi<WorkbenchState>;
  readonly #input: WorkbenchInput;
  readonly #surroundings: WorkbenchSurroundings;
  readonly #shows: Shows;
  readonly #keeper: WorkKeeper;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The question about the other tab, while it is open: nothing is saved until it is answered. */
  #conflict: Notice | null = null;
  #changedInConflict = false;
  /** The offer of work that was put aside. */
  #offer: Notice | null = null;

  constructor(
    store: StoreApi<WorkbenchState>,
    input: WorkbenchInput,
    surroundings: WorkbenchSurroundings,
    shows: Shows,
  ) {
    this.#store = store;
    this.#input = input;
    this.#surroundings = surroundings;
    this.#shows = shows;
    this.#keeper = new WorkKeeper(surroundings.storage, input.scope);
  }

  /** Finds what was saved before and shows or offers it. */
  restore(): void {
    const { work, earlier, message, trouble } = this.#keeper.load();
    if (work) this.#restoreWork(work);
    if (!work && earlier) {
      this.#say(sentences.earlier(earlier.version), {
        label: 'Bring them here',
        run: () => this.#shows.replace(projectOfWork(earlier.work, this.#input.start)),
      });
    }
    if (message) this.#say(message);
    if (trouble && message) this.#store.setState({ save: { kind: 'unsaved', reason: message } });
    this.#offerAside();
  }

  /** Saves within 150 ms, or once the question about another tab is answered. */
  schedule(): void {
    if (this.#conflict) this.#changedInConflict = true;
    else this.#timer ??= setTimeout(() => this.flush(), saveDelay);
  }

  /** Writes at once what waits. In a conflict it is put aside, so that closing the page loses nothing. */
  flush(): void {
    if (this.#conflict) {
      if (this.#changedInConflict) this.#keeper.putAside(workOf(this.#store.getState(), this.#surroundings.now()));
      return;
    }
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#save();
  }

  /** Looks whether another tab saved the same work since. */
  lookForOtherTab(): void {
    if (!this.#conflict && this.#keeper.look() !== undefined) this.#enterConflict();
  }

  /** The question about another tab, until it is answered. */
  get question(): Notice | null {
    return this.#conflict;
  }

  /** A message was dismissed. Where it was the question about another tab, that means: keep what is here. */
  dismissed(notice: Notice | null): void {
    if (notice === null) return;
    if (notice === this.#offer) this.#keeper.dropAside();
    if (notice === this.#conflict) this.#keepMine();
  }

  #say(text: string, action: Notice['action'] = null): Notice {
    const notice = { text, action };
    this.#store.setState({ notice });
    return notice;
  }

  #save(): void {
    const outcome = this.#keeper.save(workOf(this.#store.getState(), this.#surroundings.now()));
    if (outcome.kind === 'conflict') {
      this.#changedInConflict = true;
      this.#enterConflict();
      return;
    }
    if (outcome.kind === 'refused') {
      const known = this.#store.getState().save;
      this.#store.setState({ save: { kind: 'unsaved', reason: outcome.reason } });
      if (known.kind !== 'unsaved') this.#say(outcome.reason, this.#downloadAction());
      return;
    }
    this.#store.setState({ save: { kind: 'saved', at: this.#surroundings.now() } });
    if (outcome.rescued) this.#say(sentences.putAside(outcome.rescued));
  }

  #downloadAction(): Notice['action'] {
    const { scope } = this.#input;
    const name = scope.kind === 'lesson' ? `layerwise-${scope.name}` : 'layerwise-playground';
    return {
      label: 'Download your files',
      run: () => this.#surroundings.download(this.#store.getState().project, name),
    };
  }

  #restoreWork(work: StoredWork): void {
    const project = projectOfWork(work, this.#input.start);
    this.#store.setState({
      goalsMet: work.goalsMet,
      hintsRevealed: work.hintsRevealed,
      solutionRevealed: work.solutionRevealed,
      save: { kind: 'saved', at: Date.parse(work.updatedAt) },
    });
    this.#shows.show(project);
    if (!sameProject(project, this.#input.start)) this.#say(`Your work of ${formatMoment(work.updatedAt)} is back.`);
    const open = project.files.find((file) => file.path === work.activePath);
    if (open) this.#store.setState({ activePath: open.path });
  }

  #offerAside(): void {
    const aside = this.#keeper.readAside();
    if (!aside) return;
    this.#offer = this.#say(sentences.aside, {
      label: 'Bring it here',
      run: () => {
        this.#keeper.dropAside();
        this.#shows.replace(projectOfWork(aside, this.#input.start));
      },
    });
  }

  #enterConflict(): void {
    clearTimeout(this.#timer);
    if (this.#timer !== undefined) this.#changedInConflict = true;
    this.#timer = undefined;
    this.#store.setState({ save: { kind: 'unsaved', reason: sentences.unsaved } });
    this.#conflict = this.#say(sentences.changed, { label: 'Load that version', run: () => this.#takeTheirs() });
  }

  #leaveConflict(): void {
    this.#conflict = null;
    this.#changedInConflict = false;
    this.#keeper.dropAside();
  }

  #keepMine(): void {
    this.#leaveConflict();
    this.#store.setState({ notice: null });
    this.#keeper.accept();
    this.#save();
  }

  /** Shows what the other tab saved last; what was here can be brought back. */
  #takeTheirs(): void {
    const { work } = this.#keeper.load();
    this.#leaveConflict();
    const mine = this.#store.getState().project;
    if (work) this.#restoreWork(work);
    else this.#shows.show(this.#input.start);
    if (sameProject(mine, this.#store.getState().project)) {
      this.#store.setState({ notice: null });
      return;
    }
    this.#shows.keep(mine);
    this.#say('The version of the other tab is here now.', {
      label: 'Undo',
      run: () => this.#store.getState().undoReset(),
    });
  }
}
