import { describe, expect, it } from 'vitest';
import { help, readArguments } from './arguments';

describe('the arguments', () => {
  it('of a plain check have these defaults', () => {
    expect(readArguments(['check', '.'])).toEqual({
      kind: 'check',
      path: '.',
      format: 'text',
      failOn: 'warning',
      target: null,
      colours: true,
    });
  });

  it('may stand in any order, with or without an equals sign', () => {
    const given = ['--format=json', 'check', '--fail-on', 'error', 'web', '--target=build', '--no-color'];
    expect(readArguments(given)).toEqual({
      kind: 'check',
      path: 'web',
      format: 'json',
      failOn: 'error',
      target: 'build',
      colours: false,
    });
  });

  it('may ask for a path that begins with a dash', () => {
    expect(readArguments(['check', '--', '--odd'])).toMatchObject({ kind: 'check', path: '--odd' });
  });

  it.each([
    [['--help'], 'help'],
    [['check', '-h'], 'help'],
    [['--version'], 'version'],
  ])('%j ask for %s', (given, kind) => {
    expect(readArguments(given)).toEqual({ kind });
  });

  const misuses: readonly [string, readonly string[], string][] = [
    ['nothing', [], 'Say what to do'],
    ['no path', ['check'], 'Say what to check'],
    ['an empty path', ['check', ''], 'Say what to check'],
    ['another command', ['lint', '.'], 'There is no command "lint"'],
    ['two paths', ['check', 'a', 'b'], '"b" is one too many'],
    ['an unknown option', ['check', '.', '--fast'], "Unknown option '--fast'"],
    ['an unknown format', ['check', '.', '--format', 'xml'], '--format takes text or json, not "xml"'],
    ['an unknown severity', ['check', '.', '--fail-on=fatal'], '--fail-on takes error, warning, info, none'],
    ['an option without its value', ['check', '.', '--target'], '--target'],
    ['an empty target', ['check', '.', '--target='], '--target takes the name'],
  ];
  it.each(misuses)('are refused with a sentence: %s', (_, given, message) => {
    expect(readArguments(given)).toMatchObject({ kind: 'misuse', message: expect.stringContaining(message) });
  });

  it('are all in the help', () => {
    for (const option of ['--format', '--fail-on', '--target', '--no-color', '--help', '--version']) {
      expect(help).toContain(option);
    }
  });
});
