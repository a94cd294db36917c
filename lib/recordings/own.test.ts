import { describe, expect, it } from 'vitest';
import { readRecordings } from '../content/recordings';
import { compactRecording } from './compact';
import { cleanTitle, readRecordingFile, writeRecordingFile } from './own';
import { recording } from './schema';

describe('a recording as a file', () => {
  it('comes back as it was, whatever the recording', () => {
    for (const one of readRecordings()) {
      expect(readRecordingFile(writeRecordingFile({ ...one, origin: 'pasted' }))).toEqual({ ...one, origin: 'pasted' });
    }
  });

  it.each([
    ['', 'nothing'],
    ['{}', 'no file of ours'],
    ['{"product":"layerwise","kind":"recording","recording":{}}', 'a record that does not fit'],
    ['{"product":"layerwise"', 'a file that was cut'],
    ['{"product":"layerwise","work":[]}', 'an export of work'],
  ])('is not %j: %s', (text) => {
    expect(readRecordingFile(text)).toBeNull();
  });
});

describe('compactRecording', () => {
  it('leaves out only what the schema fills in again', () => {
    for (const one of readRecordings()) expect(recording.parse(compactRecording(one))).toEqual(one);
  });
});

describe('cleanTitle', () => {
  it.each([
    [' a\n b ', 'a b'],
    ['  ', null],
    ['x'.repeat(500), 'x'.repeat(120)],
  ])('of %j is %j', (title, expected) => {
    expect(cleanTitle(title)).toBe(expected);
  });
});
