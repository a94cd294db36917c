import { describe, expect, it } from 'vitest';
import { readRecordings } from '../content/recordings';
import { compareRows, sumCauses } from './compare-rows';
import type { Recording } from './schema';

type Build = Pick<Recording, 'steps' | 'instructions' | 'layers' | 'size'>;

const step = (name: string, kind: Recording['steps'][number]['kind'], seconds: number, bytes?: number) => ({
  name,
  kind,
  seconds,
  cached: false,
  ...(bytes === undefined ? {} : { bytes }),
});

const ubuntu: Build = {
  instructions: [],
  size: { bytes: 600, kind: 'classic', roundedTo: 1 },
  steps: [
    step('FROM ubuntu:24.04', 'base', 7),
    step('RUN apt-get install -y python3-pip', 'run', 75, 450),
    step('RUN pip install flask', 'run', 9, 50),
    step('exporting to image', 'export', 15),
  ],
};
const slim: Build = {
  instructions: [],
  size: { bytes: 200, kind: 'classic', roundedTo: 1 },
  steps: [
    step('FROM python:3.13-slim', 'base', 5),
    step('RUN pip install --no-cache-dir flask', 'run', 8, 40),
    step('exporting to image', 'export', 3),
  ],
};
const listed: Build = {
  steps: [],
  size: undefined,
  instructions: ['FROM python:3.13-slim', 'ENV A=1', 'RUN pip install flask', 'CMD ["python"]'],
};

describe('compareRows', () => {
  it('says of each step whether it stayed, changed, went or came', () => {
    const rows = compareRows(ubuntu, slim).map(({ change, from, to }) => [
      change,
      from?.name ?? null,
      to?.name ?? null,
    ]);
    expect(rows).toEqual([
      ['changed', 'FROM ubuntu:24.04', 'FROM python:3.13-slim'],
      ['removed', 'RUN apt-get install -y python3-pip', null],
      ['changed', 'RUN pip install flask', 'RUN pip install --no-cache-dir flask'],
      ['same', 'exporting to image', 'exporting to image'],
    ]);
  });

  it('aligns steps with the instructions of a source that tells no steps, and leaves their figures unknown', () => {
    const rows = compareRows(ubuntu, listed);
    expect(rows.map((row) => row.change)).toEqual(['changed', 'removed', 'same']);
    expect(rows.at(-1)?.to).toMatchObject({ seconds: null, bytes: null });
  });

  it('aligns the instructions, configuration included, where neither tells steps', () => {
    const other = { ...listed, instructions: ['FROM python:3.13-slim', 'ENV A=2', 'RUN pip install flask'] };
    expect(compareRows(listed, other).map((row) => [row.from?.kind, row.change])).toEqual([
      ['base', 'same'],
      ['configuration', 'removed'],
      [undefined, 'added'],
      ['run', 'same'],
      ['configuration', 'removed'],
    ]);
  });

  it('is empty where one tells neither', () => {
    expect(compareRows(ubuntu, { steps: [], instructions: [], size: undefined, layers: undefined })).toEqual([]);
  });
});

describe('sumCauses', () => {
  it('sums bytes and seconds by what they went into; the base has what no step made', () => {
    expect(sumCauses(ubuntu, slim)).toEqual([
      { cause: 'base', seconds: { from: 7, to: 5 }, bytes: { from: 100, to: 160 } },
      { cause: 'os-packages', seconds: { from: 75, to: 0 }, bytes: { from: 450, to: 0 } },
      { cause: 'python-packages', seconds: { from: 9, to: 8 }, bytes: { from: 50, to: 40 } },
      { cause: 'export', seconds: { from: 15, to: 3 }, bytes: { from: 0, to: 0 } },
    ]);
  });

  it('does not know what a source does not tell', () => {
    expect(sumCauses(ubuntu, listed)[0]).toEqual({
      cause: 'base',
      seconds: { from: 7, to: null },
      bytes: { from: 100, to: null },
    });
  });

  it('takes the bytes of layers where there is a history', () => {
    const layers = [
      { createdBy: 'ADD file:abc in /', bytes: 80, roundedTo: 1, ofBase: true },
      { createdBy: 'RUN pip install flask', bytes: 9, roundedTo: 1 },
      { createdBy: 'CMD ["python"]', bytes: 0, roundedTo: 1 },
    ];
    const bytes = sumCauses({ ...ubuntu, layers }, slim).map(({ cause, bytes: { from } }) => [cause, from]);
    expect(bytes).toContainEqual(['base', 80]);
    expect(bytes).toContainEqual(['python-packages', 9]);
  });

  it('adds up to the size for every recording of ours that tells all its layers', () => {
    for (const one of readRecordings().filter(
      (each) => each.size?.kind === 'classic' && each.steps.some((s) => s.bytes),
    )) {
      const sum = sumCauses(one, one).reduce((total, { bytes }) => total + (bytes.from ?? 0), 0);
      expect(Math.abs(sum - (one.size?.bytes ?? 0)), one.id).toBeLessThanOrEqual((one.size?.bytes ?? 0) * 0.02);
    }
  });
});
