import { describe, expect, it } from 'vitest';
import { analyze } from '@/lib/analyzer/index';
import { readCatalog } from '@/lib/content/catalog';
import { judge } from './verdict';

describe('judge', () => {
  it('counts a fault once that is a failure and a finding', () => {
    const text = 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --install-option=--prefix=/i flask==3.0.3\n';
    const project = { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text }], bulk: [] };
    const analysis = analyze(project, { catalog: readCatalog(), today: '2026-11-01' });
    expect(analysis.failures).toMatchObject([{ code: 'removed-pip-option', rule: 'removed-pip-option' }]);
    expect(analysis.findings.filter((finding) => finding.severity === 'error')).toMatchObject([{ failure: 0 }]);
    expect(judge(analysis, 'error')).toMatchObject({ passed: false, errors: 1 });
  });
});
