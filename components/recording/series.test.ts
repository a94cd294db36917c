import { describe, expect, it } from 'vitest';
import { readRecordings } from '@/lib/content/recordings';
import { type Recording, recording } from '@/lib/recordings/schema';
import { changeSince, groupSeries, scaleOf, sortByUse, titleOf } from './series';

function make(id: string, bytes: number, more: Record<string, unknown> = {}): Recording {
  return recording.parse({
    id,
    title: id,
    summary: '',
    origin: 'published',
    source: { title: 'On images', date: '2025-01' },
    circumstances: [],
    base: 'python:3.13',
    series: 'a',
    size: { bytes, kind: 'classic' },
    ...more,
  });
}

describe('groupSeries', () => {
  it('keeps the order and lets a recording without a series stand alone', () => {
    const groups = groupSeries([make('x', 2), make('y', 1), make('z', 1, { series: undefined })]);
    expect(groups.map((group) => [group.id, group.recordings.length])).toEqual([
      ['a', 2],
      ['z', 1],
    ]);
  });
});

describe('titleOf', () => {
  it('gives every series that we have another title', () => {
    const titles = groupSeries(readRecordings()).map(titleOf);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('calls a series that nobody named by its first build', () => {
    expect(titleOf({ id: 'nobody', recordings: [make('x', 9), make('y', 4)] })).toBe('x, and what followed');
  });
});

describe('scaleOf', () => {
  it('takes the largest size', () => {
    expect(scaleOf({ id: 'a', recordings: [make('x', 4), make('y', 9)] })).toBe(9);
  });

  it('gives a scale where no size is known', () => {
    expect(scaleOf({ id: 'a', recordings: [make('x', 1, { size: undefined })] })).toBe(1);
  });
});

describe('changeSince', () => {
  it('is the difference where both count the same', () => {
    expect(changeSince(make('x', 900), make('y', 400))).toBe(-500);
  });

  it('says nothing where there is none before', () => {
    expect(changeSince(undefined, make('y', 4))).toBeNull();
  });

  it.each([
    [{ size: { bytes: 4, kind: 'compressed' } }, 'the kinds differ'],
    [{ size: { bytes: 4, kind: 'classic', bound: 'below' } }, 'only a bound is known'],
    [{ size: { bytes: 9, kind: 'classic' } }, 'nothing changed'],
  ])('says nothing of %j: %s', (after, _reason) => {
    expect(changeSince(make('x', 9), make('y', 4, after))).toBeNull();
  });
});

describe('sortByUse', () => {
  it('puts what the lessons show first, and keeps the order of the rest', () => {
    const series = ['a', 'b', 'c', 'd'].map((id) => ({ id, recordings: [make(id, 1)] }));
    expect(sortByUse(series, ['d', 'b']).map((entry) => entry.id)).toEqual(['d', 'b', 'a', 'c']);
  });
});
