import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lacksName } from './module-scope';

describe('a module that certainly defines no such name', () => {
  it.each([
    ['one that calls it otherwise', 'from fastapi import FastAPI\n\napplication = FastAPI()\n'],
    ['one that makes it in a function only', 'def create_app():\n    app = Flask(__name__)\n    return app\n'],
    ['one that speaks of it in comments and texts', '# app\n"""app = 1"""\nname = "app"\nother = \'app\'\n'],
    ['one whose attribute of another has that name', 'import server\nport = 1\nserver.app.run(port)\n'],
    ['one that names something longer', 'apps = []\nmy_app = 1\n'],
    ['one with the name in the body of a class', 'class Config:\n    app = 1\n\nsettings = Config()\n'],
    [
      'one whose function has its parameters on several lines',
      'def build(\n    name,\n):\n    app = name\n\nserver = 1\n',
    ],
    ['one with a BOM and CRLF', '\uFEFFserver = 1\r\n'],
  ])('%s', (_why, source) => {
    expect(lacksName(source, 'app')).toBe(true);
  });
});

describe('a module that may define the name', () => {
  it.each([
    ['an empty file, which stands for one that nobody has shown', ''],
    ['one that only imports', 'from flask import Flask\n'],
    ['an assignment', 'app = FastAPI()\n'],
    ['one with a type', 'app: FastAPI = FastAPI()\n'],
    ['an import', 'from .factory import app\n'],
    ['an import under another name', 'from .factory import application as app\n'],
    ['an import in brackets', 'from .factory import (\n    other,\n    app,\n)\n'],
    ['an import of everything', 'from .factory import *\n'],
    ['a function', 'def app(environ, start_response):\n    return []\n'],
    ['an asynchronous one', 'async def app(scope, receive, send):\n    pass\n'],
    ['a class', 'class app:\n    pass\n'],
    ['a condition', 'if True:\n    app = 1\nelse:\n    other = 2\n'],
    ['a try', 'try:\n    from a import app\nexcept ImportError:\n    app = None\n'],
    ['several at once', 'server, app = build()\n'],
    ['a walrus', 'print(app := 1)\n'],
    ['a global statement in a function', 'def start():\n    global other, app\n    app = 1\n\nstart()\n'],
    ['the table of globals', 'globals()["a" + "pp"] = 1\n'],
    ['a hook for missing names', 'def __getattr__(name):\n    return 1\n'],
    ['the module among those that are loaded', 'import sys\nsys.modules[__name__] = build()\n'],
    ['a text that does not end', 'name = """app\n'],
    ['tabs', 'if True:\n\tapplication = 1\n'],
    ['brackets that do not match', 'x = (\n'],
    ['a parameter outside a body', 'def build(app):\n    return app\n'],
  ])('%s', (_why, source) => {
    expect(lacksName(source, 'app')).toBe(false);
  });

  it('is any that assigns it on a line of its own, whatever stands around it', () => {
    const line = fc.constantFrom(
      'import os',
      'x = 1',
      'def f():\n    y = 2',
      'class A:\n    z = 3',
      "s = '''t'''",
      '# c',
      '',
    );
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (before, after) => {
        expect(lacksName([...before, 'app = make()', ...after].join('\n'), 'app')).toBe(false);
      }),
    );
  });

  it('never throws, whatever it holds', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof lacksName(text, 'app') === 'boolean'));
  });
});
