import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readProjectFile } from '@/lib/analyzer/project';
import { workKey } from '@/lib/storage/scope';
import { createWorkbench, type Workbench } from './create-store';
import { connectDirectly, inputOf, MemoryStorage, projectOf, startProject } from './testing';
import type { WorkbenchInput } from './types';

const key = workKey(inputOf().scope);
const storage = new MemoryStorage();
const downloads: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  storage.entries.clear();
  storage.capacity = Number.POSITIVE_INFINITY;
  storage.blocked = false;
  downloads.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

function openWorkbench(input: WorkbenchInput = inputOf()): Workbench {
  const workbench = createWorkbench(input, {
    connectAnalyzer: connectDirectly,
    storage,
    now: () => Date.parse('2026-11-21T12:00:00Z'),
    download: (_project, name) => downloads.push(name),
    afterPaint: (run) => run(),
  });
  workbench.open();
  return workbench;
}

const state = (workbench: Workbench) => workbench.store.getState();
const textOf = (workbench: Workbench, path = 'Dockerfile') => readProjectFile(state(workbench).project, path);
/** Lets the analyzer answer and the throttled save run. */
const settle = () => vi.advanceTimersByTimeAsync(200);

/** Types into the Dockerfile and has it saved. */
async function write(workbench: Workbench, text: string): Promise<void> {
  state(workbench).setText('Dockerfile', text);
  await settle();
}

describe('an edit', () => {
  it('shows at once, and its analysis when the analyzer answers', async () => {
    const workbench = openWorkbench();
    state(workbench).setText('Dockerfile', 'FROM python:3.13-slim\n');
    expect(textOf(workbench)).toBe('FROM python:3.13-slim\n');
    expect(state(workbench).pending).toBe(true);
    expect(state(workbench).analysis).toBe(state(workbench).startAnalysis);
    await settle();
    expect(state(workbench).pending).toBe(false);
    expect(state(workbench).analysis.stages[0]?.base).toBe('python:3.13-slim');
  });

  it('back to the start needs no analyzer', async () => {
    const workbench = openWorkbench();
    await write(workbench, 'FROM alpine\n');
    state(workbench).setText('Dockerfile', startProject.files[0]?.text ?? '');
    expect(state(workbench).pending).toBe(false);
    expect(state(workbench).analysis).toBe(state(workbench).startAnalysis);
    expect(state(workbench).project).toBe(state(workbench).start);
  });

  it('of a file that is not there changes nothing', () => {
    const workbench = openWorkbench();
    state(workbench).setText('nowhere', 'x');
    expect(state(workbench).project).toBe(startProject);
  });

  it('by a fix changes the file that the fix names', () => {
    const workbench = openWorkbench();
    const edit = { file: 'Dockerfile', range: { start: 5, end: 16 }, text: 'python:3.13-slim' };
    state(workbench).applyFix({ title: 'Use slim', safety: 'safe', edits: [edit] });
    expect(textOf(workbench)).toMatch(/^FROM python:3\.13-slim\n/);
  });

  it('by a fix that no longer fits is refused with a sentence', () => {
    const workbench = openWorkbench();
    const edit = { file: 'Dockerfile', range: { start: 5_000, end: 5_001 }, text: '' };
    state(workbench).applyFix({ title: 'Cut', safety: 'safe', edits: [edit] });
    expect(state(workbench).project).toBe(startProject);
    expect(state(workbench).notice?.text).toMatch(/no longer fits/);
  });
});

describe('files', () => {
  it('are added, opened, renamed and removed; a removed one can be brought back where it was', () => {
    const workbench = openWorkbench();
    state(workbench).addFile('requirements.txt', 'flask\n');
    expect(state(workbench).activePath).toBe('requirements.txt');
    state(workbench).renameFile('requirements.txt', 'deps.txt');
    expect(state(workbench).activePath).toBe('deps.txt');
    state(workbench).removeFile('main.py');
    expect(state(workbench).project.files.map((file) => file.path)).toEqual(['Dockerfile', 'deps.txt']);
    state(workbench).notice?.action?.run();
    expect(state(workbench).project.files.map((file) => file.path)).toEqual(['Dockerfile', 'main.py', 'deps.txt']);
    expect(textOf(workbench, 'main.py')).toBe('print("hello")\n');
  });

  it('cannot take a path that is taken or leads out of the project', () => {
    const workbench = openWorkbench();
    for (const path of ['main.py', '../x', '/etc/passwd', '', 'a//b', 'main.py/x']) {
      state(workbench).addFile(path, '');
      expect(state(workbench).project).toBe(startProject);
      expect(state(workbench).notice?.text).toBeTruthy();
    }
  });

  it('do not lose their Dockerfile', () => {
    const workbench = openWorkbench();
    state(workbench).removeFile('Dockerfile');
    expect(state(workbench).project).toBe(startProject);
  });

  it('show the Dockerfile again when the open one is removed', () => {
    const workbench = openWorkbench();
    state(workbench).openFile('main.py');
    state(workbench).removeFile('main.py');
    expect(state(workbench).activePath).toBe('Dockerfile');
  });
});

describe('saved work', () => {
  it('is found again by a page opened later, with hints, goals and the open file', async () => {
    const first = openWorkbench();
    state(first).setText('Dockerfile', 'FROM alpine\n');
    state(first).openFile('main.py');
    state(first).revealHint();
    state(first).revealSolution();
    state(first).markGoalsMet(['slim', 'slim']);
    await settle();
    expect(state(first).save.kind).toBe('saved');
    first.close();

    const second = openWorkbench();
    expect(textOf(second)).toBe('FROM alpine\n');
    expect(state(second)).toMatchObject({
      activePath: 'main.py',
      hintsRevealed: 1,
      solutionRevealed: true,
      goalsMet: ['slim'],
    });
    expect(state(second).notice?.text).toMatch(/is back/);
  });

  it('is written when the page goes away before the throttle has run out', () => {
    const first = openWorkbench();
    state(first).setText('Dockerfile', 'FROM alpine\n');
    first.flush();
    expect(storage.entries.get(key)).toContain('FROM alpine');
  });

  it('is not written by looking alone', async () => {
    const workbench = openWorkbench();
    state(workbench).openFile('main.py');
    await settle();
    expect(storage.entries.size).toBe(0);
    expect(state(workbench).save.kind).toBe('untouched');
  });

  it('of an earlier version of the lesson is offered and not overwritten', async () => {
    await write(openWorkbench(inputOf(startProject, 1)), 'FROM alpine\n');
    const workbench = openWorkbench(inputOf(startProject, 2));
    expect(textOf(workbench)).toBe(startProject.files[0]?.text);
    expect(state(workbench).notice?.text).toMatch(/version 1/);
    state(workbench).notice?.action?.run();
    expect(textOf(workbench)).toBe('FROM alpine\n');
    expect(storage.entries.get(key)).toContain('FROM alpine');
  });

  it('that cannot be read is put aside, and the page says so', async () => {
    storage.entries.set(key, '{"format":0,"text":"precious"}');
    const workbench = openWorkbench();
    expect(state(workbench).notice?.text).toMatch(/put aside/);
    await write(workbench, 'FROM alpine\n');
    expect([...storage.entries.values()].some((text) => text.includes('precious'))).toBe(true);
  });

  it('that does not fit any more is said once, with the files to download', async () => {
    storage.capacity = 10;
    const workbench = openWorkbench();
    await write(workbench, 'FROM alpine\n');
    expect(state(workbench).save).toMatchObject({ kind: 'unsaved', reason: expect.stringMatching(/no room/) });
    state(workbench).notice?.action?.run();
    expect(downloads).toEqual(['layerwise-lesson']);
    state(workbench).dismissNotice();
    await write(workbench, 'FROM alpine:3\n');
    expect(state(workbench).notice).toBeNull();
    storage.capacity = Number.POSITIVE_INFINITY;
    await write(workbench, 'FROM alpine:3.22\n');
    expect(state(workbench).save.kind).toBe('saved');
  });

  it('in a browser that blocks storage leaves the page working', async () => {
    storage.blocked = true;
    const workbench = openWorkbench();
    expect(state(workbench).save.kind).toBe('unsaved');
    await write(workbench, 'FROM alpine\n');
    expect(textOf(workbench)).toBe('FROM alpine\n');
    expect(state(workbench).analysis.stages[0]?.base).toBe('alpine');
  });
});

describe('reset', () => {
  it('brings the start back, and the work again when it is undone', async () => {
    const workbench = openWorkbench();
    await write(workbench, 'FROM alpine\n');
    expect(state(workbench).canUndoReset).toBe(false);
    state(workbench).reset();
    expect(state(workbench).project).toBe(startProject);
    expect(state(workbench).canUndoReset).toBe(true);
    state(workbench).undoReset();
    expect(textOf(workbench)).toBe('FROM alpine\n');
    expect(state(workbench).canUndoReset).toBe(false);
  });

  it('undone after further edits keeps these for another undo', () => {
    const workbench = openWorkbench();
    state(workbench).setText('Dockerfile', 'FROM alpine\n');
    state(workbench).reset();
    state(workbench).setText('Dockerfile', 'FROM busybox\n');
    state(workbench).undoReset();
    expect(textOf(workbench)).toBe('FROM alpine\n');
    state(workbench).undoReset();
    expect(textOf(workbench)).toBe('FROM busybox\n');
  });

  it('of an untouched project does nothing', () => {
    const workbench = openWorkbench();
    state(workbench).reset();
    expect(state(workbench).canUndoReset).toBe(false);
  });
});

describe('another project', () => {
  it('takes the place of the work, which can be brought back', () => {
    const workbench = openWorkbench();
    state(workbench).setText('Dockerfile', 'FROM alpine\n');
    state(workbench).openFile('main.py');
    state(workbench).replaceProject(projectOf('FROM scratch\n'));
    expect(textOf(workbench)).toBe('FROM scratch\n');
    expect(state(workbench).activePath).toBe('Dockerfile');
    state(workbench).notice?.action?.run();
    expect(textOf(workbench)).toBe('FROM alpine\n');
  });
});

describe('two tabs with the same work', () => {
  async function twoTabs() {
    const here = openWorkbench();
    await write(here, 'FROM here\n');
    const there = openWorkbench();
    await write(there, 'FROM there\n');
    return { here, there };
  }

  it('do not overwrite each other: the first one asks before it saves again', async () => {
    const { here } = await twoTabs();
    here.lookForOtherTab();
    expect(state(here).notice?.text).toMatch(/another tab/);
    expect(state(here).save.kind).toBe('unsaved');
    await write(here, 'FROM here again\n');
    expect(storage.entries.get(key)).toContain('FROM there');
  });

  it('find each other out even where no event came', async () => {
    const { here } = await twoTabs();
    await write(here, 'FROM here again\n');
    expect(storage.entries.get(key)).toContain('FROM there');
    expect(state(here).notice?.text).toMatch(/another tab/);
  });

  it('can take the other version, and go back from it', async () => {
    const { here } = await twoTabs();
    here.lookForOtherTab();
    state(here).notice?.action?.run();
    expect(textOf(here)).toBe('FROM there\n');
    state(here).notice?.action?.run();
    expect(textOf(here)).toBe('FROM here\n');
    await settle();
    expect(storage.entries.get(key)).toContain('FROM here');
  });

  it('can keep their own version by dismissing the question', async () => {
    const { here } = await twoTabs();
    here.lookForOtherTab();
    state(here).dismissNotice();
    expect(storage.entries.get(key)).toContain('FROM here');
    expect(state(here).save.kind).toBe('saved');
  });

  it('keep asking when another message came in between, and save nothing until answered', async () => {
    const { here } = await twoTabs();
    here.lookForOtherTab();
    state(here).removeFile('main.py');
    expect(state(here).notice?.text).toMatch(/Removed/);
    state(here).dismissNotice();
    expect(state(here).notice?.text).toMatch(/another tab/);
    expect(storage.entries.get(key)).toContain('FROM there');
  });

  it('lose nothing when one is closed before it chose: its version is offered again', async () => {
    const { here } = await twoTabs();
    here.lookForOtherTab();
    await write(here, 'FROM here, unsaved\n');
    here.close();
    const later = openWorkbench();
    expect(textOf(later)).toBe('FROM there\n');
    expect(state(later).notice?.text).toMatch(/closed before you chose/);
    state(later).notice?.action?.run();
    expect(textOf(later)).toBe('FROM here, unsaved\n');
    expect(state(later).canUndoReset).toBe(true);
    await settle();
    later.close();
    expect(state(openWorkbench()).notice?.text).not.toMatch(/closed before you chose/);
  });

  it('hear nothing of their own saves', async () => {
    const here = openWorkbench();
    await write(here, 'FROM here\n');
    here.lookForOtherTab();
    expect(state(here).notice).toBeNull();
  });
});

describe('a finished analysis', () => {
  it('reaches listeners at once and the page after the next paint, of several the newest', async () => {
    const paints: (() => void)[] = [];
    const workbench = createWorkbench(inputOf(), {
      connectAnalyzer: connectDirectly,
      storage,
      now: () => 0,
      download: () => {},
      afterPaint: (run) => paints.push(run),
    });
    const heard: (string | undefined)[] = [];
    const stop = workbench.onAnalysis((_project, analysis) => heard.push(analysis.stages[0]?.base));
    await write(workbench, 'FROM a\n');
    await write(workbench, 'FROM b\n');
    expect(heard).toEqual(['a', 'b']);
    expect(state(workbench).pending).toBe(true);
    expect(paints).toHaveLength(1);
    paints[0]?.();
    expect(state(workbench).pending).toBe(false);
    expect(state(workbench).analysis.stages[0]?.base).toBe('b');
    stop();
    await write(workbench, 'FROM c\n');
    expect(heard).toEqual(['a', 'b']);
  });
});

describe('showing a place', () => {
  it('opens the file and asks anew each time', () => {
    const workbench = openWorkbench();
    state(workbench).revealRange('main.py', 1, 2);
    expect(state(workbench)).toMatchObject({ activePath: 'main.py', reveal: { path: 'main.py', start: 1, serial: 1 } });
    state(workbench).revealRange('main.py', 1, 2);
    expect(state(workbench).reveal?.serial).toBe(2);
  });
});
