import { replaceText } from '../rules-support/edits';
import { fileName } from '../rules-support/paths';
import { isPython } from '../rules-support/pip';
import { isCommand, programsWithArguments } from '../rules-support/start-command';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'CMD repeats the program of ENTRYPOINT',
  category: 'reliability',
  wrong: 'ENTRYPOINT names the program, and CMD names it again.',
  why: 'CMD is added to ENTRYPOINT, so the program gets its own name as its first argument: `python` looks for a script called `python`.',
  remedy: 'Remove the name from CMD.',
  recordings: [],
};

export default defineRule({
  id: 'command-repeats-entrypoint',
  part: 'configuration',
  severity: 'error',
  codes: {},
  failures: ['missing-script'],
  check(build) {
    const { entrypoint = null, command = null } = build.target?.after ?? {};
    if (build.target === null || !isCommand(entrypoint) || !isCommand(command)) return [];
    if (entrypoint.command.form !== 'exec' || command.command.form !== 'exec') return [];
    const named = fileName(entrypoint.command.words.at(-1)?.text ?? '');
    const [first, second] = command.command.words;
    if (first === undefined || fileName(first.text) !== named || !(isPython(named) || programsWithArguments.has(named)))
      return [];
    const end = second?.range.start ?? first.range.end;
    return [
      {
        range: first.range,
        stage: build.target.index,
        fix: {
          title: `Remove ${first.text} from CMD`,
          safety: 'review' as const,
          edits: [replaceText(build, { start: first.range.start, end }, '')],
        },
      },
    ];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Python in both instructions',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["python"]\nCMD ["python", "main.py"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["python"]\nCMD ["main.py"]\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['"python"'],
  },
];
