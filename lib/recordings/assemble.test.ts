import { describe, expect, it } from 'vitest';
import { assembleRecording, type RecordedBuild } from './assemble';

const writing = `#9 exporting to image\n#9 writing image sha256:${'0'.repeat(64)} done\n#9 DONE 0.1s\n`;

const oneStage = `#1 [internal] load build definition from Dockerfile
#1 DONE 0.0s
#2 [1/4] FROM docker.io/library/python:3.13-slim
#2 DONE 0.0s
#3 [2/4] WORKDIR /app
#3 CACHED
#4 [3/4] RUN pip install pika==1.3.2
#4 DONE 2.5s
#5 [4/4] COPY main.py .
#5 DONE 0.1s
${writing}`;

const twoStages = `#1 [build 1/2] FROM docker.io/library/python:3.13-slim
#1 DONE 0.0s
#2 [stage-1 2/3] RUN useradd consumer
#2 DONE 0.3s
#3 [build 2/2] RUN python -m venv /opt/venv
#3 DONE 2.9s
#4 [stage-1 3/3] COPY --from=build /opt/venv /opt/venv
#4 DONE 0.2s
${writing}`;

const history = (...sizes: readonly number[]) =>
  sizes.map((size) => JSON.stringify({ CreatedBy: 'x', Size: String(size) })).join('\n');

const build: RecordedBuild = {
  id: 'one',
  title: 'One',
  summary: 'One.',
  source: { title: 'A test', date: '2026-11-21' },
  circumstances: ['None'],
  standIn: true,
  series: 'tests',
  order: 1,
  project: null,
  note: null,
  dockerfile:
    'FROM python:3.13-slim\nWORKDIR /app\nENV A=b\nRUN pip install pika==1.3.2\nCOPY main.py .\nCMD ["python", "main.py"]\n',
  requirements: ['pymongo==4.10.1', 'pika==1.3.2'],
  // Newest first: CMD, COPY, RUN, ENV, WORKDIR, then the base's.
  history: history(0, 5638, 900_000, 0, 0, 119_000_000),
  size: 119_905_638,
  cold: [{ log: oneStage, seconds: 3 }],
  rebuilds: [],
};

describe('assembling a recording', () => {
  it('joins the steps of the log with the layers of the history', () => {
    const { steps } = assembleRecording(build);
    expect(steps.map(({ name, seconds, cached, bytes }) => [name, seconds, cached, bytes])).toEqual([
      ['[internal] load build definition from Dockerfile', 0, false, undefined],
      ['FROM python:3.13-slim', 0, false, undefined],
      ['WORKDIR /app', 0, true, 0],
      ['RUN pip install pika==1.3.2', 2.5, false, 900_000],
      ['COPY main.py .', 0.1, false, 5638],
      ['exporting to image', 0.1, false, undefined],
    ]);
  });

  it('tells size, its kind, base, instructions and sorted requirements', () => {
    expect(assembleRecording(build)).toMatchObject({
      origin: 'ours',
      base: 'python:3.13-slim',
      size: { bytes: 119_905_638, kind: 'classic' },
      seconds: 3,
      instructions: [
        'FROM python:3.13-slim',
        'WORKDIR /app',
        'ENV A=b',
        'RUN pip install pika==1.3.2',
        'COPY main.py .',
        'CMD ["python", "main.py"]',
      ],
      requirements: ['pika==1.3.2', 'pymongo==4.10.1'],
    });
  });

  it('names the stage of earlier steps, and gives layers to those of the last stage only', () => {
    const { steps } = assembleRecording({
      ...build,
      dockerfile:
        'FROM python:3.13-slim AS build\nRUN python -m venv /opt/venv\nFROM python:3.13-slim\nRUN useradd consumer\nCOPY --from=build /opt/venv /opt/venv\n',
      history: history(25_000_000, 4317, 119_000_000),
      cold: [{ log: twoStages, seconds: 3.4 }],
    });
    expect(steps.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['[build] FROM python:3.13-slim', undefined],
      ['RUN useradd consumer', 4317],
      ['[build] RUN python -m venv /opt/venv', undefined],
      ['COPY --from=build /opt/venv /opt/venv', 25_000_000],
      ['exporting to image', undefined],
    ]);
  });

  it('gives layers to a stage that is the only one and has a name', () => {
    const { steps } = assembleRecording({
      ...build,
      dockerfile: 'FROM python:3.13-slim AS only\nRUN true\n',
      history: history(7),
      cold: [{ log: `#1 [only 2/2] RUN true\n#1 DONE 0.1s\n${writing}`, seconds: 1 }],
    });
    expect(steps[0]).toMatchObject({ bytes: 7 });
  });

  it('records the quickest of several builds, with its log', () => {
    const slow = { log: oneStage.replace('DONE 2.5s', 'DONE 8.5s'), seconds: 9 };
    const { seconds, steps } = assembleRecording({ ...build, cold: [slow, { log: oneStage, seconds: 4 }, slow] });
    expect(seconds).toBe(4);
    expect(steps.find((step) => step.kind === 'run')?.seconds).toBe(2.5);
  });

  it('notes which steps an edit ran again, and neither cached ones nor the export', () => {
    const log = oneStage.replace('#4 DONE 2.5s', '#4 CACHED');
    const rebuilds = [{ edit: 'a comment added to main.py', builds: [{ log, seconds: 0.123 }] }];
    expect(assembleRecording({ ...build, rebuilds }).rebuilds).toEqual([
      { edit: 'a comment added to main.py', seconds: 0.12, ran: ['COPY main.py .'] },
    ]);
  });

  it.each([
    [
      'a build that failed',
      { cold: [{ log: '#4 [2/2] RUN false\n#4 ERROR: exit code: 1\n', seconds: 1 }] },
      /^one: .*RUN false/,
    ],
    ['no build', { cold: [] }, /at least one build/],
    ['a Dockerfile without FROM', { dockerfile: 'RUN true\n' }, /no FROM/],
    ['an id that makes no file name', { id: 'One/Two' }, /id/],
  ])('refuses %s', (_, changes, message) => {
    expect(() => assembleRecording({ ...build, ...changes })).toThrow(message);
  });
});
