import type { Build } from '../build/types';
import { contextCopies } from '../rules-support/context-copies';
import { replaceText } from '../rules-support/edits';
import { withoutQuotes } from '../rules-support/quotes';
import type { Word } from '../syntax/types';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

/** What is left of a path that leads out of the root once Docker has cut that off; `null` where it stays within. */
function cutOff(source: string): string | null {
  const kept: string[] = [];
  let left = false;
  for (const part of source.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) left = true;
  }
  return left ? kept.join('/') : null;
}

/** Writes the path that Docker goes by, where something lies there. */
function writeAsRead(build: Build, source: Word, path: string): Fix | null {
  const written = build.dockerfile.text.slice(source.range.start, source.range.end);
  const isThere = build.context.entries.some((entry) => entry.path === path || entry.path.startsWith(`${path}/`));
  if (path === '' || !isThere || withoutQuotes(written) !== withoutQuotes(source.text)) return null;
  const quote = /^["']/.exec(written)?.[0] ?? '';
  return {
    title: `Write ${path}`,
    safety: 'safe',
    edits: [replaceText(build, source.range, `${quote}${path}${quote}`)],
  };
}

export const texts: RuleTexts = {
  title: 'A copy asks for something outside the build context',
  category: 'reliability',
  wrong: 'This path leads out of the build context, and Docker cuts the leading `..` off.',
  why: 'A build sees nothing outside its context. Docker looks for the rest of the path in the root of the context, and finds another file there or none.',
  remedy:
    'Build with the folder above as the context, `docker build --file app/Dockerfile ..`, and write paths from there.',
  recordings: [],
};

export default defineRule({
  id: 'copy-from-outside',
  part: 'stages',
  severity: 'warning',
  codes: {},
  failures: ['missing-source'],
  check(build) {
    return contextCopies(build).flatMap(({ instruction, stage }) =>
      instruction.sources.flatMap((source) => {
        const text = withoutQuotes(source.text);
        if (!text.includes('..') || /^<<|:\/\/|^git@|\$/.test(text)) return [];
        const path = cutOff(text);
        if (path === null) return [];
        const fix = writeAsRead(build, source, path);
        return [
          {
            range: source.range,
            stage: stage.index,
            wrong: `This path leads out of the build context, and Docker reads it as \`${path === '' ? '.' : path}\`.`,
            ...(fix === null
              ? {}
              : { remedy: `Write \`${path}\`, which is what Docker takes, if you mean that.`, fix }),
          },
        ];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A file beside the folder of the Dockerfile',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY ../requirements.txt .\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\n',
    files: { 'requirements.txt': 'flask==3.0.3\n' },
    fires: ['../requirements.txt'],
  },
  {
    title: 'Out by way of a folder within',
    bad: 'FROM python:3.13-slim\nCOPY src/../../shared /app/shared\n',
    good: 'FROM python:3.13-slim\nCOPY src/../shared /app/shared\n',
    files: { 'src/main.py': 'print("ready")\n', 'shared/texts.py': 'TITLE = "ready"\n' },
    fires: ['src/../../shared'],
  },
];
