import { describe, expect, it } from 'vitest';
import { formatBytes, formatChange, formatSeconds, formatShare } from './figures';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [6_690, '6.7 kB'],
    [999_700, '1 MB'],
    [589_982_747, '590 MB'],
    [9_960_000, '10 MB'],
    [1_090_000_000, '1.09 GB'],
    [-84_000_000, '−84 MB'],
  ])('prints %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatSeconds', () => {
  it.each([
    [0, '0 s'],
    [0.24, '0.2 s'],
    [75.2, '75 s'],
    [115.1, '115 s'],
    [120, '2 min'],
    [125.4, '2 min 5 s'],
    [-9, '−9 s'],
  ])('prints %d seconds as %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});

describe('formatChange', () => {
  it('signs a growth and a saving, and says when nothing changed', () => {
    expect(formatChange(470e6, formatBytes)).toBe('+470 MB');
    expect(formatChange(-84, formatSeconds)).toBe('−84 s');
    expect(formatChange(0.01, formatSeconds)).toBe('no change');
  });
});

describe('formatShare', () => {
  it('prints whole percents and does not hide what is small', () => {
    expect(formatShare(1, 4)).toBe('25 %');
    expect(formatShare(1, 1000)).toBe('under 1 %');
    expect(formatShare(0, 10)).toBe('0 %');
  });
});
