import { describe, expect, it } from 'vitest';
import { completeCatalog } from './complete';
import { findImageFigure } from './image-figures';

const provenance = { source: 'A test', date: '2026-11-21' };
const entry = (tags: string, unpackedBytes: number) => ({
  image: 'example.org/team/tool',
  tags,
  unpackedBytes,
  low: unpackedBytes,
  high: unpackedBytes,
  provenance,
});
const catalog = completeCatalog({
  imageFigures: [entry('*', 1), entry('*python{python}-slim', 2), entry('2.0{patch}', 3), entry('*-slim', 4)],
});

describe('the figure of an image', () => {
  it.each([
    ['latest', 1, null],
    ['0.9.7-python3.12-slim', 2, '3.12'],
    ['python3.12-slim', 2, '3.12'],
    ['2.0', 3, null],
    ['2.0.14', 3, null],
    ['2.0-slim', 4, null],
    ['2x0', 1, null],
  ])('of the tag %s is that of the closest pattern', (tag, bytes, python) => {
    const found = findImageFigure('example.org/team/tool', tag, catalog);
    expect(found?.record.unpackedBytes).toBe(bytes);
    expect(found?.python).toBe(python);
  });

  it('is none for an image that nobody wrote about', () => {
    expect(findImageFigure('tool', 'latest', catalog)).toBeNull();
  });
});
