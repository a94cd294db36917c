// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConnectAnalyzer } from '@/components/workbench/analyzer-service';
import { useWorkbench, WorkbenchProvider } from '@/components/workbench/store';
import { connectDirectly } from '@/components/workbench/testing';
import { analyze } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';
import { FailureNotice } from './failure-notice';
import { InstrumentProvider } from './instrument-context';

// The analyzer itself, without the worker around it, which this environment lacks.
vi.mock('@/components/workbench/worker-analyzer', () => ({
  connectWorkerAnalyzer: (...parameters: Parameters<ConnectAnalyzer>) => connectDirectly(...parameters),
}));

const today = '2026-11-21';
const works = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . /app\nCMD ["python", "app.py"]\n';

function Edits() {
  const text = useWorkbench((state) => state.project.files[0]?.text);
  const setText = useWorkbench((state) => state.setText);
  return (
    <>
      <pre data-testid="text">{text}</pre>
      <button type="button" onClick={() => setText('Dockerfile', works.replace('WORKDIR /app\n', ''))}>
        Delete WORKDIR
      </button>
      <button type="button" onClick={() => setText('Dockerfile', works.replace('WORKDIR /app', 'WORKDIR /srv'))}>
        Change WORKDIR
      </button>
    </>
  );
}

function renderPage() {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  const start = {
    dockerfile: 'Dockerfile',
    files: [
      { path: 'Dockerfile', text: works },
      { path: 'app.py', text: 'print("hello")\n' },
    ],
    bulk: [],
  };
  const startAnalysis = analyze(start, { catalog: readCatalog(), today });
  render(
    <WorkbenchProvider input={{ scope: { kind: 'playground' }, start, solution: null, startAnalysis, today }}>
      <InstrumentProvider>
        <FailureNotice />
        <Edits />
      </InstrumentProvider>
    </WorkbenchProvider>,
  );
}

const patience = { timeout: 10_000 };

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

describe('an edit that breaks', () => {
  it('is named with its line, and a press takes it back', async () => {
    const user = userEvent.setup();
    renderPage();
    expect(screen.queryByRole('list', { name: 'Failures' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Delete WORKDIR' }));
    const back = await screen.findByRole('button', { name: 'Bring the line back' }, patience);
    expect(back.parentElement?.textContent).toContain('It worked with line 2, WORKDIR /app.');
    expect(screen.getByRole('list', { name: 'Failures' }).textContent).toContain('The container does not start');
    await user.click(back);
    await vi.waitFor(() => expect(screen.queryByRole('list', { name: 'Failures' })).toBeNull(), patience);
    expect(screen.getByTestId('text').textContent).toBe(works);
  });

  it('is named by what the line said before', async () => {
    const user = userEvent.setup();
    renderPage();
    await user.click(screen.getByRole('button', { name: 'Change WORKDIR' }));
    const back = await screen.findByRole('button', { name: 'Put the line back' }, patience);
    expect(back.parentElement?.textContent).toContain('It worked while line 2 said WORKDIR /app.');
  });
});
