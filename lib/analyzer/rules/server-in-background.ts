import { removeWord } from '../rules-support/edits';
import { fileName } from '../rules-support/paths';
import { isPython } from '../rules-support/pip';
import { startCommand } from '../rules-support/start-command';
import { readShell } from '../syntax/shell/commands';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Options that send a program into the background. */
const detaching: Readonly<Record<string, RegExp>> = {
  gunicorn: /^(?:-D|--daemon)$/,
  celery: /^(?:-D|--detach)$/,
  uwsgi: /^(?:-d|--daemonize2?)(?:=|$)/,
};

export const texts: RuleTexts = {
  title: 'The program runs in the background, so the container ends',
  category: 'reliability',
  wrong: 'The program goes into the background, and the command that started it ends.',
  why: 'A container lives as long as its first process. When that ends, the container stops, and the program in the background with it.',
  remedy: 'Start the program in the foreground.',
  recordings: [],
};

export default defineRule({
  id: 'server-in-background',
  part: 'configuration',
  severity: 'error',
  codes: {},
  check(build) {
    const command = startCommand(build);
    const stage = build.target;
    if (command === null || stage === null) return [];
    const [first, second, third] = command.words;
    const asModule = isPython(fileName(first?.text ?? '')) && second?.text === '-m';
    const name = fileName((asModule ? third : first)?.text ?? '');
    const pattern = Object.hasOwn(detaching, name) ? detaching[name] : undefined;
    const option = command.words.slice(asModule ? 3 : 1).find((word) => pattern?.test(word.text) === true);
    if (option !== undefined) {
      const isPlain =
        command.form === 'shell' && !option.text.startsWith('-d') && !option.text.startsWith('--daemonize');
      const fix = {
        title: `Remove ${option.text}`,
        safety: 'review' as const,
        edits: [removeWord(build, option.range)],
      };
      return [{ range: option.range, stage: stage.index, ...(isPlain ? { fix } : {}) }];
    }
    const script = command.instruction.command;
    if (script.form === 'exec') return [];
    const { commands } = readShell(script);
    const [only] = commands;
    const endsInBackground = /[^&]&\s*$/.test(script.text);
    return commands.length === 1 && only !== undefined && endsInBackground
      ? [{ range: script.range, stage: stage.index }]
      : [];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'gunicorn as a daemon',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nCMD ["gunicorn", "--daemon", "-b", "0.0.0.0:8000", "main:app"]\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nCMD ["gunicorn", "-b", "0.0.0.0:8000", "main:app"]\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
      'tasks.py': 'from celery import Celery\n\napp = Celery()\n',
    },
    fires: ['"--daemon"'],
  },
  {
    title: 'A shell that does not wait',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir celery==5.4.0\nWORKDIR /app\nCOPY tasks.py .\nCMD celery -A tasks worker -D\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir celery==5.4.0\nWORKDIR /app\nCOPY tasks.py .\nCMD exec celery -A tasks worker\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
      'tasks.py': 'from celery import Celery\n\napp = Celery()\n',
    },
    fires: ['-D'],
  },
];
