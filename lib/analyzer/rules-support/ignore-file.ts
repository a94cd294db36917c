import type { Build } from '../build/types';
import { readProjectFile } from '../project';
import type { TextEdit } from '../rules/types';

/** Where Docker looks for what to leave out. */
export const ignoreFilePath = '.dockerignore';

/** What hardly any image of a Python program needs. */
const usual = [
  '.git',
  '.gitignore',
  '.venv',
  'venv',
  '**/__pycache__',
  '**/*.pyc',
  '.env',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  'Dockerfile',
  '.dockerignore',
];

/** Creates an ignore file with the usual entries. */
export function insertedIgnoreFile(): TextEdit {
  return { file: ignoreFilePath, range: { start: 0, end: 0 }, text: `${usual.join('\n')}\n` };
}

/** Adds one entry at the end of the ignore file that is in force; creates it where there is none. */
export function ignorePath(build: Build, path: string): TextEdit {
  const file = build.context.ignoreFile?.path ?? ignoreFilePath;
  const text = readProjectFile(build.project, file) ?? '';
  const opening = text === '' || text.endsWith('\n') ? '' : '\n';
  return { file, range: { start: text.length, end: text.length }, text: `${opening}${path}\n` };
}
