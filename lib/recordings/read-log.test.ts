import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBuildLog } from './read-log';

const digest = 'a'.repeat(64);

const twoStages = `#1 [internal] load build definition from Dockerfile
#1 sha256:${digest}
#1 transferring dockerfile: 700B done
#1 DONE 0.1s

#2 [internal] load metadata for docker.io/library/python:3.13-slim
#2 DONE 1.2s

#3 [build 1/3] FROM docker.io/library/python:3.13-slim@sha256:${digest}
#3 extracting layers
#3 DONE 6.5s

#4 [build 2/3] RUN apt-get update     && apt-get install -y gcc
#4 0.300 Get:1 trixie InRelease
#5 [stage-1 2/3] WORKDIR /app
#5 CACHED
#4 [build 2/3] RUN apt-get update     && apt-get install -y gcc
#4 DONE 20.4s

#6 [build 3/3] COPY requirements.txt .
#6 DONE 0.2s

#7 exporting to image
#7 exporting layers 1.0s done
#7 writing image sha256:${digest} done
#7 DONE 1.1s
`;

describe('reading a build log', () => {
  it('tells steps, stages, positions and seconds', () => {
    const { steps } = readBuildLog(twoStages);
    expect(steps.map(({ name, stage, position, seconds }) => [name, stage, position, seconds])).toEqual([
      ['[internal] load build definition from Dockerfile', null, null, 0.1],
      ['[internal] load metadata for python:3.13-slim', null, null, 1.2],
      ['FROM python:3.13-slim', 'build', 1, 6.5],
      ['RUN apt-get update && apt-get install -y gcc', 'build', 2, 20.4],
      ['WORKDIR /app', 'stage-1', 2, 0],
      ['COPY requirements.txt .', 'build', 3, 0.2],
      ['exporting to image', null, null, 1.1],
    ]);
  });

  it('names the kind of every step', () => {
    const kinds = readBuildLog(twoStages).steps.map((step) => step.kind);
    expect(kinds).toEqual(['context', 'metadata', 'base', 'run', 'working-directory', 'copy', 'export']);
  });

  it('tells cached steps from those that ran', () => {
    const cached = readBuildLog(twoStages).steps.filter((step) => step.cached);
    expect(cached.map((step) => step.name)).toEqual(['WORKDIR /app']);
  });

  it.each([
    ['a classic store writes the image', `#7 exporting to image\n#7 writing image sha256:${digest} done\n`, 'classic'],
    [
      'a containerd store exports a manifest list',
      '#7 exporting to image\n#7 exporting manifest list 0.0s done\n',
      'containerd',
    ],
    [
      'a containerd store unpacks',
      '#7 exporting to image\n#7 unpacking to docker.io/library/app:latest 0.1s done\n',
      'containerd',
    ],
    ['a log without an export does not tell', '#1 [1/2] FROM python:3.13-slim\n#1 DONE 0.0s\n', null],
  ])('%s', (_, log, store) => {
    expect(readBuildLog(log).store).toBe(store);
  });

  it('reports the first error with the step that has it', () => {
    const log = '#4 [2/2] RUN false\n#4 ERROR: executor failed running [/bin/sh -c false]: exit code: 1\n';
    expect(readBuildLog(log).error).toBe(
      '[2/2] RUN false: ERROR: executor failed running [/bin/sh -c false]: exit code: 1',
    );
  });

  it('takes any text without throwing, and gives no negative times', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...twoStages.split('\n')))), (lines) => {
        const { steps } = readBuildLog(lines.join('\n'));
        expect(steps.every((step) => step.seconds >= 0 && step.name !== '')).toBe(true);
      }),
    );
  });
});
