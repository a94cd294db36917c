import { describe, expect, it } from 'vitest';
import { readRecordings } from '@/lib/content/recordings';
import { listComparisons, progressions } from './progressions';

describe('listComparisons', () => {
  it('has every step of every progression, since all their recordings are there', () => {
    const comparisons = listComparisons(readRecordings());
    expect(comparisons.map(({ name }) => name)).toEqual(progressions.map(({ name }) => name));
    expect(comparisons[0]?.href).toBe('/recordings/compare?a=hefner-ubuntu&b=hefner-slim');
  });

  it('leaves out what is not there', () => {
    expect(listComparisons([])).toEqual([]);
  });
});
