import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import { checkRules } from '../run-rules';

function check(copy: string, files: Readonly<Record<string, string>> = {}) {
  const project = exampleProject(`FROM python:3.13-slim\nWORKDIR /app\n${copy}\n`, files);
  return checkRules(buildProject(project)).findings.filter(({ rule }) => rule === 'copy-from-outside');
}

describe('a path with dots', () => {
  it.each([
    ['it stays within the context', 'COPY src/../main.py .'],
    ['it is a destination', 'COPY main.py ../'],
    ['it is a path of another stage', 'COPY --from=docker.io/library/python:3.13 ../etc/passwd .'],
    ['it is a name', 'COPY ..main.py .'],
    ['it is a URL', 'ADD https://example.org/a/../../b .'],
  ])('is left alone where %s', (_why, copy) => {
    expect(check(copy)).toEqual([]);
  });

  it('is read by Docker as what is left of it', () => {
    expect(check('COPY ../../shared/main.py .')[0]?.wrong).toContain('`shared/main.py`');
    expect(check('COPY [".."," ./"]')[0]?.wrong).toContain('`.`');
  });

  it('is the same fault as the failure of the step where nothing lies there', () => {
    expect(check('COPY ../other.py .', { 'main.py': '' })[0]?.failure).toBe(0);
    expect(check('COPY "../main.py" .', { 'main.py': '' })[0]).toMatchObject({
      severity: 'warning',
      fix: { edits: [{ text: '"main.py"' }] },
    });
  });
});
