import { describe, expect, it } from 'vitest';
import { panes, percentOf, readPanes } from './panes';

describe('the size of a pane', () => {
  it('is a share of the window within its bounds', () => {
    expect(percentOf(panes.instrument, 700, 1400)).toBe(50);
    expect(percentOf(panes.instrument, 10, 1400)).toBe(panes.instrument.minimum);
    expect(percentOf(panes.instrument, 1390, 1400)).toBe(panes.instrument.maximum);
    expect(percentOf(panes.editor, 300, 0)).toBe(panes.editor.minimum);
  });

  const texts: readonly [string, string | null, object][] = [
    ['nothing saved', null, {}],
    ['damaged text', '{', {}],
    ['another shape', '"wide"', {}],
    ['null', 'null', {}],
    ['a size out of bounds', '{"instrument": 99, "editor": 40}', { editor: 40 }],
    ['a size that is no number', '{"dock": "40dvh"}', {}],
    ['sizes as saved', '{"instrument": 52.5, "dock": 30}', { instrument: 52.5, dock: 30 }],
  ];
  it.each(texts)('is read back from %s', (_, text, sizes) => {
    expect(readPanes(text)).toEqual(sizes);
  });
});
