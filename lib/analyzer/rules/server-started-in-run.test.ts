import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import { checkRules } from '../run-rules';

const told = new Set(['server-started-in-run', 'host-command-in-run']);

function check(...lines: readonly string[]) {
  const text = ['FROM python:3.13-slim', ...lines].join('\n');
  return checkRules(buildProject(exampleProject(text))).findings.filter(({ rule }) => told.has(rule));
}

describe('a process that a step starts', () => {
  it.each([
    'nginx',
    'redis-server --daemonize yes',
    'Xvfb :99 & sleep 5',
    'gunicorn --daemon main:app',
    'nohup python worker.py > /dev/null 2>&1 &',
    'mkdir /data && mongod --dbpath /data &',
  ])('ends with it, unused: %s', (command) => {
    expect(check(`RUN ${command}`).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['server-started-in-run', 'warning'],
    ]);
  });

  it.each(['service nginx start', 'systemctl restart nginx && echo ready'])(
    'is told once, and plainly, where other linters name the program too: %s',
    (command) => {
      expect(check(`RUN ${command}`)).toMatchObject([
        { rule: 'host-command-in-run', severity: 'warning', codes: { hadolint: ['DL3001'] } },
      ]);
    },
  );

  it.each([
    'mongod --fork & sleep 5 && mongosh --eval "db.a.insertOne({})"',
    'make one & make two & wait',
    '(Xvfb :99 &) && pytest',
    'nginx -t',
    'ls 2>&1',
    'echo "a &"',
    'timeout 5 gunicorn main:app',
    'gunicorn --check-config main:app',
    'gunicorn main:app & pytest',
    'python -m uvicorn --version',
    'python manage.py migrate',
    'flask db upgrade',
    'flask jobs run',
  ])('is used, or none at all: %s', (command) => {
    expect(check(`RUN ${command}`)).toEqual([]);
  });

  it('is an info where the same RUN goes on to use the service', () => {
    expect(check('RUN service postgresql start && createdb app')).toMatchObject([{ severity: 'info' }]);
  });
});

describe('a server in the foreground', () => {
  it.each([
    'gunicorn main:app',
    'flask --app main run --port 80',
    'python manage.py runserver',
    'python -m http.server 80',
  ])('never lets the step end: %s', (command) => {
    expect(check(`RUN ${command}`).map(({ severity }) => severity)).toEqual(['error']);
  });

  it('becomes the CMD where there is none', () => {
    expect(check('RUN python -m http.server 80')[0]?.fix?.edits[0]?.text).toBe(
      'CMD ["python", "-m", "http.server", "80"]',
    );
    expect(check('RUN python -m http.server 80', 'CMD ["python"]')[0]?.fix).toBeNull();
    expect(check('RUN ls && python -m http.server 80')[0]?.fix).toBeNull();
  });
});
