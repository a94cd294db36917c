import { describe, expect, it } from 'vitest';
import { measureColdBuild } from './schedule';
import { measureImage, sumKinds } from './sizes';
import { consumer, walk } from './testing/project';

const install = ['COPY requirements.txt .', 'RUN pip install --no-cache-dir -r requirements.txt'];
const start = ['COPY src/main.py main.py', 'CMD ["python", "main.py"]'];
const environment = ['ENV PATH="/opt/venv/bin:$PATH"', ...install];

const ubuntu = [
  'FROM ubuntu:24.04',
  'RUN apt-get update && apt-get install -y python3 python3-pip python3-venv',
  'WORKDIR /app',
  'RUN python3 -m venv /opt/venv',
  ...environment,
  ...start,
];
const slim = ['FROM python:3.13-slim', 'WORKDIR /app', 'RUN python -m venv /opt/venv', ...environment, ...start];
const multiStage = [
  'FROM python:3.13-slim AS builder',
  'WORKDIR /app',
  'RUN python -m venv /opt/venv',
  ...environment,
  'FROM python:3.13-slim',
  'WORKDIR /app',
  'COPY --from=builder /opt/venv /opt/venv',
  'ENV PATH="/opt/venv/bin:$PATH"',
  ...start,
];

const flask = { 'requirements.txt': 'flask\n', 'app.py': 'from flask import Flask\n' };
const build = (lines: readonly string[], files: Readonly<Record<string, string>> = consumer) =>
  walk(`${lines.join('\n')}\n`, files);

describe('the size of a recorded build is met', () => {
  it.each([
    ['Ubuntu with apt and a virtual environment', ubuntu, consumer, 589_982_747, 0.1],
    ['the slim image with a virtual environment', slim, consumer, 150_981_771, 0.1],
    [
      'the full image with Flask, published to the nearest 10 MB',
      ['FROM python:3.11', 'COPY . /app', 'RUN pip install -r /app/requirements.txt'],
      flask,
      1_090_000_000,
      0.1,
    ],
    [
      'Ubuntu 22.04 with pip and Flask, published to the nearest MB',
      [
        'FROM ubuntu:22.04',
        'RUN apt-get update && apt-get install -y python3 python3-pip',
        'COPY . /app',
        'RUN pip3 install -r /app/requirements.txt',
      ],
      flask,
      541_000_000,
      0.1,
    ],
  ] as const)('%s', (_, lines, files, recorded, tolerance) => {
    const { classic } = measureImage(build(lines, files));
    expect(Math.abs(classic.likely / recorded - 1)).toBeLessThan(tolerance);
    expect(classic.low).toBeLessThan(recorded);
    expect(classic.high).toBeGreaterThan(recorded);
  });
});

it('ranks the progression of the lessons as it was measured', () => {
  const [first, second, third] = [ubuntu, slim, multiStage].map((lines) => measureImage(build(lines)).classic.likely);
  expect(first).toBeGreaterThan((second ?? 0) * 3);
  expect(second).toBeGreaterThan(third ?? 0);
});

it('has three sizes: compressed below classic below containerd', () => {
  for (const lines of [ubuntu, slim, multiStage]) {
    const { classic, containerd, compressed } = measureImage(build(lines));
    expect(compressed.likely).toBeLessThan(classic.likely);
    expect(classic.likely).toBeLessThan(containerd.likely);
  }
});

it('counts the containerd store as a published measurement does', () => {
  // python:3.14-slim was read as 192 MB there, of which 48.7 MB compressed.
  const { containerd } = measureImage(build(['FROM python:3.14-slim']));
  expect(Math.abs(containerd.likely / 192e6 - 1)).toBeLessThan(0.08);
});

it('adds the kinds up to the size', () => {
  for (const lines of [ubuntu, slim, multiStage]) {
    const walked = build(lines);
    const kinds = sumKinds(walked).reduce((total, entry) => total + entry.bytes.likely, 0);
    expect(kinds).toBeCloseTo(measureImage(walked).classic.likely, 0);
  }
});

it('counts the layers of the stages below the target', () => {
  const stacked = build([
    'FROM python:3.13-slim AS base',
    'RUN pip install flask',
    'FROM base',
    'RUN pip install redis',
  ]);
  const flat = build(['FROM python:3.13-slim', 'RUN pip install flask', 'RUN pip install redis']);
  expect(measureImage(stacked).classic.likely).toBe(measureImage(flat).classic.likely);
});

it('sees from the end of the image what a stage below has wasted', () => {
  const walked = build([
    'FROM python:3.13-slim AS base',
    'RUN apt-get update',
    'FROM base',
    'RUN rm -rf /var/lib/apt/lists',
  ]);
  expect(sumKinds(walked).find((entry) => entry.kind === 'waste')?.bytes.likely).toBeGreaterThan(15e6);
});

describe('the duration of a recorded build is met', () => {
  it.each([
    ['Ubuntu with apt', ubuntu, 115.1],
    ['the slim image', slim, 30.9],
  ] as const)('%s', (_, lines, recorded) => {
    const cold = measureColdBuild(build(lines));
    expect(cold.likely / recorded).toBeGreaterThan(1 / 1.5);
    expect(cold.likely / recorded).toBeLessThan(1.5);
    expect(cold.low).toBeLessThan(recorded);
    expect(cold.high).toBeGreaterThan(recorded);
  });

  it('is shorter on a machine that is faster in everything', () => {
    const machine = { name: 'fast', download: 100e6, disk: 200e6, processor: 4 };
    const text = `${ubuntu.join('\n')}\n`;
    const fast = measureColdBuild(walk(text, consumer, { machine }));
    expect(fast.likely).toBeLessThan(measureColdBuild(walk(text, consumer)).likely / 3);
  });

  it('runs stages side by side', () => {
    const stage = (name: string) => [`FROM python:3.13-slim AS ${name}`, 'RUN pip install django'];
    const both = build([
      ...stage('one'),
      ...stage('two'),
      'FROM python:3.13-slim',
      'COPY --from=one /tmp /a',
      'COPY --from=two /tmp /b',
    ]);
    const one = build([...stage('one'), 'FROM python:3.13-slim', 'COPY --from=one /tmp /a', 'COPY --from=one /tmp /b']);
    expect(measureColdBuild(both).likely).toBeCloseTo(measureColdBuild(one).likely, 5);
  });
});
