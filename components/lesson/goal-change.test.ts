import { describe, expect, it } from 'vitest';
import { analyze } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';
import type { Condition, Goal } from '@/lib/lessons/schema';
import { describeChanges } from './goal-change';

function analysisOf(dockerfile: string) {
  const files = [
    { path: 'Dockerfile', text: dockerfile },
    { path: 'requirements.txt', text: 'flask==3.1.0\n' },
    { path: 'app.py', text: 'import flask\n' },
  ];
  return analyze({ dockerfile: 'Dockerfile', files, bulk: [] }, { catalog: readCatalog(), today: '2026-11-21' });
}

function goal(...when: Condition[]): Goal {
  return { id: 'a-goal', text: 'A goal.', when };
}

const install = 'COPY requirements.txt .\nRUN pip install -r requirements.txt\n';
const before = analysisOf(
  `FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nCMD python app.py\n`,
);
const after = analysisOf(`FROM python:3.13-slim\nWORKDIR /app\n${install}COPY . .\nCMD ["python", "app.py"]\n`);

describe('what meeting a goal changed', () => {
  const cases: readonly [string, Condition, object][] = [
    [
      'names both base images',
      { kind: 'base', variant: ['slim'] },
      { what: 'Base image', from: 'python:3.13', to: 'python:3.13-slim' },
    ],
    [
      'counts the steps that run again',
      { kind: 'rebuild', path: 'app.py', atMost: 1 },
      { what: 'Steps after an edit of app.py', from: '2', to: '1' },
    ],
    ['counts findings', { kind: 'silent', rule: 'shell-form-command' }, { from: '1', to: '0' }],
  ];
  it.each(cases)('%s', (_, condition, change) => {
    expect(describeChanges(goal(condition), before, after)).toMatchObject([change]);
  });

  it('tells sizes in both', () => {
    const [change] = describeChanges(goal({ kind: 'size-below', bytes: 2e8 }), before, after);
    expect(change?.from).toMatch(/^1\.\d+ GB$/);
    expect(change?.to).toMatch(/^1\d\d MB$/);
  });

  it('does not count findings where another condition tells more', () => {
    const changes = describeChanges(
      goal({ kind: 'silent', rule: 'shell-form-command' }, { kind: 'base', variant: ['slim'] }),
      before,
      after,
    );
    expect(changes.map((change) => change.what)).toEqual(['Base image']);
  });

  it('is nothing where nothing changed', () => {
    expect(describeChanges(goal({ kind: 'builds' }, { kind: 'stages', atLeast: 1 }), before, before)).toEqual([]);
  });
});
