import { describe, expect, it } from 'vitest';
import { readRecording, readRecordings } from '../content/recordings';
import { compareRecordings } from './compare';
import { type Recording, recording } from './schema';

function recorded(changes: Partial<Recording> = {}): Recording {
  return recording.parse({
    id: 'one',
    title: 'One',
    summary: 'One.',
    origin: 'published',
    source: { author: 'A', title: 'T', date: '2026-01' },
    circumstances: [],
    base: 'python:3.13',
    size: { bytes: 1_000_000_000, kind: 'classic' },
    seconds: 60,
    ...changes,
  });
}

const size = (bytes: number, kind: 'classic' | 'containerd' | 'unstated') => ({ bytes, kind, roundedTo: 1 });

describe('comparing sizes', () => {
  it('subtracts sizes of one kind', () => {
    const { bytes } = compareRecordings(recorded(), recorded({ size: size(400_000_000, 'classic') }));
    expect(bytes).toMatchObject({ comparable: true, saved: 600_000_000, atLeast: false });
  });

  it('says what it saves as negative where the second is larger', () => {
    const { bytes } = compareRecordings(recorded({ size: size(1, 'classic') }), recorded({ size: size(3, 'classic') }));
    expect(bytes).toMatchObject({ saved: -2 });
  });

  it('takes the coarser precision', () => {
    const rounded = recorded({ size: { ...size(1_090_000_000, 'classic'), roundedTo: 10_000_000 } });
    expect(compareRecordings(rounded, recorded()).bytes).toMatchObject({ roundedTo: 10_000_000 });
  });

  it.each([
    ['the kinds differ', recorded(), recorded({ size: size(1, 'containerd') }), /unpacked layers.*compressed/],
    ['one kind is not stated', recorded(), recorded({ size: size(1, 'unstated') }), /does not state/],
    [
      'neither kind is stated and the sources differ',
      recorded({ size: size(2, 'unstated') }),
      recorded({ size: size(1, 'unstated'), source: { title: 'Other', date: '2026-01' } }),
      /Neither source/,
    ],
    ['one has no size', recorded({ title: 'First', size: undefined }), recorded(), /^First has no recorded size/],
    [
      'the other has no size',
      recorded(),
      recorded({ title: 'Second', size: undefined }),
      /^Second has no recorded size/,
    ],
    [
      'the first is only a bound',
      recorded({ size: { ...size(2, 'classic'), bound: 'below' } }),
      recorded(),
      /upper bound/,
    ],
  ])('gives a reason instead where %s', (_, from, to, reason) => {
    const { bytes } = compareRecordings(from, to);
    expect(bytes).toMatchObject({ comparable: false, reason: expect.stringMatching(reason) });
  });

  it('compares sizes of an unstated kind within one source', () => {
    const { bytes } = compareRecordings(
      recorded({ size: size(2, 'unstated') }),
      recorded({ size: size(1, 'unstated') }),
    );
    expect(bytes).toMatchObject({ comparable: true, saved: 1 });
  });

  it('says at least where the second size is an upper bound', () => {
    const { bytes } = compareRecordings(
      recorded(),
      recorded({ size: { ...size(70_000_000, 'classic'), bound: 'below' } }),
    );
    expect(bytes).toMatchObject({ comparable: true, atLeast: true, saved: 930_000_000 });
  });
});

describe('comparing times', () => {
  it('compares times of one source', () => {
    expect(compareRecordings(recorded(), recorded({ seconds: 45 })).seconds).toMatchObject({ saved: 15 });
  });

  it('does not compare times of different machines', () => {
    const other = recorded({ source: { title: 'Other', date: '2026-01' } });
    expect(compareRecordings(recorded(), other).seconds).toMatchObject({ comparable: false });
  });

  it('names the recording that has no time', () => {
    const { seconds } = compareRecordings(recorded(), recorded({ title: 'Timeless', seconds: undefined }));
    expect(seconds).toEqual({ comparable: false, reason: 'Timeless has no recorded build time.' });
  });
});

describe('aligning steps', () => {
  const step = (name: string, kind: Recording['steps'][number]['kind'], seconds = 1) => ({
    name,
    kind,
    seconds,
    cached: false,
  });
  const from = recorded({
    steps: [
      step('FROM ubuntu:24.04', 'base'),
      step('RUN apt-get install', 'run'),
      step('RUN pip install', 'run', 9),
      step('exporting to image', 'export'),
    ],
  });
  const to = recorded({
    steps: [
      step('FROM python:3.13-slim', 'base'),
      step('RUN pip install', 'run', 4),
      step('COPY main.py .', 'copy'),
      step('exporting to image', 'export'),
    ],
  });

  it('pairs equal steps and what every build does, and leaves the rest alone', () => {
    const names = compareRecordings(from, to).steps.map((pair) => [pair.from?.name ?? null, pair.to?.name ?? null]);
    expect(names).toEqual([
      ['FROM ubuntu:24.04', 'FROM python:3.13-slim'],
      ['RUN apt-get install', null],
      ['RUN pip install', 'RUN pip install'],
      [null, 'COPY main.py .'],
      ['exporting to image', 'exporting to image'],
    ]);
  });

  it('is empty where one source tells no steps', () => {
    expect(compareRecordings(from, recorded()).steps).toEqual([]);
  });

  it('keeps every step of both, once and in order, for any two recordings that we have', () => {
    const all = readRecordings().filter((one) => one.steps.length > 0);
    for (const one of all) {
      for (const other of all) {
        const { steps } = compareRecordings(one, other);
        expect(steps.flatMap((pair) => pair.from ?? [])).toEqual(one.steps);
        expect(steps.flatMap((pair) => pair.to ?? [])).toEqual(other.steps);
      }
    }
  });
});

describe('caveats', () => {
  const find = (id: string) => {
    const found = readRecording(id);
    if (found === undefined) throw new Error(`there is no recording ${id}`);
    return found;
  };

  it('has none for two builds that differ in the Dockerfile only', () => {
    expect(compareRecordings(find('hefner-ubuntu'), find('hefner-slim')).caveats).toEqual([]);
  });

  it('names stand-ins, sources and requirements that differ', () => {
    const { caveats } = compareRecordings(find('hefner-slim'), find('queue-slim'));
    expect(caveats).toHaveLength(3);
  });
});
