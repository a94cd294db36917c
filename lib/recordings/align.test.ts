import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlignableStep, alignSteps } from './align';

const step = (name: string): AlignableStep => ({
  name,
  kind: name.startsWith('FROM') ? 'base' : name.startsWith('COPY') ? 'copy' : 'run',
});

/** `=` equal, `~` changed, `-` only in the first, `+` only in the second. */
function draw(from: readonly string[], to: readonly string[]): string {
  return alignSteps(from.map(step), to.map(step))
    .map((pair) => (pair.from === null ? '+' : pair.to === null ? '-' : pair.similarity === 1 ? '=' : '~'))
    .join('');
}

describe('alignSteps', () => {
  it.each([
    [['RUN a'], ['RUN a'], '=', 'the same step'],
    [['RUN  a   b'], ['RUN a b'], '=', 'blanks do not count'],
    [['RUN a&&b'], ['RUN a && b'], '=', 'nor how commands are joined'],
    [['[build] RUN a'], ['RUN a'], '=', 'nor the stage'],
    [['FROM ubuntu:24.04'], ['FROM python:3.13-slim'], '=', 'bases pair as such'],
    [
      ['RUN pip install -r requirements.txt'],
      ['RUN pip install --no-cache-dir -r requirements.txt'],
      '~',
      'an option more',
    ],
    [['RUN apt-get update'], ['RUN pip install flask'], '-+', 'another command'],
    [['RUN a x', 'COPY . .'], ['COPY . .', 'RUN a x'], '-=+', 'moved: one of the two stays'],
    [
      ['COPY . .', 'RUN pip install -r r.txt'],
      ['COPY r.txt .', 'RUN pip install -r r.txt', 'COPY . .'],
      '~=+',
      'split',
    ],
    [[], ['RUN a'], '+', 'nothing before'],
    [['RUN a'], [], '-', 'nothing after'],
  ])('%j against %j is %s: %s', (from, to, expected) => {
    expect(draw(from, to)).toBe(expected);
  });

  it('takes a name that the terminal cut for the whole one', () => {
    const cut = { ...step('RUN apt-get update && apt-get inst'), nameIsCut: true };
    const [pair] = alignSteps([cut], [step('RUN apt-get update && apt-get install -y python3')]);
    expect(pair).toMatchObject({ from: 0, to: 0 });
  });

  const anySteps = fc.array(
    fc.constantFrom('FROM a', 'RUN pip install x', 'RUN pip install x y', 'COPY . .', 'RUN make', 'RUN apk add z'),
    { maxLength: 12 },
  );

  it('keeps every step of both, once and in order', () => {
    fc.assert(
      fc.property(anySteps, anySteps, (from, to) => {
        const pairs = alignSteps(from.map(step), to.map(step));
        expect(pairs.flatMap((pair) => pair.from ?? [])).toEqual(from.map((_, place) => place));
        expect(pairs.flatMap((pair) => pair.to ?? [])).toEqual(to.map((_, place) => place));
      }),
    );
  });

  it('pairs a build with itself step by step', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        expect(draw(steps, steps)).toBe('='.repeat(steps.length));
      }),
    );
  });

  it('pairs as much whichever of the two comes first', () => {
    fc.assert(
      fc.property(anySteps, anySteps, (from, to) => {
        const sum = (one: readonly string[], other: readonly string[]) =>
          alignSteps(one.map(step), other.map(step)).reduce((total, pair) => total + pair.similarity, 0);
        expect(sum(from, to)).toBeCloseTo(sum(to, from), 6);
      }),
    );
  });
});
