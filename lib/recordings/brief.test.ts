import { describe, expect, it } from 'vitest';
import { readRecordings } from '@/lib/content/recordings';
import { listMatchable } from './brief';

describe('recordings for the browser', () => {
  it('keep what they are matched and compared by, and leave out what only their own page shows', () => {
    const all = readRecordings().filter(({ instructions }) => instructions.length > 0);
    const short = listMatchable(all);
    expect(
      short.map(({ id, instructions, requirements, size, seconds }) => [id, instructions, requirements, size, seconds]),
    ).toEqual(
      all.map(({ id, instructions, requirements, size, seconds }) => [id, instructions, requirements, size, seconds]),
    );
    expect(short.some((recording) => 'contents' in recording || 'layers' in recording)).toBe(false);
  });
});
