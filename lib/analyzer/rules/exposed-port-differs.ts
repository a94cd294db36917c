import { replaceText } from '../rules-support/edits';
import { fileName } from '../rules-support/paths';
import { isPython } from '../rules-support/pip';
import { type StartWord, startCommand } from '../rules-support/start-command';
import { finalStages, placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const servers = new Set(['gunicorn', 'uvicorn', 'hypercorn', 'granian', 'flask', 'daphne', 'fastapi']);

/** The port that the words of a server name; `null` where they leave it to something else. */
function listeningPort(words: readonly StartWord[]): string | null {
  const [first, second, third] = words;
  const asModule = isPython(fileName(first?.text ?? '')) && second?.text === '-m';
  const name = fileName((asModule ? third : first)?.text ?? '');
  if (!servers.has(name)) return null;
  const texts = words.map((word) => word.text);
  const found = texts.flatMap((text, position) => {
    const [, option, attached] = /^(-b|--bind|-p|--port)(?:=(.*))?$/.exec(text) ?? [];
    if (option === undefined || (option === '-p' && (name === 'gunicorn' || name === 'hypercorn'))) return [];
    const value = attached ?? texts[position + 1] ?? '';
    return [/^(?:.*:)?(\d{1,5})$/.exec(value)?.[1] ?? '?'];
  });
  return found.length === 1 && found[0] !== '?' ? (found[0] ?? null) : null;
}

export const texts: RuleTexts = {
  title: 'EXPOSE names a port that the server does not use',
  category: 'clarity',
  wrong: 'The server listens on a port that no EXPOSE names.',
  why: 'EXPOSE opens nothing: it tells people and tools where the server listens. `docker run -P` and several platforms publish the port that it names, and nothing answers there.',
  remedy: 'Name the port on which the server listens.',
  recordings: [],
};

export default defineRule({
  id: 'exposed-port-differs',
  severity: 'info',
  codes: {},
  check(build) {
    const command = startCommand(build);
    const port = command === null ? null : listeningPort(command.words);
    if (port === null) return [];
    const exposed = placed(build, 'EXPOSE').filter(({ stage }) => finalStages(build).includes(stage));
    const [only, ...others] = exposed.flatMap(({ instruction, stage }) =>
      instruction.words.map((word) => ({ word, stage })),
    );
    if (only === undefined || others.length > 0) return [];
    const read = /^(\d+)(\/tcp)?$/i.exec(only.word.text);
    if (read === null || Number(read[1]) === Number(port)) return [];
    return [
      {
        range: only.word.range,
        stage: only.stage.index,
        wrong: `The server listens on port ${port}, and EXPOSE names ${read[1]}.`,
        fix: {
          title: `Write ${port}`,
          safety: 'review' as const,
          edits: [replaceText(build, only.word.range, `${port}${read[2] ?? ''}`)],
        },
      },
    ];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The port of another server',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nEXPOSE 5000\nCMD ["gunicorn", "-b", "0.0.0.0:8000", "main:app"]\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nEXPOSE 8000\nCMD ["gunicorn", "-b", "0.0.0.0:8000", "main:app"]\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
    },
    fires: ['5000'],
  },
  {
    title: 'A port that is only known at the start',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir uvicorn==0.32.0\nWORKDIR /app\nCOPY main.py .\nEXPOSE 80/tcp\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8080"]\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir uvicorn==0.32.0\nWORKDIR /app\nCOPY main.py .\nEXPOSE 80/tcp\nCMD exec uvicorn main:app --host 0.0.0.0 --port $PORT\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
    },
    fires: ['80/tcp'],
  },
];
