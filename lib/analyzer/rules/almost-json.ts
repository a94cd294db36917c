import type { Build } from '../build/types';
import { replaceText } from '../rules-support/edits';
import { instructionsWith } from '../rules-support/instructions-with';
import { looksLikeJson, meantJson } from '../rules-support/json-form';
import type { SourceRange } from '../syntax/range';
import type { Instruction } from '../syntax/types';
import { defineRule, type Report, type Rule, type RuleExample, type RuleTexts } from './types';

/** Where the arguments stand that may be in exec form, and are not. */
function plainArguments(instruction: Instruction): SourceRange | null {
  switch (instruction.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK':
      return instruction.command?.form === 'shell' && instruction.heredocs.length === 0
        ? instruction.command.range
        : null;
    case 'COPY':
    case 'ADD': {
      const [first] = instruction.sources;
      if (instruction.form === 'exec' || first === undefined || instruction.heredocs.length > 0) return null;
      return { start: first.range.start, end: instruction.destination.range.end };
    }
    case 'VOLUME': {
      const [first] = instruction.words;
      const last = instruction.words.at(-1);
      if (instruction.form === 'exec' || first === undefined || last === undefined) return null;
      return { start: first.range.start, end: last.range.end };
    }
    default:
      return null;
  }
}

const codes: Partial<Record<Instruction['keyword'], Rule['codes']>> = {
  CMD: { hadolint: ['DL3025'], buildkit: ['JSONArgsRecommended'] },
  ENTRYPOINT: { hadolint: ['DL3025'], buildkit: ['JSONArgsRecommended'] },
  HEALTHCHECK: { hadolint: ['DL3025'] },
};

/** The array that was meant; `null` where it cannot be told, or where a COPY would have a source and no destination. */
function meantArray({ keyword }: Instruction, text: string): string | null {
  const meant = meantJson(text);
  const copies = keyword === 'COPY' || keyword === 'ADD';
  return meant === null || (copies && !/",\s*"/.test(meant)) ? null : meant;
}

function report(build: Build, instruction: Instruction, stage: number): readonly Report[] {
  const range = plainArguments(instruction);
  if (range === null || build.dockerfile.text[range.start] !== '[') return [];
  const text = build.dockerfile.text.slice(range.start, range.end);
  if (!looksLikeJson(text)) return [];
  const meant = text.includes('\n') ? null : meantArray(instruction, text);
  return [
    {
      range,
      stage,
      codes: codes[instruction.keyword] ?? {},
      ...(meant === null
        ? {}
        : {
            fix: { title: `Write ${meant}`, safety: 'review' as const, edits: [replaceText(build, range, meant)] },
          }),
    },
  ];
}

export const texts: RuleTexts = {
  title: 'The array is not valid JSON',
  category: 'reliability',
  wrong:
    'This looks like a JSON array and is not valid JSON, so Docker takes brackets, quotes and commas as part of the text.',
  why: 'The shell then looks for a program whose name begins with `[`; a volume or a file gets a name with quotes in it. JSON allows only straight double quotes, and needs a comma between any two words.',
  remedy: 'Put every word in double quotes, with a comma between any two and none after the last.',
  recordings: [],
};

export default defineRule({
  id: 'almost-json',
  part: 'configuration',
  severity: 'error',
  codes: { hadolint: ['DL3025'], buildkit: ['JSONArgsRecommended'] },
  failures: ['command-not-found', 'missing-source'],
  check(build) {
    return instructionsWith(build, '[').flatMap(({ instruction, stage }) => report(build, instruction, stage.index));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Single quotes, as in Python',
    files: { 'main.py': 'print("ready")\n' },
    bad: "FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nCMD ['python', 'main.py']\n",
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nCMD ["python", "main.py"]\n',
    fires: ["['python', 'main.py']"],
  },
  {
    title: 'A comma too many, and one too few',
    files: { 'main.py': 'print("ready")\n' },
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["python" "main.py"]\nVOLUME ["/data",]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["python", "main.py"]\nVOLUME ["/data"]\n',
    fires: ['["python" "main.py"]', '["/data",]'],
  },
  {
    title: 'No quotes, and a condition of the shell',
    bad: 'FROM python:3.13-slim\nRUN [ -d /opt ] && mkdir /opt/app\nCMD [python, -m, http.server]\n',
    good: 'FROM python:3.13-slim\nRUN [ -d /opt ] && mkdir /opt/app\nCMD ["python", "-m", "http.server"]\n',
    fires: ['[python, -m, http.server]'],
  },
];
