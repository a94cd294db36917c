import { fileName } from '../rules-support/paths';
import { finalPackages } from '../rules-support/python-packages';
import { startCommand } from '../rules-support/start-command';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Worker classes of gunicorn that another distribution brings. */
const bringers: readonly { readonly pattern: RegExp; readonly names: readonly string[] }[] = [
  { pattern: /^uvicorn\.workers\./, names: ['uvicorn'] },
  { pattern: /^uvicorn_worker\./, names: ['uvicorn-worker'] },
  { pattern: /^(?:gevent|gevent_pywsgi|gevent_wsgi)$|^gunicorn\.workers\.ggevent/, names: ['gevent'] },
  { pattern: /^tornado$/, names: ['tornado'] },
  { pattern: /^aiohttp\./, names: ['aiohttp'] },
];

export const texts: RuleTexts = {
  title: 'The worker class of gunicorn is not installed',
  category: 'reliability',
  wrong: 'The package that provides this worker class is not among the installed ones.',
  why: 'Before it starts the first worker, gunicorn loads the class, does not find its module, and ends.',
  remedy: 'Add the package to the requirements that the image installs.',
  recordings: [],
};

export default defineRule({
  id: 'worker-class-missing',
  part: 'configuration',
  severity: 'error',
  codes: {},
  check(build) {
    const command = startCommand(build);
    const installed = new Set(finalPackages(build).map((entry) => entry.name));
    const isOpen = build.unknown.some((phrase) => phrase.includes('requirements'));
    if (command === null || build.target === null || !installed.has('gunicorn') || isOpen) return [];
    const { words } = command;
    const stage = build.target.index;
    const at = words.findIndex((word) => fileName(word.text) === 'gunicorn');
    return words.flatMap((word, position) => {
      if (at < 0 || position <= at) return [];
      const attached = /^--worker-class=(.+)$/.exec(word.text)?.[1];
      const isValue = /^(?:-k|--worker-class)$/.test(words[position - 1]?.text ?? '');
      const named = attached ?? (isValue ? word.text : undefined);
      const bringer = named === undefined ? undefined : bringers.find(({ pattern }) => pattern.test(named));
      const [name] = bringer?.names ?? [];
      if (bringer === undefined || name === undefined || bringer.names.some((each) => installed.has(each))) return [];
      return [
        {
          range: word.range,
          stage,
          wrong: `This worker class comes with \`${name}\`, which is not among the installed packages.`,
          remedy: `Add \`${name}\` to the requirements that the image installs.`,
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Workers for an asynchronous program',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3 gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nCMD ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "-b", "0.0.0.0:8000", "main:app"]\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3 gunicorn==23.0.0 uvicorn==0.32.0\nWORKDIR /app\nCOPY main.py .\nCMD ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "-b", "0.0.0.0:8000", "main:app"]\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
    },
    fires: ['"uvicorn.workers.UvicornWorker"'],
  },
];
