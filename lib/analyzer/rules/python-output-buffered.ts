import { insertBefore } from '../rules-support/edits';
import { fileName } from '../rules-support/paths';
import { isPython } from '../rules-support/pip';
import { startCommand } from '../rules-support/start-command';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The output of Python is buffered',
  category: 'reliability',
  wrong: 'Python gathers its output in blocks when no terminal is attached.',
  why: '`docker logs` shows lines late, and the last ones before a crash can be lost.',
  remedy: 'Set `PYTHONUNBUFFERED=1`, or start the program with `python -u`.',
  recordings: [],
};

export default defineRule({
  id: 'python-output-buffered',
  severity: 'info',
  codes: {},
  check(build) {
    const command = startCommand(build);
    const [program, ...rest] = command?.words ?? [];
    const { target } = build;
    if (command === null || target === null || program === undefined || !isPython(fileName(program.text))) return [];
    if ((target.after.environment.get('PYTHONUNBUFFERED') ?? '') !== '') return [];
    // Alone it is a prompt for a person at a terminal.
    if (rest.length === 0) return [];
    const options = rest.slice(0, rest.findIndex((word) => !word.text.startsWith('-')) + 1 || rest.length);
    if (options.some((word) => /^-[A-Za-z]*u/.test(word.text))) return [];
    const isOwn = target.steps.some((step) => step.instruction === command.instruction);
    return [
      {
        range: program.range,
        stage: target.index,
        ...(isOwn
          ? {
              fix: {
                title: 'Set PYTHONUNBUFFERED=1',
                safety: 'review' as const,
                edits: [insertBefore(build, command.instruction, ['ENV PYTHONUNBUFFERED=1'])],
              },
            }
          : {}),
      },
    ];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A program that prints',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCMD ["python", "main.py"]\n',
    good: 'FROM python:3.13-slim\nENV PYTHONUNBUFFERED=1\nWORKDIR /app\nCMD ["python", "main.py"]\n',
    fires: ['"python"'],
  },
  {
    title: 'An option on the command line',
    bad: 'FROM python:3.13-slim\nENTRYPOINT ["python3", "-B", "/main.py"]\n',
    good: 'FROM python:3.13-slim\nENTRYPOINT ["python3", "-Bu", "/main.py"]\n',
    fires: ['"python3"'],
  },
];
