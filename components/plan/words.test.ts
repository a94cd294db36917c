import { describe, expect, it } from 'vitest';
import { describeFigures, describeSavings } from './words';

const none = { bytes: 0, coldSeconds: 0, editSeconds: 0, points: 0, failures: 0 };
const exactly = (value: number) => ({ low: value, likely: value, high: value, evidence: [], unknown: [] });

describe('the words of a plan', () => {
  it.each([
    ['nothing', none, [], []],
    ['a failure before all else', { ...none, failures: 1, points: 30 }, ['mends a failure', '30 points'], []],
    [
      'bytes and seconds',
      { ...none, bytes: 429e6, coldSeconds: 86 },
      ['429 MB less', '86 s less for a cold build'],
      [],
    ],
    ['what a step costs', { ...none, bytes: -400_000, points: 1 }, ['1 point'], ['400 kB more']],
    ['seconds after every edit', { ...none, editSeconds: 8.4 }, ['8.4 s less after every edit'], []],
    ['nothing that is within the model’s error', { ...none, bytes: 20_000, coldSeconds: 0.1 }, [], []],
  ])('tell %s', (_, savings, saves, costs) => {
    expect(describeSavings(savings)).toEqual({ saves, costs });
  });

  it('tell where a project stands, and that it does not work', () => {
    const figures = {
      points: 28,
      letter: 'F',
      failures: 1,
      bytes: exactly(580e6),
      cold: exactly(1),
      edit: exactly(1),
    } as const;
    expect(describeFigures(figures)).toBe('F (28 points), about 580 MB, and it does not work');
    expect(describeFigures({ ...figures, failures: 0 })).toBe('F (28 points), about 580 MB');
  });
});
