import { fileName } from '../rules-support/paths';
import { isSwitchedOn } from '../rules-support/pip';
import { startCommand } from '../rules-support/start-command';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const installers = new Set(['uv', 'poetry', 'pipenv', 'pdm', 'hatch']);

export const texts: RuleTexts = {
  title: 'A package manager starts the program',
  category: 'reliability',
  wrong: 'Each start of the container goes through a tool that manages dependencies.',
  why: 'The tool has to be in the image, and delays the start of the program.',
  remedy: 'Start the program from its environment, as in `/app/.venv/bin/python`, or put that `bin` folder on `PATH`.',
  recordings: [],
};

export default defineRule({
  id: 'installer-starts-program',
  part: 'projects',
  severity: 'info',
  codes: {},
  check(build) {
    const command = startCommand(build);
    const [program, action] = command?.words ?? [];
    if (build.target === null || program === undefined || action?.text !== 'run') return [];
    const name = fileName(program.text);
    if (!installers.has(name)) return [];
    const environment = build.target.after.environment;
    const isStill =
      command?.words.some((word) => word.text === '--no-sync') || isSwitchedOn(environment.get('UV_NO_SYNC'));
    const range = { start: program.range.start, end: action.range.end };
    if (name !== 'uv' || isStill) return [{ range, stage: build.target.index }];
    return [
      {
        range,
        stage: build.target.index,
        severity: 'warning' as const,
        wrong: '`uv run` compares the environment with the lock file at each start, and changes it where they differ.',
        why: 'It also installs the development group unless told otherwise, so the start depends on the network and on a folder that it can write to.',
        remedy: 'Start the program from `.venv/bin`, or add `--no-sync`.',
      },
    ];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'uv run as the command',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD ["uv", "run", "main.py"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD ["/app/.venv/bin/python", "main.py"]\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['"uv", "run"'],
  },
  {
    title: 'poetry run as the entrypoint',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["poetry", "run", "python", "main.py"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["python", "main.py"]\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['"poetry", "run"'],
  },
];
