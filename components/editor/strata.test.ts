import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepCost } from './costs';
import { bandsOf, blendBands, layOutBands, ribbonPath } from './strata';

const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);

function cost(id: string, bytes: number): StepCost {
  return { id, line: 1, lastLine: 1, note: null, sentence: null, fails: false, bytes, kind: 'base', waste: 0 };
}

describe('layOutBands', () => {
  it('gives each band its share of the height', () => {
    expect(layOutBands([300, 100], 400)).toEqual([
      { top: 0, height: 300 },
      { top: 300, height: 100 },
    ]);
  });

  it('keeps what is there but small visible', () => {
    const [large, small] = layOutBands([1_000_000_000, 6_000], 400);
    expect(small?.height).toBe(2);
    expect(large?.height).toBe(398);
  });

  it('gives nothing no height', () => {
    expect(layOutBands([0, 5, 0], 100).map((band) => band.height)).toEqual([0, 100, 0]);
  });

  it('shares evenly where there is no room for two pixels each', () => {
    expect(layOutBands([9, 1, 1], 3).map((band) => band.height)).toEqual([1, 1, 1]);
  });

  it('lays out nothing without bytes or without height', () => {
    expect(layOutBands([0, 0], 100).map((band) => band.height)).toEqual([0, 0]);
    expect(layOutBands([1, 2], 0).map((band) => band.height)).toEqual([0, 0]);
  });

  it('fills the height without gaps, larger shares never shorter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(2_000_000_000), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 2_000 }),
        (bytes, height) => {
          const bands = layOutBands(bytes, height);
          if (sum(bytes) > 0) expect(sum(bands.map((band) => band.height))).toBeCloseTo(height, 6);
          let top = 0;
          for (const band of bands) {
            expect(band.top).toBeCloseTo(top, 6);
            top += band.height;
          }
          const order = bytes.map((value, index) => ({ value, height: bands[index]?.height ?? 0 }));
          order.sort((a, b) => a.value - b.value);
          for (const [index, entry] of order.entries()) {
            expect(entry.height).toBeGreaterThanOrEqual((order[index - 1]?.height ?? 0) - 1e-6);
          }
        },
      ),
    );
  });
});

describe('bandsOf', () => {
  it('leaves out steps that add nothing to the image', () => {
    expect(bandsOf([cost('0:0', 5), cost('0:1', 0), cost('0:2', 5)], 10).map((band) => band.id)).toEqual([
      '0:0',
      '0:2',
    ]);
  });
});

describe('blendBands', () => {
  const from = bandsOf([cost('a', 100)], 100);
  const to = bandsOf([cost('a', 50), cost('b', 50)], 100);

  it('begins where the bands were and ends where they should be', () => {
    expect(blendBands(from, to, 0)[0]).toMatchObject({ top: 0, height: 100 });
    expect(blendBands(from, to, 1)).toBe(to);
  });

  it('lets a new band grow from nothing', () => {
    expect(blendBands(from, to, 0)[1]).toMatchObject({ top: 50, height: 0 });
    const half = blendBands(from, to, 0.5)[1]?.height ?? 0;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(50);
  });
});

describe('ribbonPath', () => {
  it('ties the band to its lines', () => {
    expect(ribbonPath({ top: 0, height: 40 }, { top: 8, bottom: 28 }, 30)).toBe(
      'M0 0C15 0 15 8 30 8V28C15 28 15 40 0 40Z',
    );
  });
});
