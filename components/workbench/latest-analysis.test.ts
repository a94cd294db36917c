import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Analysis } from '@/lib/analyzer/analysis';
import type { Project } from '@/lib/analyzer/project';
import type { AnalyzerConnection } from './analyzer-service';
import { LatestAnalysis } from './latest-analysis';
import { inputOf, projectOf, today, unasked } from './testing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const analysis: Analysis = inputOf().startAnalysis;
const [first, second, third] = ['1', '2', '3'].map((tag) => projectOf(`FROM a:${tag}\n`)) as [
  Project,
  Project,
  Project,
];

interface Call {
  readonly project: Project;
  readonly answer: (analysis: Analysis) => void;
  readonly refuse: (error: Error) => void;
}

/** An analyzer whose answers the test gives. */
function bench(options: { readonly ready?: () => Promise<void> } = {}) {
  const connections: { readonly calls: Call[]; stopped: boolean; readonly onBroken: (reason: string) => void }[] = [];
  const results: Project[] = [];
  const failures: string[] = [];
  const latest = new LatestAnalysis({
    request: () => ({ today, machine: null }),
    onResult: (project) => results.push(project),
    onFailure: (sentence) => failures.push(sentence),
    connect: (onBroken): AnalyzerConnection => {
      const connection = { calls: [] as Call[], stopped: false, onBroken };
      connections.push(connection);
      return {
        service: {
          ready: options.ready ?? (async () => {}),
          analyze: (project) =>
            new Promise((answer, refuse) => {
              connection.calls.push({ project, answer, refuse });
            }),
          ...unasked,
        },
        stop: () => {
          connection.stopped = true;
        },
      };
    },
  });
  return { latest, connections, results, failures };
}

const turn = () => vi.advanceTimersByTimeAsync(0);

describe('LatestAnalysis', () => {
  it('starts no analyzer before it is asked', () => {
    expect(bench().connections).toHaveLength(0);
  });

  it('runs one analysis at a time and then only the newest of those that waited', async () => {
    const { latest, connections, results } = bench();
    latest.request(first);
    await turn();
    latest.request(second);
    latest.request(third);
    const calls = connections[0]?.calls ?? [];
    expect(calls.map((call) => call.project)).toEqual([first]);
    calls[0]?.answer(analysis);
    await turn();
    expect(calls.map((call) => call.project)).toEqual([first, third]);
    calls[1]?.answer(analysis);
    await turn();
    expect(results).toEqual([first, third]);
  });

  it('replaces an analyzer that is silent for five seconds, and analyses what waited', async () => {
    const { latest, connections, results, failures } = bench();
    latest.request(first);
    await turn();
    latest.request(second);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(failures).toEqual([expect.stringMatching(/did not answer/)]);
    expect(connections).toHaveLength(2);
    expect(connections[0]?.stopped).toBe(true);
    expect(connections[1]?.calls.map((call) => call.project)).toEqual([second]);
    connections[0]?.calls[0]?.answer(analysis);
    connections[1]?.calls[0]?.answer(analysis);
    await turn();
    expect(results).toEqual([second]);
  });

  it('does not try the project again that made it silent', async () => {
    const { latest, connections } = bench();
    latest.request(first);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(connections).toHaveLength(1);
    latest.request(second);
    await turn();
    expect(connections[1]?.calls.map((call) => call.project)).toEqual([second]);
  });

  it('says why an analysis failed and goes on with the next', async () => {
    const { latest, connections, results, failures } = bench();
    latest.request(first);
    await turn();
    connections[0]?.calls[0]?.refuse(new Error('too deep'));
    await turn();
    expect(failures[0]).toMatch(/too deep/);
    latest.request(second);
    await turn();
    connections[0]?.calls[1]?.answer(analysis);
    await turn();
    expect(results).toEqual([second]);
  });

  it('waits for a slow load without losing patience', async () => {
    let load = () => {};
    const { latest, connections, failures } = bench({
      ready: () =>
        new Promise((resolve) => {
          load = resolve;
        }),
    });
    latest.request(first);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(failures).toEqual([]);
    load();
    await turn();
    expect(connections[0]?.calls).toHaveLength(1);
  });

  it('says that the analyzer could not be loaded, and tries again with the next edit only', async () => {
    const { latest, connections, failures } = bench({ ready: () => Promise.reject(new Error('offline')) });
    latest.request(first);
    await turn();
    expect(failures).toEqual([expect.stringMatching(/could not be loaded/)]);
    expect(connections).toHaveLength(1);
    latest.request(second);
    await turn();
    expect(connections).toHaveLength(2);
  });

  it('replaces an analyzer that dies', async () => {
    const { latest, connections, failures } = bench();
    latest.request(first);
    await turn();
    connections[0]?.onBroken('out of memory');
    expect(failures[0]).toMatch(/out of memory/);
    latest.request(second);
    await turn();
    expect(connections[1]?.calls).toHaveLength(1);
  });
});
