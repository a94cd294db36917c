import type { Build } from '../build/types';
import { replaceText } from '../rules-support/edits';
import { fileName } from '../rules-support/paths';
import { isPython } from '../rules-support/pip';
import { isCommand, programsWithArguments } from '../rules-support/start-command';
import { readShell } from '../syntax/shell/commands';
import type { CommandInstruction } from '../syntax/types';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

/** The words of a script that is one plain command; `null` where a shell is needed. */
function plainWords(command: CommandInstruction): readonly string[] | null {
  if (command.command.form === 'exec') return null;
  const { commands, problems } = readShell(command.command);
  const [only] = commands;
  if (only === undefined || commands.length > 1 || problems.length > 0) return null;
  const isPlain =
    only.words.every((word) => word.literal) && only.redirections.length === 0 && only.assignments.length === 0;
  return isPlain ? [only.name, ...only.words.map((word) => word.text)] : null;
}

function asArray(build: Build, command: CommandInstruction, program: string): Fix | null {
  const words = plainWords(command);
  if (words === null) return null;
  const rest = fileName(words[0] ?? '') === program ? words.slice(1) : words;
  if (rest.length === 0) return null;
  const text = `[${rest.map((word) => JSON.stringify(word)).join(', ')}]`;
  return {
    title: 'Write the arguments as a JSON array',
    safety: 'review',
    edits: [replaceText(build, command.command.range, text)],
  };
}

export const texts: RuleTexts = {
  title: 'ENTRYPOINT gets a shell as its arguments',
  category: 'reliability',
  wrong: 'This CMD is in shell form, so the program of ENTRYPOINT gets `/bin/sh`, `-c` and the text as its arguments.',
  why: 'With an ENTRYPOINT, CMD only adds arguments. Python, for one, takes `/bin/sh` for the script to run and ends with a syntax error.',
  remedy: 'Write CMD as a JSON array of the arguments only.',
  recordings: [],
};

export default defineRule({
  id: 'command-behind-entrypoint',
  part: 'configuration',
  severity: 'error',
  codes: {},
  failures: ['missing-script'],
  check(build) {
    const { entrypoint = null, command = null } = build.target?.after ?? {};
    if (build.target === null || !isCommand(entrypoint) || !isCommand(command)) return [];
    if (entrypoint.command.form !== 'exec' || command.command.form !== 'shell') return [];
    const program = fileName(entrypoint.command.words[0]?.text ?? '');
    if (!isPython(program) && !programsWithArguments.has(program)) return [];
    const fix = asArray(build, command, program);
    return [{ range: command.command.range, stage: build.target.index, ...(fix === null ? {} : { fix }) }];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Python as the entrypoint',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["python"]\nCMD python main.py\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["python"]\nCMD ["main.py"]\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['python main.py'],
  },
  {
    title: 'A program that runs its arguments may get a shell',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["gunicorn", "-b", "0.0.0.0:8000"]\nCMD main:app\n',
    good: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["tini", "--"]\nCMD exec gunicorn -b 0.0.0.0:$PORT main:app\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
    },
    fires: ['main:app'],
  },
];
