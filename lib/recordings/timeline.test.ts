import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordedStep } from './schema';
import { placeSteps } from './timeline';

function step(name: string, seconds: number, more: Partial<RecordedStep> = {}): RecordedStep {
  const kind = name.startsWith('FROM')
    ? 'base'
    : name.startsWith('COPY')
      ? 'copy'
      : name.startsWith('exporting')
        ? 'export'
        : name.startsWith('[internal] load metadata')
          ? 'metadata'
          : name.startsWith('[internal]')
            ? 'context'
            : 'run';
  return { name, seconds, kind, cached: false, ...more };
}

const twoStages = [
  step('[internal] load build definition from Dockerfile', 0.1),
  step('[internal] load metadata for python:3.13', 2),
  step('FROM python:3.13', 10, { stage: 'build', position: 1 }),
  step('[internal] load build context', 1),
  step('RUN pip wheel .', 30, { stage: 'build', position: 2 }),
  step('RUN apt-get update', 12, { stage: 'stage-1', position: 2 }),
  step('COPY --from=build /wheels .', 0.5, { stage: 'stage-1', position: 3 }),
  step('exporting to image', 4),
];

describe('placeSteps', () => {
  it('runs stages at the same time, and a COPY between them after the stage it copies from', () => {
    const { steps, seconds, starts, parallel } = placeSteps({ steps: twoStages });
    const start = Object.fromEntries(
      steps.map((timed) => [timed.step.name.split(' ').slice(0, 2).join(' '), timed.start]),
    );
    expect(start).toMatchObject({ 'RUN pip': 12.1, 'RUN apt-get': 12.1, 'COPY --from=build': 42.1 });
    expect([seconds, starts, parallel]).toEqual([46.6, 'derived', true]);
  });

  it('finds the steps without which the build would have been shorter', () => {
    const { steps, criticalSeconds } = placeSteps({ steps: twoStages });
    expect(steps.filter((timed) => timed.critical).map((timed) => timed.step.name.split(' ')[0])).toEqual([
      '[internal]',
      '[internal]',
      'FROM',
      'RUN',
      'COPY',
      'exporting',
    ]);
    expect(steps.find((timed) => timed.step.name === 'RUN apt-get update')?.critical).toBe(false);
    expect(criticalSeconds).toBeCloseTo(46.6);
  });

  it('takes the stage from the name where a recording writes it there', () => {
    const named = twoStages.map(({ stage, position: _, name, ...rest }) => ({
      ...rest,
      name: stage === 'build' && !name.startsWith('FROM') ? `[build] ${name}` : name,
    }));
    expect(placeSteps({ steps: named })).toMatchObject({ seconds: 46.6, parallel: true });
  });

  it('believes the times of the log where it has them', () => {
    const stamped = twoStages.map((one, index) => ({ ...one, startedAt: index * 10 }));
    const { steps, starts } = placeSteps({ steps: stamped, seconds: 80 });
    expect(starts).toBe('told');
    expect(steps.map((timed) => timed.start)).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
  });

  it('believes what the log says each step waited for', () => {
    const { steps } = placeSteps({
      steps: [step('RUN a', 5), step('RUN b', 3), step('RUN c', 1, { after: [1] })],
    });
    expect(steps.map((timed) => [timed.start, timed.critical])).toEqual([
      [0, true],
      [0, false],
      [3, false],
    ]);
  });

  it.each(['legacy', 'buildah'] as const)('runs the steps of %s one after another', (builder) => {
    const { steps, parallel } = placeSteps({ steps: [step('RUN a', 5), step('RUN b', 3)], builder });
    expect(steps.map((timed) => timed.start)).toEqual([0, 5]);
    expect(parallel).toBe(false);
  });

  it('says so where the log has no times', () => {
    expect(placeSteps({ steps: [step('RUN a', 0)] })).toMatchObject({ starts: 'none', seconds: 0, criticalSeconds: 0 });
    expect(placeSteps({ steps: [] })).toMatchObject({ starts: 'none', seconds: 0 });
  });

  it('takes any steps: never ends before it starts, and the critical path fits into the whole', () => {
    const anyStep = fc.record({
      name: fc.constantFrom(
        'RUN a',
        'COPY --from=x a b',
        'COPY . .',
        'FROM y',
        'exporting to image',
        '[internal] load build context',
      ),
      seconds: fc.integer({ min: 0, max: 100 }),
      stage: fc.constantFrom('x', 'stage-1'),
      position: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 20 }), (drawn) => {
        const { steps, seconds, criticalSeconds } = placeSteps({
          steps: drawn.map(({ name, seconds: taken, ...more }) => step(name, taken, more)),
        });
        for (const { start, end } of steps) expect(end).toBeGreaterThanOrEqual(start);
        expect(seconds).toBe(Math.max(0, ...steps.map(({ end }) => end)));
        expect(criticalSeconds).toBeLessThanOrEqual(seconds + 0.2 * steps.length);
      }),
    );
  });
});
