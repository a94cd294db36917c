import { describe, expect, it } from 'vitest';
import { walk } from '../testing/project';
import { lines, startOf } from '../testing/questions';

describe('an application that a server names', () => {
  const run = (command: string, source: string, more: Readonly<Record<string, string>> = {}) =>
    startOf(
      lines(
        'FROM python:3.13-slim',
        'RUN pip install flask gunicorn uvicorn',
        'WORKDIR /app',
        'COPY . .',
        `CMD ${command}`,
      ),
      { 'main.py': source, ...more },
    );
  const missing = ['start: attribute-not-found'];

  it.each([
    [
      'a name that the module does not define',
      '["gunicorn", "main:app"]',
      'from flask import Flask\napplication = Flask("x")\n',
      missing,
    ],
    [
      'the name that it does define',
      '["gunicorn", "main:application"]',
      'from flask import Flask\napplication = Flask("x")\n',
      [],
    ],
    [
      'one that only a function makes',
      '["uvicorn", "main:app"]',
      'def create_app():\n    app = object()\n    return app\n',
      missing,
    ],
    [
      'the factory itself',
      '["uvicorn", "--factory", "main:create_app"]',
      'def create_app():\n    return object()\n',
      [],
    ],
    ['a call of the factory', '["gunicorn", "main:create_app()"]', 'def create_app():\n    return object()\n', []],
    [
      'a call of a factory of another name',
      '["gunicorn", "main:make_app()"]',
      'def create_app():\n    return object()\n',
      missing,
    ],
    ['a part of a name', '["gunicorn", "main:dash.server"]', 'import x\ndash = x.Dash()\n', []],
    ['what an import brings', '["gunicorn", "main:app"]', 'from wiring import app\nport = 1\n', []],
    ['what an import of everything may bring', '["gunicorn", "main:app"]', 'from wiring import *\nport = 1\n', []],
    ['what a try may bring', '["gunicorn", "main:app"]', 'try:\n    app = 1\nexcept Exception:\n    raise\n', []],
    [
      'a socket, which is no application',
      '["gunicorn", "-b", "unix:app.sock", "main:application"]',
      'application = 1\n',
      [],
    ],
    ['a name that flask looks for itself', '["flask", "--app", "main", "run"]', 'server = 1\n', []],
    ['a name that flask is told', '["flask", "--app", "main:app", "run"]', 'server = 1\n', missing],
    ['a module run by Python', '["python", "-m", "uvicorn", "main:app"]', 'server = 1\n', missing],
  ])('%s', (_why, command, source, expected) => {
    expect(run(command, source)).toEqual(expected);
  });

  it('may be a module of the package, or be put there by another file', () => {
    expect(run('["gunicorn", "pack:app"]', '', { 'pack/__init__.py': 'version = 1\n', 'pack/app.py': '' })).toEqual([]);
    expect(run('["gunicorn", "pack:app"]', '', { 'pack/__init__.py': 'version = 1\n' })).toEqual(missing);
    expect(
      run('["gunicorn", "main:app"]', 'import late\nport = 1\n', { 'late.py': 'import main\nmain.app = 1\n' }),
    ).toEqual([]);
  });

  it('is told what the module does define', () => {
    const { failures } = walk(
      lines('FROM python:3.13-slim', 'RUN pip install gunicorn', 'COPY main.py .', 'CMD ["gunicorn", "main:app"]'),
      { 'main.py': 'application = object()\n' },
    );
    expect(failures[0]?.remedy).toContain('`main:application`');
  });
});
