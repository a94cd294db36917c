import { describe, expect, it } from 'vitest';
import { recording } from '@/lib/recordings/schema';
import { describeEntry, passes, sortGroups } from './filter';

const entry = describeEntry(
  recording.parse({
    id: 'one',
    title: 'Flask app',
    summary: 'Shows a base.',
    origin: 'published',
    source: { author: 'Ada', title: 'On images', date: '2025-01' },
    circumstances: [],
    base: 'python:3.13-slim',
    works: false,
  }),
  ['full-base'],
);
const all = { text: '', origin: '', works: '', rule: '' };

describe('passes', () => {
  it.each([
    [all, true, 'passes where nothing narrows'],
    [{ ...all, text: 'SLIM flask' }, true, 'finds every word, whatever its case and place'],
    [{ ...all, text: 'slim django' }, false, 'misses where one word is missing'],
    [{ ...all, text: 'ada' }, true, 'searches the author'],
    [{ ...all, origin: 'published' }, true, 'keeps its origin'],
    [{ ...all, origin: 'ours' }, false, 'drops the other origin'],
    [{ ...all, works: 'no' }, true, 'keeps those that do not work as printed'],
    [{ ...all, rule: 'full-base' }, true, 'keeps those that show the rule'],
    [{ ...all, rule: 'root-user' }, false, 'drops those that show other rules'],
    [{ ...all, works: 'yes' }, false, 'drops them where only working ones are wanted'],
  ])('with %j: %s (%s)', (filter, expected) => {
    expect(passes(entry, filter)).toBe(expected);
  });
});

describe('sortGroups', () => {
  const group = (name: string, ...sizes: number[]) => ({
    name,
    entries: sizes.map((bytes) => ({
      ...entry,
      bytes,
      seconds: 100 - bytes,
      date: bytes > 50 ? '2026-01' : '2025-01',
    })),
  });
  const groups = [group('a', 10, 9), group('b', 90, 80), group('c', 60, 5), group('d', 0)];

  it.each([
    ['', 'abcd', 'leaves them'],
    ['saved', 'cbad', 'by what the smallest saves against the largest'],
    ['size', 'bcad', 'by the largest image'],
    ['time', 'dcab', 'by the longest build'],
    ['toString', 'abcd', 'leaves them where the order is none of ours'],
  ])('%j gives %s: %s', (order, expected) => {
    const names = sortGroups(groups, order).map((one) => one.name);
    expect(names.join('')).toBe(expected);
  });
});
