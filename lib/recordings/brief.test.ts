import { describe, expect, it } from 'vitest';
import { readRecordings } from '@/lib/content/recordings';
import { shortenRecording } from './brief';

describe('recordings for the browser', () => {
  it('keep what they are matched and compared by, and leave out what only their own page shows', () => {
    const all = readRecordings();
    const short = all.map(shortenRecording);
    expect(
      short.map(({ id, instructions, requirements, size, seconds }) => [id, instructions, requirements, size, seconds]),
    ).toEqual(
      all.map(({ id, instructions, requirements, size, seconds }) => [id, instructions, requirements, size, seconds]),
    );
    expect(short.some((recording) => 'contents' in recording || 'layers' in recording)).toBe(false);
  });
});
