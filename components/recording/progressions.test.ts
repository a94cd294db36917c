import { describe, expect, it } from 'vitest';
import { readRecordings } from '@/lib/content/recordings';
import { listComparisons, progressions } from './progressions';

describe('listComparisons', () => {
  it('has every step of every progression, since all their recordings are there', () => {
    const steps = progressions.reduce((sum, { builds }) => sum + builds.length - 1, 0);
    const comparisons = listComparisons(readRecordings());
    expect(comparisons).toHaveLength(steps);
    expect(comparisons[0]).toEqual({
      href: '/recordings/compare?a=hefner-ubuntu&b=hefner-slim',
      name: 'Ubuntu to slim',
    });
    expect(new Set(comparisons.map(({ name }) => name)).size).toBe(steps);
  });

  it('leaves out what is not there', () => {
    expect(listComparisons([])).toEqual([]);
  });
});
