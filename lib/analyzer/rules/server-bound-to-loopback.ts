import type { Build } from '../build/types';
import { fileName } from '../rules-support/paths';
import { isPython } from '../rules-support/pip';
import { type StartWord, startCommand } from '../rules-support/start-command';
import { defineRule, type RuleExample, type RuleTexts } from './types';

interface Server {
  readonly options: RegExp;
  /** Variables that can name an address. */
  readonly variables: readonly string[];
}

const servers: Readonly<Record<string, Server>> = {
  uvicorn: { options: /^--(?:host|uds|fd)(?:=|$)/, variables: ['UVICORN_HOST', 'UVICORN_UDS', 'UVICORN_FD'] },
  gunicorn: {
    options: /^(?:-b|--bind|-c|--config|--paste)/,
    variables: ['PORT', 'GUNICORN_CMD_ARGS', 'GUNICORN_FD'],
  },
  hypercorn: { options: /^(?:-b|--bind|-c|--config|--insecure-bind|--quic-bind)/, variables: [] },
  daphne: { options: /^(?:-b|--bind|-u|--unix-socket|--fd|-e|--endpoint)/, variables: [] },
  flask: { options: /^(?:-h|--host)/, variables: ['FLASK_RUN_HOST'] },
};

function hasSettings(build: Build): boolean {
  return build.context.entries.some(({ path }) =>
    /(?:gunicorn\.conf\.py|hypercorn\.toml|\.flaskenv|\.env)$/.test(path),
  );
}

/** The server and the words behind it: `python -m uvicorn` is `uvicorn`. */
function readServer(words: readonly StartWord[]): { readonly name: string; readonly rest: readonly StartWord[] } {
  const [program, flag, module, ...rest] = words;
  const name = fileName(program?.text ?? '');
  if (isPython(name) && flag?.text === '-m') return { name: module?.text ?? '', rest };
  return { name, rest: words.slice(1) };
}

export const texts: RuleTexts = {
  title: 'The server listens only inside the container',
  category: 'reliability',
  wrong: 'Without an address, this server listens on 127.0.0.1.',
  why: 'That is the loopback address of the container itself. A published port leads to another address of the container, where nothing listens.',
  remedy: 'Let the server listen on `0.0.0.0`.',
  recordings: [],
};

export default defineRule({
  id: 'server-bound-to-loopback',
  severity: 'warning',
  codes: {},
  check(build) {
    const command = startCommand(build);
    const first = command?.words[0];
    if (command === null || first === undefined || build.target === null) return [];
    const { name, rest } = readServer(command.words);
    const server = Object.hasOwn(servers, name) ? servers[name] : undefined;
    if (server === undefined || hasSettings(build)) return [];
    const texts = rest.map((word) => word.text);
    if (name === 'flask' && !texts.includes('run')) return [];
    if (texts.length === 0 || texts.some((text) => server.options.test(text) || text.includes('$'))) return [];
    const { environment } = build.target.after;
    if (server.variables.some((variable) => environment.has(variable))) return [];
    return [{ range: first.range, stage: build.target.index }];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'uvicorn without a host',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCMD ["uvicorn", "main:app", "--port", "8000"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]\n',
    fires: ['"uvicorn"'],
  },
  {
    title: 'gunicorn takes its address from the environment',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCMD ["gunicorn", "main:app"]\n',
    good: 'FROM python:3.13-slim\nENV GUNICORN_CMD_ARGS="--bind=0.0.0.0:8000"\nWORKDIR /app\nCMD ["gunicorn", "main:app"]\n',
    fires: ['"gunicorn"'],
  },
];
