import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { examplesOfRules } from '@/lib/analyzer/rules/examples.generated';
import { rules } from '@/lib/analyzer/rules/registry.generated';
import { readSettings } from '@/lib/analyzer/settings/read-settings';
import { writeSettings } from './write-settings';

const known = { ids: new Set(rules.map(({ id }) => id)), codes: new Set<string>() };

describe('settings as text', () => {
  it('are what the command line reads them for', () => {
    const settings = {
      rules: { 'root-user': 'off' as const },
      trustedRegistries: ['docker.io', '*.example.com', 'localhost:5000'],
      labelSchema: { 'org.example.version': 'semver' as const, 'a: b': 'text' as const, yes: 'url' as const },
      strictLabels: true,
      ignoreComments: false,
      failOn: 'error' as const,
    };
    expect(readSettings(parse(writeSettings(settings)), known)).toEqual({ ok: true, settings, notes: [] });
  });

  it('are nothing where nothing is decided', () => {
    expect(writeSettings({})).toBe('');
    expect(writeSettings({ failOn: null })).toBe('');
  });

  it('can be read for every example of a rule', () => {
    for (const [id, examples] of Object.entries(examplesOfRules)) {
      for (const { settings } of examples) {
        if (settings === undefined) continue;
        expect(readSettings(parse(writeSettings(settings)), known), id).toEqual({ ok: true, settings, notes: [] });
      }
    }
  });
});
