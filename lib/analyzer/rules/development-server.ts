import { fileName } from '../rules-support/paths';
import { startCommand } from '../rules-support/start-command';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The container starts a development server',
  category: 'reliability',
  wrong: 'The container starts a server that is made for development.',
  why: 'Such a server is built neither for load nor against attacks, and a reloader watches files that never change in an image.',
  remedy: 'Start a production server such as gunicorn or uvicorn, without `--reload`.',
  recordings: [],
};

export default defineRule({
  id: 'development-server',
  part: 'configuration',
  severity: 'warning',
  codes: {},
  check(build) {
    const words = startCommand(build)?.words ?? [];
    const { target } = build;
    if (target === null) return [];
    const names = words.map((word) => fileName(word.text));
    const found = words.filter((word, at) => {
      const before = names.slice(0, at);
      if (word.text === 'runserver') return before.includes('manage.py') || before.includes('django-admin');
      if (word.text === 'run') return names[at - 1] === 'flask';
      if (word.text === 'dev') return names[at - 1] === 'fastapi';
      return word.text === '--reload' && before.some((name) => /^(?:uvicorn|gunicorn|hypercorn|fastapi)$/.test(name));
    });
    return found.slice(0, 1).map((word) => ({ range: word.range, stage: target.index }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: "Django's own server",
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCMD ["gunicorn", "--bind", "0.0.0.0:8000", "site.wsgi"]\n',
    fires: ['"runserver"'],
  },
  {
    title: 'uvicorn with --reload',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--reload"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n',
    fires: ['"--reload"'],
  },
];
