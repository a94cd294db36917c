import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from './run';
import { type FixtureFolder, makeFixtureFolder } from './testing/fixture-folder';

let fixtures: FixtureFolder;

beforeAll(() => {
  fixtures = makeFixtureFolder({
    'web/Dockerfile': 'FROM python:3.13-slim AS build\nFROM build AS last\n',
    '--odd/Dockerfile': 'FROM python:3.13-slim\n',
  });
});

afterAll(() => fixtures.remove());

describe('the help', () => {
  it.each([[['--help']], [['-h']], [['help']]])('of %j names every command', (given) => {
    const { status, stdout } = fixtures.layerwise(given);
    expect(status).toBe(0);
    for (const { name, summary } of commands) expect(stdout).toMatch(new RegExp(`^ {2}${name} +${summary}$`, 'm'));
  });

  describe.each(commands.map((command) => ({ command, name: command.name })))('of $name', ({ command, name }) => {
    it.each([[[name, '--help']], [['-h', name, '--no-color']], [['help', name]]])('is printed for %j', (given) => {
      expect(fixtures.layerwise(given)).toMatchObject({ status: 0, stdout: command.help, stderr: '' });
    });

    it('names every option, in lines that fit a terminal', () => {
      for (const option of Object.keys(command.options)) expect(command.help).toContain(`--${option}`);
      for (const line of command.help.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
      expect(command.help).toMatch(/^Exit status: /m);
    });
  });
});

describe('the arguments', () => {
  it('print the version where it is asked for', () => {
    expect(fixtures.layerwise(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('may stand in any order, with or without an equals sign', () => {
    const given = ['--format=json', '--target', 'build', 'check', '--fail-on', 'none', 'web', '--no-color'];
    const document = JSON.parse(fixtures.layerwise(given).stdout);
    expect(document).toMatchObject({ target: 0, verdict: { failOn: 'none' }, input: { path: 'web' } });
  });

  it('may ask for a path that begins with a dash', () => {
    expect(fixtures.layerwise(['check', '--fail-on=none', '--', '--odd'])).toMatchObject({ status: 0, stderr: '' });
  });

  const misuses: readonly [string, readonly string[], string][] = [
    ['nothing', [], 'Say what to do'],
    ['no path', ['check'], 'Name a Dockerfile'],
    ['an empty path', ['check', ''], 'Name a Dockerfile'],
    ['another command', ['lint', '.'], 'There is no command "lint"'],
    ['an unknown option', ['check', '.', '--fast'], 'There is no option --fast.'],
    [
      'an unknown severity',
      ['check', '.', '--fail-on=fatal'],
      '--fail-on takes error, warning, info, none, not "fatal"',
    ],
    [
      'an option that is spelt wrongly',
      ['check', '.', '--formt=json'],
      'There is no option --formt. Did you mean `--format`?',
    ],
    ['a command that is spelt wrongly', ['chek', '.'], 'There is no command "chek". Did you mean `check`?'],
    ['no such command to help with', ['help', 'lint'], 'There is no command "lint". There is "check"'],
    ['no address of a site', ['check', '.', '--site=layerwise'], '--site takes an address'],
    ['an option without its value', ['check', '.', '--target'], '--target needs a value.'],
    ['a value for a switch', ['check', '.', '--all=yes'], '--all takes no value.'],
    ['an empty target', ['check', '.', '--target='], '--target takes the name'],
  ];
  it.each(misuses)('are refused with a sentence on stderr and status 2: %s', (_, given, message) => {
    const { status, stdout, stderr } = fixtures.layerwise(given);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^layerwise: .+\n\n/);
  });
});
