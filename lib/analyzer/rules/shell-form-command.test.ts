import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import rule from './shell-form-command';

const reports = (command: string) =>
  rule.check(buildProject(exampleProject(`FROM python:3.13-slim\nCMD ${command}\n`)));

const replaced = [
  'exec python main.py $OPTIONS',
  'cd /app && exec python main.py',
  'python migrate.py; exec python main.py',
  'exec "$@"',
];
const kept = [
  'python main.py',
  'exec',
  '(exec python main.py)',
  'true || exec python main.py',
  'a | exec python main.py',
];

describe('shell-form-command', () => {
  it.each(replaced)('says nothing where the shell has work to do and then goes: %s', (command) => {
    expect(reports(command)).toEqual([]);
  });

  it.each(kept)('warns where the shell stays: %s', (command) => {
    expect(reports(command)).toHaveLength(1);
    expect(reports(command)[0]?.severity).toBeUndefined();
  });

  it('advises where `exec` is all that the shell does, and claims no child', () => {
    const [report] = reports('exec python main.py');
    expect(report?.severity).toBe('info');
    expect(`${report?.wrong} ${report?.why}`).not.toContain('child');
    expect(report?.fix?.edits.map((edit) => edit.text)).toEqual(['["python", "main.py"]']);
  });
});
