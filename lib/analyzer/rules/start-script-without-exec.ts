import { resolvePath } from '../build/paths';
import { readProjectFile } from '../project';
import { startCommand } from '../rules-support/start-command';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const programs = /^(?:python3?|gunicorn|uvicorn|hypercorn|flask|celery|daphne|fastapi)\s/;

/** The last line that does something; `null` where the script is not simple enough to tell. */
function lastCommand(script: string): string | null {
  const lines = script.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  return (
    lines
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
      .at(-1) ?? null
  );
}

export const texts: RuleTexts = {
  title: 'The start script does not use exec',
  category: 'reliability',
  wrong: 'The script starts the program without `exec`.',
  why: 'The shell stays process 1 and passes no signal on: `docker stop` waits, and then kills the program in the middle of its work.',
  remedy: 'Write `exec` in front of the last command of the script.',
  recordings: [],
};

export default defineRule({
  id: 'start-script-without-exec',
  part: 'scripts',
  severity: 'warning',
  codes: {},
  check(build) {
    const command = startCommand(build);
    const { target } = build;
    if (command === null || target === null || command.form !== 'exec') return [];
    const [first, second] = command.words;
    const script = /^(?:\/bin\/)?(?:ba|da)?sh$/.test(first?.text ?? '') ? second : first;
    if (script === undefined || !script.text.endsWith('.sh')) return [];
    const path = target.after.files.get(resolvePath(target.after.workingDirectory, script.text));
    if (path === undefined || path === null) return [];
    const last = lastCommand(readProjectFile(build.project, path) ?? '');
    return last !== null && programs.test(last) && !/[|&;]/.test(last)
      ? [{ range: script.range, stage: target.index }]
      : [];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A script that prepares and then starts',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY start.sh main.py ./\nCMD ["sh", "start.sh"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY start.sh main.py ./\nCMD ["sh", "start.sh"]\n',
    files: { 'start.sh': '#!/bin/sh\nset -e\npython main.py\n', 'main.py': 'print("ready")\n' },
    goodFiles: { 'start.sh': '#!/bin/sh\nset -e\nexec python main.py\n' },
    fires: ['"start.sh"'],
  },
];
