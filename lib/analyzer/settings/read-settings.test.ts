import { describe, expect, it } from 'vitest';
import { findSetting } from './find-setting';
import { type KnownRules, mergeSettings, readHadolintSettings, readSettings } from './read-settings';

const known: KnownRules = {
  ids: new Set(['no-pip-cache', 'latest-base', 'root-user']),
  codes: new Set(['DL3042', 'DL3007', 'DL3002', 'SecretsUsedInArgOrEnv']),
};

describe('our own file', () => {
  it('says nothing where it is empty', () => {
    for (const data of [undefined, null, {}])
      expect(readSettings(data, known)).toEqual({ ok: true, settings: {}, notes: [] });
  });

  it('says what becomes of rules, by id or by code', () => {
    const data = {
      rules: {
        'no-pip-cache': 'off',
        DL3007: 'error',
        SecretsUsedInArgOrEnv: 'info',
        'root-user': true,
        DL3002: false,
      },
    };
    expect(readSettings(data, known)).toMatchObject({
      settings: {
        rules: {
          'no-pip-cache': 'off',
          DL3007: 'error',
          SecretsUsedInArgOrEnv: 'info',
          'root-user': 'on',
          DL3002: 'off',
        },
      },
    });
  });

  it('says all the rest', () => {
    const data = {
      $schema: './settings.schema.json',
      'trusted-registries': ['docker.io'],
      'label-schema': { version: 'semver' },
      'strict-labels': true,
      'ignore-comments': false,
      'fail-on': 'error',
    };
    expect(readSettings(data, known)).toEqual({
      ok: true,
      settings: {
        trustedRegistries: ['docker.io'],
        labelSchema: { version: 'semver' },
        strictLabels: true,
        ignoreComments: false,
        failOn: 'error',
      },
      notes: [],
    });
  });

  it('may name a code that no rule answers for, which is told', () => {
    const read = readSettings({ rules: { DL9999: 'off' } }, known);
    expect(read).toMatchObject({ ok: true, settings: { rules: {} }, notes: [expect.stringContaining('DL9999')] });
  });

  const faults: readonly [string, unknown, readonly (string | number)[], string][] = [
    ['a list at the top', [], [], 'The file takes keys with values.'],
    ['a text', 'off', [], 'The file takes keys with values.'],
    [
      'an unknown setting that is nearly one',
      { rule: {} },
      ['rule'],
      'There is no setting `rule`. Did you mean `rules`?',
    ],
    ['an unknown setting', { quiet: 1 }, ['quiet'], 'There is no setting `quiet`. There are'],
    ['an unknown rule', { rules: { 'no-pip-cash': 'off' } }, ['rules', 'no-pip-cash'], 'Did you mean `no-pip-cache`?'],
    [
      'another rule setting',
      { rules: { DL3007: 'never' } },
      ['rules', 'DL3007'],
      'takes off, on, error, warning or info.',
    ],
    ['a number for a rule', { rules: { DL3007: 3 } }, ['rules', 'DL3007'], 'takes off, on, error, warning or info.'],
    [
      'one registry as a text',
      { 'trusted-registries': 'x' },
      ['trusted-registries'],
      '`trusted-registries` takes a list.',
    ],
    ['a registry that is none', { 'trusted-registries': [1] }, ['trusted-registries', 0], 'takes a text.'],
    ['an unknown label type', { 'label-schema': { a: 'date' } }, ['label-schema', 'a'], 'takes text, url, semver,'],
    ['a text for a switch', { 'strict-labels': 'yes' }, ['strict-labels'], '`strict-labels` takes true or false.'],
    ['an unknown limit', { 'fail-on': 'fatal' }, ['fail-on'], '`fail-on` takes error, warning, info or none.'],
  ];
  it.each(faults)('is refused with a place and a sentence: %s', (_, data, path, message) => {
    const read = readSettings(data, known);
    if (read.ok) throw new Error('It was read.');
    expect(read.faults[0]?.path).toEqual(path);
    expect(read.faults[0]?.message).toContain(message);
  });

  it('cannot reach what every object has', () => {
    const data = JSON.parse('{"rules": {"constructor": "off"}}');
    expect(readSettings(data, known)).toMatchObject({ ok: false });
    const labels = readSettings(JSON.parse('{"label-schema": {"__proto__": "url"}}'), known);
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
  });
});

describe("hadolint's file", () => {
  it('is read as far as it says what is to be found', () => {
    const data = {
      ignored: ['DL3042', 'SC2086'],
      override: { error: ['DL3007'], style: ['DL3002'] },
      trustedRegistries: 'docker.io',
      'label-schema': { version: 'semver', author: 'RawText' },
      'strict-labels': true,
      'failure-threshold': 'style',
      'disable-ignore-pragma': true,
      format: 'tty',
      'no-color': true,
    };
    expect(readHadolintSettings(data, known)).toEqual({
      ok: true,
      settings: {
        rules: { DL3042: 'off', DL3007: 'error', DL3002: 'info' },
        trustedRegistries: ['docker.io'],
        labelSchema: { version: 'semver', author: 'text' },
        strictLabels: true,
        ignoreComments: false,
        failOn: 'info',
      },
      notes: ['No rule answers for SC2086: these have no effect.'],
    });
  });

  it.each([
    [{ 'no-fail': true, 'failure-threshold': 'error' }, 'none'],
    [{ 'failure-threshold': 'none' }, 'none'],
    [{ 'failure-threshold': 'warning' }, 'warning'],
  ])('%j fails on %s', (data, failOn) => {
    expect(readHadolintSettings(data, known)).toMatchObject({ settings: { failOn } });
  });

  it('may leave a key without a value', () => {
    expect(readHadolintSettings({ ignored: null, override: null }, known)).toEqual({
      ok: true,
      settings: {},
      notes: [],
    });
  });

  it('ignores a rule that it also overrides', () => {
    const data = { ignored: ['DL3007'], override: { error: ['DL3007'] } };
    expect(readHadolintSettings(data, known)).toMatchObject({ settings: { rules: { DL3007: 'off' } } });
  });

  it('is refused where a value is of another kind', () => {
    expect(readHadolintSettings({ ignored: 'DL3042' }, known)).toMatchObject({
      ok: false,
      faults: [{ path: ['ignored'] }],
    });
    const labels = { 'label-schema': { a: 'date' } };
    expect(readHadolintSettings(labels, known)).toMatchObject({ ok: false, faults: [{ path: ['label-schema', 'a'] }] });
  });
});

describe('settings from several files', () => {
  it('go one before the other: each by itself, and rules one by one', () => {
    const merged = mergeSettings(
      { rules: { DL3007: 'off', DL3042: 'off' }, strictLabels: true, failOn: 'info' },
      { rules: { DL3007: 'error' }, failOn: 'error' },
    );
    expect(merged).toEqual({ rules: { DL3007: 'error', DL3042: 'off' }, strictLabels: true, failOn: 'error' });
  });
});

describe('what settings say of a rule', () => {
  const codes = { hadolint: ['DL3042'], buildkit: ['Some'] };
  it.each([
    ['nothing', {}, undefined],
    ['under a code', { DL3042: 'info' }, 'info'],
    ['under its id, which goes before', { 'no-pip-cache': 'error', DL3042: 'off' }, 'error'],
    ['off under one of its codes', { Some: 'error', DL3042: 'off' }, 'off'],
  ] as const)('is found: %s', (_, rules, setting) => {
    expect(findSetting({ rules }, 'no-pip-cache', codes)).toBe(setting);
  });
});
