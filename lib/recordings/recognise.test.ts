import { describe, expect, it } from 'vitest';
import { ownLogs } from './readers/testing/own-logs';
import { looksLikeBuildOutput } from './recognise';

describe('looksLikeBuildOutput', () => {
  it.each(Object.entries(ownLogs))('knows %s', (_, text) => {
    expect(looksLikeBuildOutput(text)).toBe(true);
  });

  it.each([
    ['2026-05-01T12:00:00.1234567Z #5 [2/4] WORKDIR /app', 'stamped by a build server'],
    ['web  | #5 [2/4] WORKDIR /app', 'behind a prefix'],
    ['STEP 1/4: FROM python:3.13', 'podman'],
    ['[{"Id":"sha256:1","RepoTags":["a"]}]', 'inspect'],
    ['{"vertexes":[]}', 'raw events'],
    ['{\n  "product": "layerwise",\n  "kind": "recording"', 'a recording exported from here'],
  ])('knows %s: %s', (text) => {
    expect(looksLikeBuildOutput(text)).toBe(true);
  });

  it.each([
    ['FROM python:3.13\n# #5 [2/4] WORKDIR /app\n', 'a Dockerfile that quotes a log'],
    ['# syntax=docker/dockerfile:1\n\nFROM python\n', 'a Dockerfile with a directive'],
    ['print("hello")\n', 'a program'],
    ['', 'nothing'],
    ['{"name": "app", "version": "1"}', 'other JSON'],
    ['flask==3.1.0\n#5 things\n', 'requirements'],
  ])('does not take %j for one: %s', (text) => {
    expect(looksLikeBuildOutput(text)).toBe(false);
  });
});
