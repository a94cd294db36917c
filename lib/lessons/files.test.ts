import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlayFiles } from './files';

const file = (path: string, text = path) => ({ path, text });

describe('laying files over others', () => {
  it('replaces files of the same path, adds new ones and keeps the rest', () => {
    const files = overlayFiles([file('a', 'under'), file('b')], [file('a', 'over'), file('c')]);
    expect(files).toEqual([file('a', 'over'), file('b'), file('c')]);
  });

  it('leaves out removed files', () => {
    expect(overlayFiles([file('a'), file('b')], [], ['a', 'unknown'])).toEqual([file('b')]);
  });

  it('keeps a file that is removed below and added above', () => {
    expect(overlayFiles([file('a', 'under')], [file('a', 'over')], ['a'])).toEqual([file('a', 'over')]);
  });

  it('gives each path once, sorted, with the upper text', () => {
    const files = fc.uniqueArray(fc.record({ path: fc.string(), text: fc.string() }), { selector: (one) => one.path });
    fc.assert(
      fc.property(files, files, (under, over) => {
        const result = overlayFiles(under, over);
        const paths = result.map((one) => one.path);
        expect(paths).toEqual([...new Set([...under, ...over].map((one) => one.path))].sort());
        for (const one of over) expect(result).toContainEqual(one);
      }),
    );
  });
});
