import { describe, expect, it } from 'vitest';
import { rules } from './rules/registry.generated';
import { exampleProject } from './rules-support/example-project';
import { buildProject } from './rules-support/testing/build-project';
import { checkRules, chooseRules, enabledRules } from './run-rules';
import { defaultSettings, type Settings } from './settings/types';

const project = exampleProject('# layerwise ignore=latest-base\nFROM python:latest\nRUN pip install flask==3.1.2\n');

function severities(settings: Partial<Settings>) {
  const { findings } = checkRules(buildProject(project, settings));
  return new Map(findings.map(({ rule, severity }) => [rule, severity]));
}

describe('the rules that run', () => {
  const off = rules.find((rule) => rule.enabled === false && rule.codes.hadolint !== undefined);

  it('are those on by default where nothing is decided', () => {
    expect(chooseRules(defaultSettings)).toBe(enabledRules);
  });

  it('lack one that is switched off, and have one that is switched on', () => {
    if (off === undefined) throw new Error('No rule is off by default.');
    const chosen = (settings: Settings['rules']) =>
      chooseRules({ ...defaultSettings, rules: settings }).map(({ id }) => id);
    expect(chosen({ 'no-pip-cache': 'off' })).not.toContain('no-pip-cache');
    expect(chosen({ 'no-pip-cache': 'off' })).not.toContain(off.id);
    expect(chosen({ [off.id]: 'on' })).toContain(off.id);
    expect(chosen({ [off.id]: 'error' })).toContain(off.id);
    expect(chosen({ [off.codes.hadolint?.[0] ?? '']: 'info' })).toContain(off.id);
  });
});

describe('findings under settings', () => {
  it('have the severity that is decided, by id or by code', () => {
    expect(severities({}).get('no-pip-cache')).toBe('warning');
    expect(severities({ rules: { 'no-pip-cache': 'error' } }).get('no-pip-cache')).toBe('error');
    expect(severities({ rules: { DL3042: 'info' } }).get('no-pip-cache')).toBe('info');
    expect(severities({ rules: { DL3042: 'on' } }).get('no-pip-cache')).toBe('warning');
  });

  it('are not there where their code is switched off, unless their id is switched on', () => {
    expect(severities({ rules: { DL3042: 'off' } }).has('no-pip-cache')).toBe(false);
    expect(severities({ rules: { DL3042: 'off', 'no-pip-cache': 'on' } }).has('no-pip-cache')).toBe(true);
  });

  it('are heard in spite of comments where those do not count', () => {
    expect(severities({}).has('latest-base')).toBe(false);
    expect(severities({ ignoreComments: false }).has('latest-base')).toBe(true);
  });
});
