import { fileName } from '../rules-support/paths';
import { isPython, pythonName } from '../rules-support/pip';
import { calls } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const actions = new Set(['migrate', 'createsuperuser', 'upgrade']);

/** The command behind `manage.py`, `alembic` and the like that changes a database. */
function migrates(program: string, words: readonly string[]): boolean {
  const rest = isPython(program) ? words.slice(words[0] === '-m' ? 1 : 0) : [program, ...words];
  const [name = '', action = '', further = ''] = rest;
  if (/^(?:manage\.py|django-admin|django)$/.test(fileName(name)))
    return action === 'migrate' || action === 'createsuperuser';
  if (fileName(name) === 'alembic') return rest.includes('upgrade');
  return fileName(name) === 'flask' && action === 'db' && further === 'upgrade';
}

export const texts: RuleTexts = {
  title: 'The build runs database migrations',
  category: 'reliability',
  wrong: 'This runs the migrations of the database while the image is built.',
  why: 'A build does not reach the database that the program will use. It stops, or it writes into a new SQLite file that every container gets. A cached step does not run again either.',
  remedy: 'Run the migrations as a command of its own when you deploy the new version.',
  recordings: [],
};

export default defineRule({
  id: 'migrations-in-build',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    return calls(build, pythonName, 'manage.py', 'django-admin', 'django', 'alembic', 'flask')
      .filter(({ program, words, command }) => {
        if (command.conditional || !words.some((word) => actions.has(word.text))) return false;
        return migrates(
          program,
          words.map((word) => word.text),
        );
      })
      .map(({ command, run }) => ({ range: command.range, stage: run.stage.index }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Migrations of Django',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN python manage.py migrate\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN python manage.py collectstatic --noinput\n',
    files: { 'manage.py': 'print("ready")\n' },
    fires: ['python manage.py migrate'],
  },
  {
    title: 'Alembic',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir alembic==1.14.0\nWORKDIR /app\nCOPY . .\nRUN alembic upgrade head\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir alembic==1.14.0\nWORKDIR /app\nCOPY . .\nRUN alembic --help\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['alembic upgrade head'],
  },
];
