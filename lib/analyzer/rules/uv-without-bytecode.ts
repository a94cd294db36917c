import { insertText } from '../rules-support/edits';
import { pipInstalls } from '../rules-support/pip';
import { actionsOf, isAsked, reachesFinalImage, toolCalls, variableFor } from '../rules-support/python-tools';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const options = ['--compile-bytecode', '--compile', '--dry-run', '--only-group', '--no-compile-bytecode'];

export const texts: RuleTexts = {
  title: 'uv installs no bytecode',
  category: 'speed',
  wrong: 'uv installs only sources, so Python compiles what it imports at the start of every container.',
  why: 'With bytecode each container starts a little sooner, and the packages take about twice the space. Unlike pip, uv writes it only when asked.',
  remedy: 'Set `UV_COMPILE_BYTECODE=1`, or add `--compile-bytecode`, where a quick start matters more than size.',
  recordings: ['uv-project'],
};

export default defineRule({
  id: 'uv-without-bytecode',
  part: 'projects',
  severity: 'info',
  codes: {},
  check(build) {
    const installs = runs(build, 'uv')
      .filter((run) => reachesFinalImage(build, run.stage))
      .flatMap((run) => {
        const pip = new Set(pipInstalls(run.commands).flatMap((call) => (call.tool === 'uv' ? [call.command] : [])));
        const calls = [
          ...actionsOf(run, 'uv', 'sync'),
          ...toolCalls(run.commands, 'uv').filter((call) => pip.has(call.command)),
        ];
        return calls
          .filter((call) => !isAsked(run, call, options))
          .filter((call) => variableFor(run, call.command, 'UV_COMPILE_BYTECODE') === undefined)
          .map((call) => {
            const end = call.action === 'pip' ? (call.operands[0]?.range.end ?? call.range.end) : call.range.end;
            return { range: { start: call.range.start, end }, stage: run.stage.index };
          });
      });
    const [first] = installs;
    if (first === undefined) return [];
    // It is one decision for the whole image, told at the first install.
    const edits = installs.map(({ range }) => insertText(build, range.end, ' --compile-bytecode'));
    return [{ ...first, fix: { title: 'Add --compile-bytecode', safety: 'review', edits } }];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One decision for several installs',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir uv==0.9.2\nRUN uv pip install --system --no-cache flask==3.0.3 && uv pip install --system --no-cache gunicorn==23.0.0\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir uv==0.9.2\nENV UV_COMPILE_BYTECODE=1\nRUN uv pip install --system --no-cache flask==3.0.3 && uv pip install --system --no-cache gunicorn==23.0.0\n',
    fires: ['uv pip install'],
  },
  {
    title: 'A project with a lock',
    bad: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY . .\nRUN uv sync --locked --no-dev --no-cache\n',
    good: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nENV UV_COMPILE_BYTECODE=1\nWORKDIR /app\nCOPY . .\nRUN uv sync --locked --no-dev --no-cache\n',
    files: { 'pyproject.toml': '[project]\nname = "app"\nversion = "1"\n', 'uv.lock': 'version = 1\n' },
    fires: ['uv sync'],
  },
  {
    title: 'The interface of pip',
    bad: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nRUN uv pip install --system --no-cache flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nRUN uv pip install --compile-bytecode --system --no-cache flask==3.0.3\n',
    fires: ['uv pip install'],
  },
];
