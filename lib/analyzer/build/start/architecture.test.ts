import { describe, expect, it } from 'vitest';
import { walk } from '../testing/project';
import { lines, startOf } from '../testing/questions';

describe('another architecture, which FROM asks for', () => {
  const arm = 'FROM --platform=linux/arm64 python:3.13-slim';
  const get = (address: string, from: string) =>
    startOf(
      lines(
        from,
        'RUN apt-get update && apt-get install -y curl',
        `RUN curl -fsSL -o /usr/local/bin/tool ${address} && chmod +x /usr/local/bin/tool`,
        'ENTRYPOINT ["tool"]',
      ),
      {},
    );

  it.each([
    ['a program for it', 'https://example.org/v1/tool-linux-arm64', arm, []],
    ['one for another', 'https://example.org/v1/tool-linux-amd64', arm, ['start: compiled-for-another-machine']],
    [
      'one for another, by its other name',
      'https://example.org/tool_aarch64',
      arm.replace('arm64', 'amd64'),
      ['start: compiled-for-another-machine'],
    ],
    ['an archive, which may hold anything', 'https://example.org/tool-amd64.tar.gz', arm, []],
    ['an address that names neither', 'https://example.org/tool', arm, []],
    ['one for another, where nobody asks for any', 'https://example.org/tool-arm64', 'FROM python:3.13-slim', []],
    [
      'one for another, where the machine that builds decides',
      'https://example.org/tool-arm64',
      'FROM --platform=$BUILDPLATFORM python:3.13-slim',
      [],
    ],
    ['one that the build chooses', 'https://example.org/tool-$(dpkg --print-architecture)', arm, []],
  ])('%s', (_what, address, from, expected) => {
    expect(get(address, from)).toEqual(expected);
  });

  it('does not load what was compiled for another', () => {
    const text = (first: string) =>
      lines(
        `FROM --platform=linux/${first} python:3.13-slim AS build`,
        'RUN pip install --target /deps numpy',
        arm,
        'COPY --from=build /deps /deps',
        'ENV PYTHONPATH=/deps',
        'COPY main.py .',
        'CMD ["python", "main.py"]',
      );
    expect(startOf(text('amd64'), { 'main.py': 'import numpy\n' })).toEqual(['start: compiled-for-another-machine']);
    expect(startOf(text('arm64'), { 'main.py': 'import numpy\n' })).toEqual([]);
  });

  it('judges only what is known of it, and says whose sizes it shows', () => {
    const build = (from: string, requirement: string) => walk(lines(from, `RUN pip install ${requirement}`), {});
    const codes = (from: string, requirement: string) => build(from, requirement).failures.map(({ code }) => code);
    expect(codes('FROM --platform=linux/arm64 python:3.12-alpine', 'tensorflow-cpu==2.18.0')).toEqual([
      'no-matching-distribution',
    ]);
    expect(codes('FROM --platform=linux/arm64 python:3.12-slim', 'torch==2.5.1')).toEqual([]);
    expect(codes('FROM --platform=linux/arm64 python:3.12-slim', 'psycopg2')).toEqual(['no-compiler']);
    expect(codes('FROM --platform=linux/s390x python:3.12-alpine', 'tensorflow-cpu==2.18.0')).toEqual([]);
    expect(build(arm, 'flask').unknown).toContain('sizes on linux/arm64: those of linux/amd64 stand in for them');
    expect(build('FROM --platform=linux/amd64 python:3.13-slim', 'flask').unknown).toEqual([]);
  });
});
