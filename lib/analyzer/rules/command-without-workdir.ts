import { startCommand } from '../rules-support/start-command';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const relativeScript = /^(?!\/|-|[a-z]+:)[\w./-]+\.(?:py|pyz|sh)$/i;

export const texts: RuleTexts = {
  title: 'The command is relative, and no WORKDIR is set',
  category: 'reliability',
  wrong: 'The command names a file by a relative path, and no WORKDIR says to what.',
  why: 'The container starts in the folder that the base image sets, in most of them `/`, and looks for the file there.',
  remedy: 'Set WORKDIR to the folder that holds the program.',
  recordings: ['burch-full', 'burch-ubuntu'],
};

export default defineRule({
  id: 'command-without-workdir',
  severity: 'warning',
  codes: {},
  failures: ['missing-script'],
  check(build) {
    const command = startCommand(build);
    if (command === null || build.target === null || build.target.after.workingDirectorySet) return [];
    const script = command.words.find((word) => relativeScript.test(word.text));
    return script === undefined ? [] : [{ range: script.range, stage: build.target.index }];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Copied to /app, started in /',
    bad: 'FROM python:3.13-slim\nCOPY . /app\nCMD ["python", "app.py"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . /app\nCMD ["python", "app.py"]\n',
    files: { 'app.py': 'print("ready")\n' },
    fires: ['"app.py"'],
  },
  {
    title: 'The whole path needs no WORKDIR',
    bad: 'FROM python:3.13-slim\nCOPY . /app\nENTRYPOINT ["python"]\nCMD ["./app.py"]\n',
    good: 'FROM python:3.13-slim\nCOPY . /app\nENTRYPOINT ["python"]\nCMD ["/app/app.py"]\n',
    files: { 'app.py': 'print("ready")\n' },
    fires: ['"./app.py"'],
  },
];
