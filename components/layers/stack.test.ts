import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contribution } from '@/lib/analyzer/build/types';
import { exactly } from '@/lib/analyzer/estimate';
import { spreadLabels, stackByKind, sumBands } from './stack';

const piece = (kind: Contribution['kind'], label: string, bytes: number): Contribution => ({
  kind,
  label,
  bytes: exactly(bytes),
});

describe('a stack', () => {
  it('has one band a kind, the base at the bottom and waste above what it came from', () => {
    const bands = stackByKind([
      piece('code', 'main.py', 1),
      piece('waste', 'apt lists', 20),
      piece('base', 'debian', 78),
    ]);
    expect(bands.map((band) => band.kind)).toEqual(['base', 'waste', 'code']);
  });

  it('adds up what is of one kind and names the largest part first', () => {
    const [band] = stackByKind([piece('os-packages', 'git', 3), piece('os-packages', 'gcc', 9)]);
    expect(band).toMatchObject({ likely: 12, parts: ['gcc', 'git'] });
  });

  it('leaves out what has no bytes', () => {
    expect(stackByKind([piece('caches', 'none', 0)])).toEqual([]);
  });

  it('sums every end of the range', () => {
    const bytes = { low: 1, likely: 2, high: 4, evidence: [], unknown: [] };
    const bands = stackByKind([
      { kind: 'base', label: 'a', bytes },
      { kind: 'code', label: 'b', bytes },
    ]);
    expect(sumBands(bands)).toEqual({ low: 2, likely: 4, high: 8 });
  });
});

describe('labels beside a stack', () => {
  it('stay in order, apart and within the height, wherever their bands are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 280, noNaN: true }), { maxLength: 8 }), (values) => {
        const centres = values.toSorted((a, b) => a - b);
        const placed = spreadLabels(centres, 24, 280);
        for (const [index, position] of placed.entries()) {
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(280);
          const next = placed[index + 1];
          if (next !== undefined) expect(next - position).toBeGreaterThanOrEqual(23.999);
        }
      }),
    );
  });

  it('stand at their centres where there is room', () => {
    expect(spreadLabels([40, 120, 200], 24, 280)).toEqual([40, 120, 200]);
  });
});
