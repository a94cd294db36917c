import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import { checkRules } from '../run-rules';

const dockerfile = (...lines: readonly string[]) => ['FROM python:3.13-slim', ...lines, ''].join('\n');

function check(...lines: readonly string[]) {
  return checkRules(buildProject(exampleProject(dockerfile(...lines)))).findings;
}

const own = (...lines: readonly string[]) => check(...lines).filter(({ rule }) => rule === 'tilde-not-expanded');

describe('a tilde that nothing expands', () => {
  it.each([
    ['programs expand it in other variables', ['ENV HF_HOME=~/models']],
    ['it is part of a name', ['ENV PATH="/opt/a~/bin:$PATH"', 'WORKDIR /app', 'COPY a.txt b~/']],
    ['a shell reads it', ['RUN PATH=~/.local/bin:$PATH true']],
  ])('is left alone where %s', (_why, lines) => {
    expect(own(...lines)).toEqual([]);
  });

  it('is told once: not also as a program out of reach, nor as a relative destination', () => {
    const install = 'RUN pip install --user --no-cache-dir gunicorn==23.0.0';
    const start = 'CMD ["gunicorn", "--bind=0.0.0.0:8000", "app:app"]';
    const told = check(install, 'ENV PATH=~/.local/bin:$PATH', 'COPY a.txt ~/', start).map(({ rule }) => rule);
    expect(told.filter((rule) => rule === 'tilde-not-expanded')).toHaveLength(2);
    expect(told).not.toContain('packages-out-of-reach');
    expect(told).not.toContain('copy-relative-without-workdir');
  });

  it.each([
    ['root', [], '/root'],
    ['an account', ['USER app:app'], '/home/app'],
    ['a number, whose home nobody knows', ['USER 1000'], undefined],
  ])('is spelt out for %s', (_who, lines, home) => {
    expect(own(...lines, 'ENV PATH=~/bin:$PATH')[0]?.fix?.edits[0]?.text).toBe(home);
  });
});
