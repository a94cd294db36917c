import { describe, expect, it } from 'vitest';
import { catalog, makeProject, today } from '../build/testing/project';
import { type Change, whatIf } from '../index';

const dockerfile = [
  'ARG PYTHON=3.13',
  'FROM python:${PYTHON}-slim AS build',
  'COPY --from=astral/uv:0.9.5 /uv /usr/local/bin/',
  'ARG VERSION=1',
  'COPY requirements.txt .',
  'RUN uv pip install --prefix=/install -r requirements.txt',
  'FROM build AS test',
  'COPY . .',
  'FROM python:${PYTHON}-slim',
  'COPY --from=build /install /usr/local',
  'COPY main.py .',
  '',
].join('\n');
const files = { 'requirements.txt': 'pika==1.3.2\n', 'main.py': 'import pika\n', 'notes.md': '' };

const cases: readonly { readonly why: string; readonly change: Change; readonly runs: readonly string[] }[] = [
  { why: 'nothing changes', change: { kind: 'nothing' }, runs: [] },
  { why: 'the program is edited', change: { kind: 'edit', path: 'main.py' }, runs: ['2:2'] },
  { why: 'a file that only the tests take in is edited', change: { kind: 'edit', path: 'notes.md' }, runs: [] },
  {
    why: 'the requirements are edited',
    change: { kind: 'edit', path: 'requirements.txt' },
    runs: ['0:3', '0:4', '2:1', '2:2'],
  },
  {
    why: 'a requirement is added',
    change: { kind: 'requirement', path: 'requirements.txt', requirement: 'pymongo==4.10.1' },
    runs: ['0:3', '0:4', '2:1', '2:2'],
  },
  { why: 'the base image moves', change: { kind: 'base-image' }, runs: ['0:1', '0:3', '0:4', '2:1', '2:2'] },
  {
    why: 'a build argument of the stage changes: the install runs, and leaves the same',
    change: { kind: 'build-argument', name: 'VERSION', value: '2' },
    runs: ['0:4'],
  },
  {
    why: 'a build argument above the first FROM chooses another image',
    change: { kind: 'build-argument', name: 'PYTHON', value: '3.12' },
    runs: ['0:1', '0:3', '0:4', '2:1', '2:2'],
  },
  { why: 'the cache is left aside', change: { kind: 'no-cache' }, runs: ['0:1', '0:3', '0:4', '2:1', '2:2'] },
  { why: 'the tests are built after the image', change: { kind: 'target', target: 'test' }, runs: ['1:1'] },
];

describe('whatIf', () => {
  it.each(cases)('$why', ({ change, runs }) => {
    const summary = whatIf({ project: makeProject(dockerfile, files), options: { catalog, today } }, change);
    expect(summary.steps.filter(({ outcome }) => outcome === 'again').map(({ id }) => id)).toEqual(runs);
    expect(summary.reason === null).toBe(runs.length === 0);
  });

  it('is plain data, with lines and the seconds of each step', () => {
    const summary = whatIf(
      { project: makeProject(dockerfile, files), options: { catalog, today } },
      { kind: 'nothing' },
    );
    expect(structuredClone(summary)).toEqual(summary);
    expect(summary.steps.map(({ line, stageName }) => [line, stageName])).toEqual([
      [3, 'build'],
      [5, 'build'],
      [6, 'build'],
      [10, null],
      [11, null],
    ]);
  });
});
