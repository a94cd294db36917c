import { describe, expect, it } from 'vitest';
import { formatBytes, formatSeconds } from './figures';
import { formatAbout, formatRange, speakRange } from './range';

describe('a range', () => {
  const cases: readonly [string, number, number, string | null][] = [
    ['names a shared unit once', 560e6, 610e6, '560–610 MB'],
    ['names both units where they differ', 980e6, 1_100e6, '980 MB – 1.1 GB'],
    ['is not shown where both ends read the same', 560.1e6, 560.2e6, null],
  ];
  it.each(cases)('%s', (_, low, high, text) => {
    expect(formatRange({ low, likely: (low + high) / 2, high }, formatBytes)).toBe(text);
  });

  it('keeps minutes and seconds apart', () => {
    expect(formatRange({ low: 125, likely: 130, high: 140 }, formatSeconds)).toBe('2 min 5 s – 2 min 20 s');
  });

  it('is spoken in words', () => {
    expect(speakRange({ low: 560e6, likely: 590e6, high: 610e6 }, formatBytes)).toBe('from 560 MB to 610 MB');
    expect(speakRange({ low: 8e6, likely: 8e6, high: 8e6 }, formatBytes)).toBe('exactly 8 MB');
  });

  it('says about only where there is a range', () => {
    expect(formatAbout({ low: 8e6, likely: 8e6, high: 8e6 }, formatBytes)).toBe('8 MB');
    expect(formatAbout({ low: 7e6, likely: 8e6, high: 9e6 }, formatBytes)).toBe('about 8 MB');
  });
});
