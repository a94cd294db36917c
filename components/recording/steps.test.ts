import { describe, expect, it } from 'vitest';
import type { RecordedStep } from '@/lib/recordings/schema';
import { chartSteps } from './steps';

const step = (name: string, seconds: number, bytes?: number): RecordedStep => ({
  name,
  seconds,
  kind: 'run',
  cached: false,
  ...(bytes === undefined ? {} : { bytes }),
});

describe('chartSteps', () => {
  it('puts steps one after another where their sum is what the build took', () => {
    const chart = chartSteps({ steps: [step('a', 7), step('b', 2.1)], seconds: 9 });
    expect(chart.sequential).toBe(true);
    expect(chart.steps.map(({ start }) => start)).toEqual([0, 7]);
    expect(chart.scale).toBe(9.1);
  });

  it('draws only lengths where steps ran at the same time', () => {
    const chart = chartSteps({ steps: [step('a', 7), step('b', 6)], seconds: 8 });
    expect(chart.sequential).toBe(false);
    expect(chart.steps.map(({ start }) => start)).toEqual([0, 0]);
    expect(chart.scale).toBe(7);
  });

  it('counts what is too short to show, and keeps a short step that has bytes', () => {
    const chart = chartSteps({ steps: [step('a', 0), step('b', 0, 5_638), step('c', 3)], seconds: 3 });
    expect(chart.steps.map((entry) => entry.step.name)).toEqual(['b', 'c']);
    expect(chart.short.count).toBe(1);
  });

  it('has a scale even for a build without a step', () => {
    expect(chartSteps({ steps: [], seconds: undefined }).scale).toBeGreaterThan(0);
  });
});
