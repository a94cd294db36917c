// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Findings } from '@/components/score/findings';
import { InstrumentProvider } from '@/components/score/instrument-context';
import { InstrumentHead } from '@/components/score/instrument-head';
import type { ConnectAnalyzer } from '@/components/workbench/analyzer-service';
import { useWorkbench, WorkbenchProvider } from '@/components/workbench/store';
import { connectDirectly } from '@/components/workbench/testing';
import { analyze } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';
import { readLesson } from '@/lib/content/lessons';
import { GoalList, GoalStrip } from './goals';
import { Hints } from './hints';
import { LessonProvider } from './lesson-context';
import { ResetWork } from './reset-work';
import { Solution } from './solution';

const today = '2026-11-21';
const catalog = readCatalog();

// The analyzer itself, without the worker around it, which this environment lacks.
vi.mock('@/components/workbench/worker-analyzer', () => ({
  connectWorkerAnalyzer: (...parameters: Parameters<ConnectAnalyzer>) => connectDirectly(...parameters),
}));

// Monaco's comparison needs a browser; the text's, which comes first there too, does not.
vi.mock('@/components/editor/diff/monaco-diff', () => ({ MonacoDiff: () => null }));

const found = readLesson('queue-consumer', '02-slim');
if (!found) throw new Error('The second lesson exists.');
const lesson = found;

function SolutionKey() {
  const replace = useWorkbench((state) => state.replaceProject);
  return (
    <button type="button" onClick={() => replace(lesson.solution)}>
      Solve
    </button>
  );
}

function renderLesson() {
  return render(
    <WorkbenchProvider
      input={{
        scope: { kind: 'lesson', track: lesson.track, name: lesson.name, version: lesson.meta.version },
        start: lesson.start,
        solution: lesson.solution,
        startAnalysis: analyze(lesson.start, { catalog, today }),
        today,
      }}
    >
      <InstrumentProvider editedPath="src/main.py">
        <LessonProvider
          goals={lesson.meta.goals}
          next={{ href: '/lessons/queue-consumer/03-multi-stage', title: 'Next one' }}
        >
          <InstrumentHead />
          <GoalStrip />
          <GoalList />
          <Findings />
          <Hints hints={lesson.meta.hints.map((text) => ({ text, content: <p>{text}</p> }))} />
          <Solution />
          <ResetWork />
          <SolutionKey />
        </LessonProvider>
      </InstrumentProvider>
    </WorkbenchProvider>,
  );
}

beforeEach(() => {
  localStorage.clear();
  // A touch screen: jsdom has no media queries, and no use for Monaco.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});
afterEach(cleanup);

describe('a lesson', () => {
  // What comes with the first press is read here: on a busy machine that takes longer than a test waits.
  beforeAll(() => import('@/components/editor/diff/diff-dialog'));

  it('shows at its start what is met and what is the case', () => {
    renderLesson();
    const goals = within(screen.getByRole('region', { name: 'Goals of this lesson' })).getAllByRole('listitem');
    expect(goals).toHaveLength(lesson.meta.goals.length);
    expect(goals[0]?.textContent).toContain('Met:');
    expect(goals[1]?.textContent).toContain('Not met yet:');
    expect(goals[1]?.textContent).toContain('The final image starts from python:3.13');
    expect(screen.queryByRole('link', { name: /Next one/ })).toBeNull();
  });

  it('tells what changed when goals are met, and then leads on', async () => {
    const user = userEvent.setup();
    renderLesson();
    await user.click(screen.getByRole('button', { name: 'Solve' }));
    expect(await screen.findByRole('link', { name: /Next one/ })).toBeTruthy();
    const said = document.querySelector('[aria-live="polite"]')?.textContent ?? '';
    expect(said).toContain('Base image: from python:3.13 to python:3.13-slim.');
    expect(said).toContain('All goals of this lesson are met.');
    expect(screen.getAllByText('All goals are met.')).toHaveLength(1);
  });

  it('keeps a goal apart that was met once and is not any more', async () => {
    const user = userEvent.setup();
    renderLesson();
    await user.click(screen.getByRole('button', { name: 'Solve' }));
    await screen.findByRole('link', { name: /Next one/ });
    await user.click(screen.getByRole('button', { name: 'Reset the files' }));
    expect(screen.getAllByText(/You met it before/).length).toBeGreaterThan(0);
    await user.click(screen.getByRole('button', { name: 'Bring your files back' }));
    expect(await screen.findByRole('link', { name: /Next one/ })).toBeTruthy();
  });

  it('reveals hints one at a time and remembers how many', async () => {
    const user = userEvent.setup();
    const { unmount } = renderLesson();
    await user.click(screen.getByRole('button', { name: /Show a hint/ }));
    await user.click(screen.getByRole('button', { name: /Show the next hint/ }));
    expect(screen.getAllByText(/^Hint \d$/)).toHaveLength(2);
    unmount();
    await act(async () => {
      renderLesson();
    });
    expect(screen.getAllByText(/^Hint \d$/)).toHaveLength(2);
  });

  it('asks once before it shows the solution', async () => {
    const user = userEvent.setup();
    renderLesson();
    await user.click(screen.getByRole('button', { name: 'Show the solution' }));
    await user.click(screen.getByRole('button', { name: 'Not yet' }));
    expect(screen.getByRole('button', { name: 'Show the solution' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show the solution' }));
    await user.click(screen.getByRole('button', { name: 'Show it' }));
    expect(await screen.findByRole('dialog', { name: 'Your files and the solution' })).toBeTruthy();
  });

  it('explains every lost point, with the rule and the place', async () => {
    const user = userEvent.setup();
    renderLesson();
    await user.click(screen.getByRole('button', { name: /^Score \d+ of 100/ }));
    const panel = within(screen.getByRole('region', { name: 'Score explained' }));
    expect(panel.getAllByRole('listitem').length).toBeGreaterThan(0);
    expect(panel.getByRole('link', { name: 'Rule full-base' }).getAttribute('href')).toBe('/rules/full-base');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Score explained' })).toBeNull();
  });

  it('tells the other two sizes of the image a press away', async () => {
    const user = userEvent.setup();
    renderLesson();
    await user.click(screen.getByRole('button', { name: /^Image size/ }));
    const panel = within(screen.getByRole('region', { name: 'Image size explained' }));
    for (const name of ['Classic store', 'containerd store', 'Compressed']) expect(panel.getByText(name)).toBeTruthy();
  });
});
