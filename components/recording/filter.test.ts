import { describe, expect, it } from 'vitest';
import { recording } from '@/lib/recordings/schema';
import { describeEntry, passes } from './filter';

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
);
const all = { text: '', origin: '', works: '' };

describe('passes', () => {
  it.each([
    [all, true, 'passes where nothing narrows'],
    [{ ...all, text: 'SLIM flask' }, true, 'finds every word, whatever its case and place'],
    [{ ...all, text: 'slim django' }, false, 'misses where one word is missing'],
    [{ ...all, text: 'ada' }, true, 'searches the author'],
    [{ ...all, origin: 'published' }, true, 'keeps its origin'],
    [{ ...all, origin: 'ours' }, false, 'drops the other origin'],
    [{ ...all, works: 'no' }, true, 'keeps those that do not work as printed'],
    [{ ...all, works: 'yes' }, false, 'drops them where only working ones are wanted'],
  ])('with %j: %s (%s)', (filter, expected) => {
    expect(passes(entry, filter)).toBe(expected);
  });
});
