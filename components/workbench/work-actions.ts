import { applyFix } from '@/lib/analyzer/fixes/apply';
import type { Project } from '@/lib/analyzer/project';
import type { AnalyzerDesk } from './analyzer-desk';
import { checkNewPath, hasFile, sameProject, withFile, withoutFile, withRenamedFile, withText } from './project-edits';
import type { Notice, WorkbenchInput, WorkbenchState } from './types';

/** What actions work with: the page's state and the ways to change it. */
export interface Bench {
  readonly input: WorkbenchInput;
  readonly analyses: AnalyzerDesk;
  state(): WorkbenchState;
  set(part: Partial<WorkbenchState>): void;
  /** Finds saved work, where that has not been done yet. */
  open(): void;
  /** Shows an edited project, has it analysed and saved. */
  change(project: Project): void;
  /** The same for another project in place of the present one, which *Undo* can bring back. */
  replace(project: Project): void;
  /** What *Undo reset* brings back. */
  before(): Project | null;
  /** Has the work saved soon. */
  schedule(): void;
  /** A message was dismissed by the reader. */
  dismissed(notice: Notice | null): void;
  say(text: string, action?: Notice['action']): void;
  /** Takes a message away that has done its work. */
  retire(notice: Notice | null): void;
  measureOn(machine: WorkbenchState['machine']): void;
}

type FileActions = Pick<
  WorkbenchState,
  'setText' | 'openFile' | 'addFile' | 'renameFile' | 'removeFile' | 'revealRange'
>;

type ProjectActions = Pick<
  WorkbenchState,
  'replaceProject' | 'applyFix' | 'applyStep' | 'reset' | 'undoReset' | 'dismissNotice'
>;

type LessonActions = Pick<WorkbenchState, 'revealHint' | 'revealSolution' | 'markGoalsMet'>;

type Questions = Pick<WorkbenchState, 'baseImages' | 'setMachine' | 'recordedMachine' | 'whatIf' | 'plan'>;

/** Everything that a page does with its work; see `WorkbenchState` for what each means. */
export function workActions(bench: Bench): FileActions & ProjectActions & LessonActions & Questions {
  return { ...fileActions(bench), ...projectActions(bench), ...lessonActions(bench), ...questions(bench) };
}

function fileActions(bench: Bench): FileActions {
  const { state, set, change, say } = bench;
  return {
    setText: (path, text) => change(withText(state().project, path, text)),
    openFile: (path) => {
      if (path === state().activePath || !hasFile(state().project, path)) return;
      set({ activePath: path });
      if (state().save.kind !== 'untouched') bench.schedule();
    },
    addFile: (path, text) => {
      const refusal = checkNewPath(state().project, path);
      if (refusal) return say(refusal);
      change(withFile(state().project, { path, text }));
      set({ activePath: path });
    },
    renameFile: (path, to) => {
      const { project, activePath } = state();
      if (path === to || !hasFile(project, path)) return;
      const refusal = checkNewPath(withoutFile(project, path), to);
      if (refusal) return say(refusal);
      change(withRenamedFile(project, path, to));
      if (activePath === path) set({ activePath: to });
    },
    removeFile: (path) => removeFile(bench, path),
    revealRange: (path, start, end) => {
      if (!hasFile(state().project, path)) return;
      set({ activePath: path, reveal: { path, start, end, serial: (state().reveal?.serial ?? 0) + 1 } });
    },
  };
}

/** Takes a file out and offers to bring it back to its place. */
function removeFile({ state, set, change, say, retire }: Bench, path: string): void {
  const { project } = state();
  const index = project.files.findIndex((file) => file.path === path);
  const file = project.files[index];
  if (!file) return;
  if (path === project.dockerfile) {
    say('The Dockerfile stays: without it there is nothing to build.');
    return;
  }
  change(withoutFile(project, path));
  const bringBack = () => {
    const now = state().project;
    const refusal = checkNewPath(now, file.path);
    if (refusal) return say(refusal);
    change({ ...now, files: now.files.toSpliced(index, 0, file) });
    set({ activePath: file.path });
    retire(state().notice);
  };
  say(`Removed ${path}.`, { label: 'Bring it back', run: bringBack });
}

function projectActions(bench: Bench): ProjectActions {
  const { input, state, change, replace, say, retire } = bench;
  return {
    replaceProject: (project) => {
      bench.open();
      if (sameProject(project, state().project)) return;
      const replaced = state().project;
      replace(project);
      if (!sameProject(replaced, input.start)) {
        say('Your earlier files were replaced.', { label: 'Bring them back', run: () => state().undoReset() });
      }
    },
    applyFix: (fix) => {
      const result = applyFix(state().project, fix);
      if (result.ok) change(result.project);
      else say(`The fix no longer fits the text: ${result.refusal.message} Wait for the new analysis and try again.`);
    },
    applyStep: (project, said) => {
      const before = state().project;
      change(project);
      const takeBack = () => {
        change(before);
        retire(state().notice);
      };
      say(said, { label: 'Undo', run: takeBack });
    },
    reset: () => {
      if (!sameProject(state().project, input.start)) replace(input.start);
    },
    undoReset: () => {
      const before = bench.before();
      if (before) replace(before);
    },
    dismissNotice: () => {
      const { notice } = state();
      retire(notice);
      bench.dismissed(notice);
    },
  };
}

function lessonActions({ state, set, schedule }: Bench): LessonActions {
  return {
    revealHint: () => {
      set({ hintsRevealed: state().hintsRevealed + 1 });
      schedule();
    },
    revealSolution: () => {
      if (state().solutionRevealed) return;
      set({ solutionRevealed: true });
      schedule();
    },
    markGoalsMet: (ids) => {
      const known = new Set(state().goalsMet);
      const fresh = ids.filter((id) => !known.has(id));
      if (fresh.length === 0) return;
      set({ goalsMet: [...known, ...new Set(fresh)] });
      schedule();
    },
  };
}

function questions({ analyses, state, measureOn }: Bench): Questions {
  return {
    baseImages: () => analyses.baseImages(),
    setMachine: (machine) => {
      analyses.chooseMachine(machine);
      measureOn(machine);
    },
    recordedMachine: () => analyses.recordedMachine(),
    whatIf: (change) => analyses.whatIf(state().project, change),
    plan: () => analyses.plan(state().project),
  };
}
