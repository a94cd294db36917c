import { insertText } from '../rules-support/edits';
import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Several files are copied to one name',
  category: 'reliability',
  wrong: 'Several sources are copied to a destination that is not written as a folder.',
  why: 'Where no such folder exists, BuildKit writes one file after the other under that name, and only the last remains. The classic builder stops with an error.',
  remedy: 'End the destination with `/`.',
  recordings: [],
};

export default defineRule({
  id: 'several-sources-to-a-file',
  severity: 'error',
  codes: { hadolint: ['DL3021'] },
  check(build) {
    return placed(build, 'COPY', 'ADD').flatMap(({ instruction, stage }) => {
      const { sources, destination } = instruction;
      if (sources.length < 2) return [];
      const isFolder = /(?:\/|\\|^\.|\/\.)["']?$/.test(destination.text) || destination.text.includes('$');
      if (isFolder) return [];
      const quoted = instruction.form === 'exec' || /["']$/.test(destination.text);
      const fix = {
        title: 'Add a slash',
        safety: 'safe' as const,
        edits: [insertText(build, destination.range.end - (quoted ? 1 : 0), '/')],
      };
      return [
        {
          range: destination.range,
          stage: stage.index,
          // A here-document in the place of the destination would lose the word that closes it.
          ...(destination.text.includes('<<') ? {} : { fix }),
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A JSON array',
    bad: 'FROM python:3.13-slim\nCOPY ["pyproject.toml", "uv.lock", "/app"]\n',
    good: 'FROM python:3.13-slim\nCOPY ["pyproject.toml", "uv.lock", "/app/"]\n',
    files: { 'pyproject.toml': '[project]\nname = "orders"\nversion = "1"\n', 'uv.lock': 'version = 1\n' },
    fires: ['"/app"'],
  },
  {
    title: 'Two files and one name',
    bad: 'FROM python:3.13-slim\nCOPY a.py b.py /app\n',
    good: 'FROM python:3.13-slim\nCOPY a.py b.py /app/\n',
    files: { 'a.py': '', 'b.py': '' },
    fires: ['/app'],
  },
];
