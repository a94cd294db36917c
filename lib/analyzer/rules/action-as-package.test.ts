import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import { checkRules } from '../run-rules';

function check(command: string) {
  const text = `FROM python:3.13-slim\nRUN ${command}\n`;
  const { findings } = checkRules(buildProject(exampleProject(text)));
  return findings
    .filter(({ rule }) => rule === 'action-as-package')
    .map(({ range, severity, fix }) => ({ told: text.slice(range.start, range.end), severity, hasFix: fix !== null }));
}

describe('the action as a package', () => {
  it.each([
    ['pip install install flask', 'install'],
    ['python3 -m pip install pip install flask', 'pip install'],
    ['pip install \\\n  pip \\\n  install flask', 'pip \\\n  install'],
    ['uv pip install install flask', 'install'],
  ])('is somebody else’s package for pip: %s', (command, told) => {
    expect(check(command)).toEqual([{ told, severity: 'warning', hasFix: true }]);
  });

  it.each([
    ['apt-get install -y apt-get install curl', 'apt-get install'],
    ['sudo apt install -y install curl', 'install'],
    ['apk add --no-cache apk add curl', 'apk add'],
    ['yum install -y yum install curl', 'yum install'],
  ])('stops the build of a system package: %s', (command, told) => {
    expect(check(command)).toEqual([{ told, severity: 'error', hasFix: true }]);
  });

  it.each(['pip install --upgrade pip install flask', 'pip install install'])(
    'is left to the reader in %s',
    (command) => {
      expect(check(command)).toEqual([{ told: 'install', severity: 'warning', hasFix: false }]);
    },
  );

  it.each([
    'pip install install==1.3.5',
    'pip install "$install"',
    'apt-get install -y apt curl',
    'apt-get update && apt-get install -y curl',
    'pip install --upgrade pip && pip install flask',
  ])('is not %s', (command) => {
    expect(check(command)).toEqual([]);
  });

  it('is not also a package without a version', () => {
    const { findings } = checkRules(
      buildProject(exampleProject('FROM python:3.13-slim\nRUN pip install install -r a\n')),
    );
    expect(findings.map(({ rule }) => rule)).not.toContain('unpinned-pip');
  });
});
