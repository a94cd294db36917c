import { describe, expect, it } from 'vitest';
import type { Project } from '@/lib/analyzer/project';
import { findBreakingChange } from './breaking-change';

function projectOf(files: Readonly<Record<string, string>>): Project {
  return {
    dockerfile: 'Dockerfile',
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
    bulk: [],
  };
}

const worked = 'FROM python:3.13-slim\n\nWORKDIR /app\nCOPY . .\nCMD ["python", "app.py"]\n';

describe('the change that broke', () => {
  it.each([
    [
      'a line that was taken out',
      'FROM python:3.13-slim\n\nCOPY . .\nCMD ["python", "app.py"]\n',
      { line: 3, before: ['WORKDIR /app'], after: [] },
    ],
    [
      'a line of which nothing is left but its end',
      'FROM python:3.13-slim\n\n\nCOPY . .\nCMD ["python", "app.py"]\n',
      { line: 3, before: ['WORKDIR /app'], after: [] },
    ],
    [
      'a line that says something else',
      worked.replace('/app\n', '/srv\n'),
      { line: 3, before: ['WORKDIR /app'], after: ['WORKDIR /srv'] },
    ],
    ['a line that came', worked.replace('COPY', 'USER nobody\nCOPY'), { line: 4, before: [], after: ['USER nobody'] }],
    [
      'line ends of Windows apart',
      worked.replace('WORKDIR /app\n', '').replaceAll('\n', '\r\n'),
      { line: 3, before: ['WORKDIR /app'], after: [] },
    ],
  ])('is %s', (_, text, expected) => {
    expect(findBreakingChange(projectOf({ Dockerfile: worked }), projectOf({ Dockerfile: text }))).toEqual({
      path: 'Dockerfile',
      ...expected,
    });
  });

  it('may lie in another file than the Dockerfile', () => {
    const before = projectOf({ Dockerfile: worked, 'requirements.txt': 'flask\n' });
    const after = projectOf({ Dockerfile: worked, 'requirements.txt': 'flask==99\n' });
    expect(findBreakingChange(before, after)).toEqual({
      path: 'requirements.txt',
      line: 1,
      before: ['flask'],
      after: ['flask==99'],
    });
  });

  it.each([
    ['two files', { Dockerfile: 'FROM scratch\n', 'app.py': '2' }],
    ['a file that is not there any more', { Dockerfile: worked }],
    ['many lines', { Dockerfile: `${'RUN true\n'.repeat(9)}${worked}`, 'app.py': '1' }],
    ['an empty line', { Dockerfile: worked.replace('COPY', '\nCOPY'), 'app.py': '1' }],
    ['nothing', { Dockerfile: worked, 'app.py': '1' }],
  ])('is none where the difference is %s', (_, files) => {
    expect(findBreakingChange(projectOf({ Dockerfile: worked, 'app.py': '1' }), projectOf(files))).toBeNull();
  });
});
