import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

function readGenerated<Entry>(name: string): readonly Entry[] {
  return JSON.parse(readFileSync(path.join(root, 'content', name), 'utf8')) as readonly Entry[];
}

export const lessonPages = readGenerated<{ track: string; name: string }>('lessons.generated.json').map(
  ({ track, name }) => `/lessons/${track}/${name}`,
);

export const recordingPages = readGenerated<{ id: string }>('recordings.generated.json').map(
  ({ id }) => `/recordings/${id}`,
);

export const rulePages = readdirSync(path.join(root, 'lib/analyzer/rules'))
  .filter((file) => file.endsWith('.ts') && !/\.(test|generated)\.ts$/.test(file) && file !== 'types.ts')
  .map((file) => `/rules/${file.slice(0, -3)}`);

/** Pages that differ in kind: each is tried in both themes and at several widths. */
export const pagesOfEveryKind = [
  '/',
  '/lessons',
  ...lessonPages,
  '/playground',
  '/recordings',
  '/recordings/read',
  '/recordings/compare?a=hefner-ubuntu&b=hefner-slim',
  ...recordingPages.slice(0, 2),
  '/workshop',
  '/join',
  '/rules',
  ...rulePages.slice(0, 2),
  '/no-such-page',
  '/lessons/queue-consumer/no-such-lesson',
];
