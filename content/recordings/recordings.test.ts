import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '@/lib/analyzer/syntax/parse';
import { readProject } from '@/lib/content/projects';
import { readRecordings } from '@/lib/content/recordings';
import { readText } from '@/lib/content/source';
import { normalizeInstructions } from '@/lib/recordings/instructions';

const files = readdirSync('content/recordings').filter((name) => name.endsWith('.json'));
const recordings = readRecordings();

describe('the recordings', () => {
  it('are one file each, named by their id', () => {
    expect(files.toSorted()).toEqual(recordings.map(({ id }) => `${id}.json`).toSorted());
  });

  it('have one place each in their series', () => {
    const places = recordings.flatMap(({ series, order }) => (series === undefined ? [] : [`${series} ${order}`]));
    expect(new Set(places).size).toBe(places.length);
  });

  it('hold every figure that the four articles report', () => {
    const figures = recordings
      .filter((recording) => recording.origin === 'published')
      .map(({ id, size, seconds }) => [id, size?.bytes ?? null, seconds ?? null]);
    expect(figures).toEqual([
      ['burch-full', 1_090_000_000, 50.276],
      ['burch-ubuntu', 541_000_000, 71.7],
      ['burch-alpine', 128_000_000, 28.436],
      ['hefner-ubuntu', 589_982_747, 115.1],
      ['hefner-slim', 150_981_771, 30.9],
      ['optimize-full', 800_000_000, null],
      ['optimize-multi-stage', 150_000_000, null],
      ['small-full', 958_000_000, null],
      ['small-alpine', 139_000_000, null],
      ['small-layer-caching', 139_000_000, null],
      ['small-multi-stage', 125_000_000, null],
      ['small-stripped', 70_000_000, null],
    ]);
  });
});

describe.each(recordings)('$id', (recording) => {
  const { size, seconds, steps, parts, instructions, circumstances, standIn, origin } = recording;

  it('tells its circumstances', () => {
    expect(circumstances.length).toBeGreaterThan(0);
  });

  it('names no machine, path or address', () => {
    const text = readText(`content/recordings/${recording.id}.json`);
    expect(text).not.toMatch(/\b(?!0\.0\.0\.0\b|127\.0\.0\.1\b)\d{1,3}(?:\.\d{1,3}){3}\b/);
    expect(text).not.toMatch(/\/(?:work|Users|mnt)\/|\/tmp\/layerwise|\/home\/(?!app\b)/);
    expect(text).not.toMatch(/https?:\/\//);
  });

  it('has steps whose times fit into the whole, side by side where a build has stages', () => {
    if (seconds === undefined || steps.length === 0) return;
    const sum = steps.reduce((total, step) => total + step.seconds, 0);
    const stages = instructions.filter((instruction) => instruction.startsWith('FROM ')).length;
    // The log rounds every step to a tenth of a second.
    expect(sum).toBeLessThanOrEqual(seconds * stages + steps.length * 0.05);
    expect(sum).toBeGreaterThan(seconds * 0.9 - 1);
  });

  it('has layers and parts that fit into the image', () => {
    const layers = steps.reduce((total, step) => total + (step.bytes ?? 0), 0);
    expect(layers).toBeLessThan(size?.bytes ?? Number.POSITIVE_INFINITY);
    const stated = parts.reduce((total, part) => total + part.bytes, 0);
    expect(stated).toBeLessThanOrEqual(size?.bytes ?? Number.POSITIVE_INFINITY);
  });

  it('prints its size as it stands, where the source prints it', () => {
    if (size?.text === undefined) return;
    const [, number, unit] = /([\d.]+)(MB|GB)?$/.exec(size.text) ?? [];
    const factor = unit === 'GB' ? 1e9 : unit === 'MB' ? 1e6 : 1;
    expect(Math.round(Number(number) * factor)).toBe(size.bytes);
    expect(size.bytes % size.roundedTo).toBe(0);
  });

  it('has instructions that Docker would read, in their normal form, on the base it names', () => {
    const dockerfile = parseDockerfile(instructions.join('\n'));
    expect(dockerfile.problems.filter((problem) => problem.fatal && instructions.length > 0)).toEqual([]);
    expect(normalizeInstructions(dockerfile)).toEqual(instructions);
    if (instructions.length > 0) {
      const images = instructions.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
      expect(images).toContain(recording.base);
    }
  });

  it('has sorted requirements, and a project that exists', () => {
    expect(recording.requirements).toEqual([...recording.requirements].sort());
    if (recording.project !== undefined) expect(readProject(recording.project)).toBeDefined();
  });

  it('says that it stands in for an official image exactly where it is ours', () => {
    expect(standIn).toBe(origin === 'ours');
  });

  it('explains why it does not work, where it does not', () => {
    if (!recording.works) expect(recording.note).toMatch(/As printed it (?:does not build|builds)/);
  });

  it('has rebuilds that run nothing without a change, and what the cold build ran after one', () => {
    const names = new Set(steps.map((step) => step.name));
    for (const { edit, ran } of recording.rebuilds) {
      if (edit === 'nothing') expect(ran).toEqual([]);
      // An edit of the Dockerfile may bring steps that the cold build had not.
      if (edit.startsWith('a comment added to ')) expect(ran.filter((name) => !names.has(name))).toEqual([]);
    }
  });
});
