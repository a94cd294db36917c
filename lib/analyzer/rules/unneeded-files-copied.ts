import { exactly } from '../estimate';
import { contextCopies, copiedEntries, findEntries, sourceOf } from '../rules-support/context-copies';
import { ignorePath } from '../rules-support/ignore-file';
import { savesBytes } from '../rules-support/savings';
import { isInFinalImage } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Folders that belong to the one who writes the program, or that a tool can make again. */
const unneeded =
  /(?:^|\/)(?:\.git|\.hg|\.svn|\.venv|venv|\.tox|\.nox|node_modules|__pycache__|\.mypy_cache|\.pytest_cache|\.ruff_cache|\.ipynb_checkpoints|\.idea|\.vscode|htmlcov|\.eggs|[^/]+\.egg-info)(?=\/|$)/;

/** The folder itself, `.git` of `.git/objects/ab`. */
function folderOf(path: string): string | null {
  const match = unneeded.exec(path);
  return match === null ? null : path.slice(0, match.index + match[0].length);
}

export const texts: RuleTexts = {
  title: 'Files are copied that the program does not need',
  category: 'size',
  wrong: 'This copies files that the program does not need.',
  why: 'They are sent to the builder, stored in the image and pulled by every machine that runs it, and each change to them runs this step again.',
  remedy: 'Add them to `.dockerignore`.',
  lesson: 'queue-consumer/02-slim',
  recordings: ['queue-full'],
};

export default defineRule({
  id: 'unneeded-files-copied',
  severity: 'warning',
  codes: {},
  check(build) {
    const unneeded = findEntries(build, (path) => folderOf(path) !== null);
    if (unneeded.length === 0) return [];
    return contextCopies(build).flatMap(({ instruction, stage, step }) => {
      const folders = new Map<string, number>();
      for (const entry of copiedEntries(step, unneeded)) {
        const folder = folderOf(entry.path) ?? entry.path;
        folders.set(folder, (folders.get(folder) ?? 0) + entry.bytes);
      }
      return [...folders].flatMap(([folder, bytes]) => {
        const source = sourceOf(instruction, folder);
        if (source === null) return [];
        return [
          {
            range: source.range,
            stage: stage.index,
            wrong: `This copies \`${folder}\` into the image, and the program does not need it.`,
            remedy: `Add \`${folder}\` to \`.dockerignore\`.`,
            saves: isInFinalImage(build, stage)
              ? savesBytes(exactly(bytes, [{ text: `${folder} in the build context`, kind: 'measured' }]))
              : {},
            fix: {
              title: `Add ${folder} to .dockerignore`,
              safety: 'review' as const,
              edits: [ignorePath(build, folder)],
            },
          },
        ];
      });
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The repository and a local environment',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n',
    files: { 'main.py': 'print("ready")\n' },
    goodFiles: { '.dockerignore': '.git\n.venv\n' },
    bulk: [
      { path: '.git', bytes: 48_000_000, files: 900 },
      { path: '.venv', bytes: 210_000_000, files: 9000 },
    ],
    fires: ['.', '.'],
  },
];
