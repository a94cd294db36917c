import { describe, expect, it } from 'vitest';
import { readStepName } from './step-name';

describe('taking a step name apart', () => {
  it.each([
    ['[2/7] RUN apt-get update', 'RUN apt-get update', 'run', 2, null, []],
    ['[build 1/3] FROM docker.io/library/python:3.13@sha256:abc', 'FROM python:3.13', 'base', 1, null, ['build']],
    ['[linux/arm64 2/3] WORKDIR /app', 'WORKDIR /app', 'working-directory', 2, 'linux/arm64', []],
    ['[linux/amd64->arm64 build 4/4] RUN make', 'RUN make', 'run', 4, 'linux/arm64', ['build']],
    ['[linux/amd64->arm/v7 4/4] RUN make', 'RUN make', 'run', 4, 'linux/arm/v7', []],
    ['[web linux/amd64 stage-1 2/2] COPY . .', 'COPY . .', 'copy', 2, 'linux/amd64', ['web', 'stage-1']],
    ['[internal] load .dockerignore', '[internal] load .dockerignore', 'context', null, null, []],
    [
      '[web internal] load metadata for docker.io/a/b:1',
      '[internal] load metadata for a/b:1',
      'metadata',
      null,
      null,
      ['web'],
    ],
    ['[auth] library/python:pull token', '[auth] library/python:pull token', 'metadata', null, null, []],
    ['[web] exporting to image', 'exporting to image', 'export', null, null, ['web']],
    ['docker-image://docker.io/docker/dockerfile:1', 'docker-image://docker/dockerfile:1', 'metadata', null, null, []],
    ['pushing acme/app:1 with docker', 'pushing acme/app:1 with docker', 'export', null, null, []],
  ])('%s', (text, name, kind, position, platform, labels) => {
    expect(readStepName(text)).toMatchObject({ name, kind, position, platform, labels });
  });

  it('names a target only where the name tells it', () => {
    expect(readStepName('[web internal] load .dockerignore').target).toBe('web');
    expect(readStepName('[web 2/2] RUN true').target).toBeNull();
  });
});
