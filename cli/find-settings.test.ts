import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analysisDocument } from './document';
import { type FixtureFolder, makeFixtureFolder } from './testing/fixture-folder';

const careless = 'FROM python:latest\nRUN pip install flask==3.1.2 # layerwise ignore=unpinned-pip\n';

let folder: FixtureFolder;

beforeEach(() => {
  folder = makeFixtureFolder({ 'apps/web/Dockerfile': careless });
});

afterEach(() => folder.remove());

function check(...given: string[]) {
  const { stdout } = folder.layerwise(['check', 'apps/web', '--format=json', ...given]);
  const { findings, input, verdict } = analysisDocument.parse(JSON.parse(stdout));
  const severities = new Map(findings.map(({ rule, severity }) => [rule, severity]));
  return { severities, settings: input.settings, notes: input.notes, verdict };
}

describe('settings files', () => {
  it('switch rules off and give them severities', () => {
    expect(check().severities.get('latest-base')).toBe('warning');
    folder.write('apps/web/layerwise.yaml', 'rules:\n  latest-base: info\n  DL3042: off\n');
    const { severities, settings } = check();
    expect(severities.get('latest-base')).toBe('info');
    expect(severities.has('no-pip-cache')).toBe(false);
    expect(settings).toEqual(['apps/web/layerwise.yaml']);
  });

  it('switch on rules that are off by default', () => {
    expect(check().severities.has('no-health-check')).toBe(false);
    folder.write('apps/web/.layerwise.yaml', 'rules: {no-health-check: on}\n');
    folder.write('apps/web/Dockerfile', `${careless}CMD ["python", "-m", "flask", "run"]\n`);
    expect(check().severities.has('no-health-check')).toBe(true);
  });

  it.each(['layerwise.yaml', 'layerwise.yml', 'layerwise.json', '.layerwise.yaml'])('may be called %s', (name) => {
    folder.write(`apps/web/${name}`, '{"rules": {"latest-base": "off"}}');
    expect(check().severities.has('latest-base')).toBe(false);
  });

  it('are found upwards to the root of the repository and no further', () => {
    folder.write('layerwise.yaml', 'rules: {latest-base: off}\n');
    expect(check().severities.has('latest-base')).toBe(false);
    mkdirSync(path.join(folder.path, 'apps/.git'));
    expect(check().severities.has('latest-base')).toBe(true);
    folder.write('apps/layerwise.yaml', 'rules: {latest-base: off}\n');
    expect(check().severities.has('latest-base')).toBe(false);
  });

  it('of hadolint are read where present, and ours go before', () => {
    folder.write('apps/web/.hadolint.yaml', 'ignored: [DL3042, SC2086]\noverride:\n  error: [DL3007]\n');
    const theirs = check();
    expect(theirs.severities.get('latest-base')).toBe('error');
    expect(theirs.severities.has('no-pip-cache')).toBe(false);
    expect(theirs.notes.join()).toContain('apps/web/.hadolint.yaml: No rule answers for SC2086');
    folder.write('layerwise.yaml', 'rules: {latest-base: info}\n');
    const both = check();
    expect(both.severities.get('latest-base')).toBe('info');
    expect(both.severities.has('no-pip-cache')).toBe(false);
    expect(both.settings).toEqual(['apps/web/.hadolint.yaml', 'layerwise.yaml']);
  });

  it('decide from which severity on a check fails, unless the command line does', () => {
    folder.write('apps/web/layerwise.yaml', 'fail-on: none\n');
    expect(check().verdict).toMatchObject({ failOn: 'none', passed: true });
    expect(check('--fail-on=info').verdict).toMatchObject({ failOn: 'info', passed: false });
  });

  it('can forbid comments that silence', () => {
    const silenced = '# layerwise ignore=latest-base\nFROM python:latest\n';
    folder.write('apps/web/Dockerfile', silenced);
    expect(check().severities.has('latest-base')).toBe(false);
    folder.write('apps/web/layerwise.yaml', 'ignore-comments: false\n');
    expect(check().severities.has('latest-base')).toBe(true);
  });

  it('can be named, or left alone', () => {
    folder.write('apps/web/layerwise.yaml', 'rules: {latest-base: off}\n');
    folder.write('ci/hadolint.yaml', 'override: {error: [DL3007]}\n');
    expect(check('--no-config').severities.get('latest-base')).toBe('warning');
    const named = check('--config', 'ci/hadolint.yaml');
    expect(named.severities.get('latest-base')).toBe('error');
    expect(named.settings).toEqual(['ci/hadolint.yaml']);
  });

  it('apply to standard input by the name that it is given', () => {
    folder.write('apps/web/layerwise.yaml', 'rules: {latest-base: off}\n');
    const read = (...given: string[]) =>
      folder.layerwise(['check', '-', '--format=json', ...given], {
        readStandardInput: () => new TextEncoder().encode(careless),
      }).stdout;
    expect(read()).toContain('"latest-base"');
    expect(read('--stdin-filename=apps/web/Dockerfile')).not.toContain('"latest-base"');
  });

  const faults: readonly [string, string, string][] = [
    ['no YAML', 'rules: [\n', 'layerwise.yaml:2: This is not YAML or JSON'],
    [
      'an unknown rule',
      'rules:\n  latest-base: off\n  latest-bas: off\n',
      'layerwise.yaml:3: There is no rule `latest-bas`. Did you mean',
    ],
    ['an unknown setting', '# ours\n\nrool: {}\n', 'layerwise.yaml:3: There is no setting `rool`'],
    [
      'a value of another kind',
      'fail-on: error\nstrict-labels: maybe\n',
      'layerwise.yaml:2: `strict-labels` takes true or false.',
    ],
    [
      'a place in a list',
      'trusted-registries:\n  - docker.io\n  - 7\n',
      'layerwise.yaml:3: `trusted-registries.1` takes a text.',
    ],
    [
      'a bomb of aliases',
      `a: &a [x]\n${'b'.repeat(3)}: &b [${'*a,'.repeat(200)}]\nc: [${'*b,'.repeat(200)}]\n`,
      'layerwise.yaml',
    ],
  ];
  it.each(faults)('that cannot be used are refused with file and line: %s', (_, text, message) => {
    folder.write('apps/web/layerwise.yaml', text);
    const { status, stdout, stderr } = folder.layerwise(['check', 'apps/web']);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`layerwise: apps/web/${message}`);
  });

  it.each([
    [['--config', 'nowhere.yaml'], 'There is no settings file "nowhere.yaml".'],
    [['--config='], '--config takes the name'],
    [['--config=a.yaml', '--no-config'], 'exclude each other'],
  ])('%j is refused', (given, message) => {
    const { status, stderr } = folder.layerwise(['check', 'apps/web', ...given]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
