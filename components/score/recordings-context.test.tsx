// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConnectAnalyzer } from '@/components/workbench/analyzer-service';
import { WorkbenchProvider } from '@/components/workbench/store';
import { connectDirectly } from '@/components/workbench/testing';
import { analyze } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';
import { readRecordings } from '@/lib/content/recordings';
import { shortenRecording } from '@/lib/recordings/brief';
import { RecordingsProvider, useRecordings } from './recordings-context';

// The analyzer itself, without the worker around it, which this environment lacks.
vi.mock('@/components/workbench/worker-analyzer', () => ({
  connectWorkerAnalyzer: (...parameters: Parameters<ConnectAnalyzer>) => connectDirectly(...parameters),
}));

const today = '2026-11-21';
const brief = readRecordings().map(shortenRecording);
const own = brief.find(({ origin, instructions }) => origin !== 'published' && instructions.length > 0);
if (!own) throw new Error('There are recordings of our own.');

function Said() {
  const { state, shown, match } = useRecordings();
  return (
    <p>{[state, shown.map(({ id }) => id).join(' ') || 'none shown', match?.recording.id ?? 'no match'].join(' | ')}</p>
  );
}

/** A page whose Dockerfile is that of the recording. */
function renderPage(shown: readonly string[], application?: string) {
  const text = `${own?.instructions.join('\n')}\n`;
  const start = { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text }], bulk: [] };
  const startAnalysis = analyze(start, { catalog: readCatalog(), today });
  render(
    <WorkbenchProvider input={{ scope: { kind: 'playground' }, start, solution: null, startAnalysis, today }}>
      <RecordingsProvider shown={shown} {...(application !== undefined && { application })}>
        <Said />
      </RecordingsProvider>
    </WorkbenchProvider>,
  );
}

function answer(response: () => Promise<Response>): void {
  vi.stubGlobal('fetch', vi.fn(response));
  // A touch screen, where the analyzer waits for the first touch.
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
}
const patience = { timeout: 10_000 };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe('the recordings of a page', () => {
  it('are loaded after the page, shown in the order asked for, and one is that of the Dockerfile', async () => {
    answer(async () => Response.json(brief));
    renderPage(['hefner-slim', 'hefner-ubuntu']);
    expect(screen.getByText('loading | none shown | no match')).toBeTruthy();
    expect(await screen.findByText(`ready | hefner-slim hefner-ubuntu | ${own.id}`, {}, patience)).toBeTruthy();
  });

  it('leave out those of other applications where a lesson is about one', async () => {
    answer(async () => Response.json(brief));
    renderPage(['hefner-slim'], 'another-application');
    expect(await screen.findByText('ready | hefner-slim | no match', {}, patience)).toBeTruthy();
  });

  it('are said to be missing where they cannot be loaded', async () => {
    answer(async () => new Response('', { status: 503 }));
    renderPage([]);
    expect(await screen.findByText('missing | none shown | no match', {}, patience)).toBeTruthy();
  });
});
