import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ContentError, parseContent, readJson, readText, remember } from './source';

describe('reading content', () => {
  it.each([
    ['a file that is not there', () => readText('content/none.json'), 'content/none.json: does not exist'],
    [
      'a generated file that is not there',
      () => readJson('content/none.generated.json'),
      'content/none.generated.json: does not exist; run npm run generate',
    ],
    ['a file that is not JSON', () => readJson('vitest.config.ts'), /^vitest\.config\.ts: is not JSON/],
    ['a folder', () => readText('content'), /^content: cannot be read/],
  ])('names %s', (_, read, message) => {
    expect(read).toThrow(ContentError);
    expect(read).toThrow(message);
  });

  it('names file, place and reason of what does not fit the schema, all at once', () => {
    const schema = z.object({ size: z.object({ bytes: z.number() }), title: z.string() });
    const parse = () => parseContent('content/x.json', schema, { size: { bytes: 'many' } });
    expect(parse).toThrow(/^content\/x\.json: size\.bytes: .*; title: /);
  });

  it('gives what the schema makes of the value', () => {
    expect(parseContent('x', z.object({ tags: z.array(z.string()).default([]) }), {})).toEqual({ tags: [] });
  });

  it('reads once while the files stay as they are, and again when the list of files changes', () => {
    let files = ['package.json'];
    let reads = 0;
    const read = remember(
      () => files,
      () => ++reads,
    );
    expect([read(), read()]).toEqual([1, 1]);
    files = ['package.json', 'tsconfig.json'];
    expect([read(), read()]).toEqual([2, 2]);
  });
});
