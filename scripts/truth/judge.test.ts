import { describe, expect, it } from 'vitest';
import { readCatalog } from '@/lib/content/catalog';
import { type Judgement, judge } from './judge';
import { errorOf, factorOf, median, summarise } from './report';
import { truth } from './schema';

const project = (dockerfile: string) => ({
  dockerfile: 'Dockerfile',
  files: [
    { path: 'Dockerfile', text: dockerfile },
    { path: 'app.py', text: 'print("up")\n' },
  ],
  bulk: [],
});

const dockerfile = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY app.py .\nCMD ["python", "app.py"]\n';

const real = (more: object) =>
  truth.parse({
    title: 'A test',
    measured: { engine: [], store: 'classic', platform: 'linux/amd64', date: '2026-11-21' },
    bases: [{ image: 'python:3.13-slim', bytes: 120_000_000 }],
    builds: true,
    starts: true,
    size: 120_000_012,
    layers: [
      { step: '0:1', line: 2, text: 'WORKDIR /app', bytes: 0 },
      { step: '0:2', line: 3, text: 'COPY app.py .', bytes: 12 },
    ],
    ...more,
  });

const run = (more: object = {}, text = dockerfile): Judgement =>
  judge('test', project(text), real(more), { catalog: readCatalog(), today: '2026-11-21' });

const comment = { name: 'a comment', files: { 'app.py': { append: '# x\n' } } };

describe('judging a case', () => {
  it('takes the real size of the base', () => {
    expect(run().size).toEqual({ real: 120_000_012, predicted: 120_000_012 });
  });

  it('finds no fault where there is none', () => {
    const judgement = run({ edits: [{ ...comment, ran: ['0:2'], reused: ['0:1'] }] });
    expect([judgement.missed, judgement.invented]).toEqual([[], []]);
    expect(judgement.edits).toMatchObject([{ missed: [], invented: [] }]);
  });

  it('tells steps that ran and were said to be reused, and the other way round', () => {
    const [edit] = run({ edits: [{ ...comment, ran: ['0:1'], reused: ['0:2'] }] }).edits;
    expect(edit).toMatchObject({ missed: ['0:1'], invented: ['0:2'] });
  });

  it('tells a failure that was not foretold', () => {
    expect(run({ builds: false, failure: { line: 3, message: 'no space' } }).missed).toEqual([
      'does not build: no space',
    ]);
    expect(run({ starts: false, start: { message: 'boom' } }).missed).toEqual(['does not start: boom']);
  });

  it('tells a failure that did not happen', () => {
    const { invented } = run({}, dockerfile.replace('app.py .', 'other.py .'));
    expect(invented[0]).toMatch(/^line 3: /);
  });

  it('tells a failure that is foretold for another line', () => {
    const broken = dockerfile.replace('app.py .', 'other.py .');
    expect(run({ builds: false, failure: { line: 3, message: 'x' } }, broken).missed).toEqual([]);
    expect(run({ builds: false, failure: { line: 4, message: 'x' } }, broken).missed).toEqual([
      'fails in line 4, not in 3: x',
    ]);
  });
});

describe('the figures', () => {
  const targets = { medianSize: 0.03, worstSize: 0.08, timeFactor: 1.5 };

  it('are shares and factors', () => {
    expect(errorOf({ real: 100, predicted: 90 })).toBeCloseTo(-0.1);
    expect(factorOf({ real: 2, predicted: 1 })).toBe(2);
    expect([median([3, 1, 2]), median([1, 2]), median([])]).toEqual([2, 1.5, 0]);
  });

  it('miss no target where everything is right', () => {
    expect(summarise([run()], targets).broken).toEqual([]);
  });

  it('miss every target that a case breaks', () => {
    const wrong = run({ size: 200_000_000, starts: false, edits: [{ ...comment, ran: ['0:1'], reused: [] }] });
    const text = summarise([wrong], targets).broken.join('\n');
    for (const word of ['median', 'worst', 'reuse', 'missed']) expect(text).toContain(word);
  });
});
