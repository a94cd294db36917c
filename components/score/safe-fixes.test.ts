import { describe, expect, it } from 'vitest';
import { applyFix } from '@/lib/analyzer/fixes/apply';
import type { Project } from '@/lib/analyzer/project';
import type { Finding, Fix, Severity } from '@/lib/analyzer/rules/types';
import { joinSafeFixes, sortFindings } from './safe-fixes';

const project: Project = { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text: 'one two three' }], bulk: [] };

function finding(line: number, severity: Severity, fix: Fix | null = null): Finding {
  return {
    rule: `rule-${line}`,
    title: 'A title',
    category: 'size',
    severity,
    wrong: '',
    why: '',
    remedy: '',
    file: 'Dockerfile',
    range: { start: 0, end: 1 },
    line,
    stage: 0,
    saves: {},
    fix,
    codes: {},
  };
}

function replace(start: number, end: number, text: string, safety: Fix['safety'] = 'safe'): Fix {
  return { title: text, safety, edits: [{ file: 'Dockerfile', range: { start, end }, text }] };
}

describe('safe fixes together', () => {
  it('are applied in one step', () => {
    const joined = joinSafeFixes(project, [
      finding(1, 'info', replace(0, 3, 'ONE')),
      finding(2, 'info', replace(8, 13, 'THREE')),
    ]);
    expect(joined?.count).toBe(2);
    const result = joined && applyFix(project, joined.fix);
    expect(result).toMatchObject({ ok: true, project: { files: [{ text: 'ONE two THREE' }] } });
  });

  it('leave out one that overlaps an earlier one', () => {
    const joined = joinSafeFixes(project, [
      finding(1, 'info', replace(0, 5, 'A')),
      finding(2, 'info', replace(4, 7, 'B')),
    ]);
    expect(joined).toMatchObject({ count: 1, fix: { edits: [{ text: 'A' }] } });
  });

  it('do not include what has to be reviewed', () => {
    expect(joinSafeFixes(project, [finding(1, 'error', replace(0, 3, 'x', 'review')), finding(2, 'info')])).toBeNull();
  });
});

describe('findings', () => {
  it('come the gravest first, then by line', () => {
    const sorted = sortFindings([
      finding(9, 'info'),
      finding(7, 'warning'),
      finding(3, 'warning'),
      finding(5, 'error'),
    ]);
    expect(sorted.map((entry) => entry.line)).toEqual([5, 3, 7, 9]);
  });
});
