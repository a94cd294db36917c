import { describe, expect, it } from 'vitest';
import { walk } from './testing/project';

describe('a program that is mounted for one step', () => {
  it('is there for that step', () => {
    const build = walk(
      'FROM python:3.13-slim\nRUN --mount=from=ghcr.io/astral-sh/uv:0.9.0,source=/uv,target=/bin/uv uv --version\n',
    );
    expect(build.failures).toEqual([]);
  });

  it('is gone in the next', () => {
    const build = walk(
      'FROM python:3.13-slim\nRUN --mount=from=ghcr.io/astral-sh/uv:0.9.0,source=/uv,target=/bin/uv uv --version\nRUN uv --version\n',
    );
    expect(build.failures.map((failure) => failure.code)).toEqual(['command-not-found']);
  });
});
