import { insertText } from '../rules-support/edits';
import { fileName } from '../rules-support/paths';
import { isPython } from '../rules-support/pip';
import { startCommand } from '../rules-support/start-command';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const settled = /^(?:--worker-tmp-dir(?:=|$)|-c|--config|--paste)/;

export const texts: RuleTexts = {
  title: 'The heartbeat files of gunicorn are on disk',
  category: 'reliability',
  wrong: 'Each worker of gunicorn touches a file in the folder for temporary files, which in a container is on disk.',
  why: 'Where the disk is slow or busy, a worker can wait for it so long that gunicorn takes it for dead and restarts it. For that case its documentation advises a folder in memory; with a fast disk nothing is gained.',
  remedy: 'Add `--worker-tmp-dir /dev/shm`.',
  recordings: [],
};

export default defineRule({
  id: 'gunicorn-heartbeat-on-disk',
  severity: 'info',
  enabled: false,
  codes: {},
  check(build) {
    const command = startCommand(build);
    const [first, second, third] = command?.words ?? [];
    if (command === null || first === undefined || build.target === null) return [];
    const asModule = isPython(fileName(first.text)) && second?.text === '-m' && third?.text === 'gunicorn';
    const program = asModule ? third : first;
    if (fileName(program.text) !== 'gunicorn' || command.words.length < (asModule ? 4 : 2)) return [];
    const { environment } = build.target.after;
    const isSettled =
      command.words.some(({ text }) => settled.test(text) || text.includes('$')) ||
      environment.has('GUNICORN_CMD_ARGS') ||
      environment.has('TMPDIR') ||
      build.context.entries.some(({ path }) => fileName(path) === 'gunicorn.conf.py');
    if (isSettled) return [];
    const text = command.form === 'exec' ? ', "--worker-tmp-dir", "/dev/shm"' : ' --worker-tmp-dir /dev/shm';
    return [
      {
        range: program.range,
        stage: build.target.index,
        fix: {
          title: 'Add --worker-tmp-dir /dev/shm',
          safety: 'review' as const,
          edits: [insertText(build, program.range.end, text)],
        },
      },
    ];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Heartbeats in memory',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nCMD ["gunicorn", "-b", "0.0.0.0:8000", "main:app"]\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nCMD ["gunicorn", "--worker-tmp-dir", "/dev/shm", "-b", "0.0.0.0:8000", "main:app"]\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
    },
    fires: ['"gunicorn"'],
  },
  {
    title: 'A settings file of gunicorn may name the folder',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nCMD exec gunicorn -b 0.0.0.0:8000 main:app\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nCMD exec gunicorn --config gunicorn.conf.py main:app\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
    },
    fires: ['gunicorn'],
  },
];
