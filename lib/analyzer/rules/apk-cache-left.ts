import { apkCommands } from '../rules-support/apk';
import { hasOption } from '../rules-support/commands';
import { insertText } from '../rules-support/edits';
import { keepsOutOfLayer } from '../rules-support/mounts';
import { covers, withoutGlob } from '../rules-support/paths';
import { bytesOf, savesBytes, under } from '../rules-support/savings';
import { isInFinalImage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const cache = '/var/cache/apk';
/** Where it exists, apk keeps index and packages there instead. */
const chosenCache = '/etc/apk/cache';

function removesCache(run: PlacedRun): boolean {
  return run.invocations.some(
    ({ program, words }) =>
      program === 'rm' && words.some((word) => word.text.startsWith('/') && covers(withoutGlob(word.text), cache)),
  );
}

export const texts: RuleTexts = {
  title: 'apk leaves its index in the layer',
  category: 'size',
  wrong: 'This command leaves the index of all packages in `/var/cache/apk`.',
  why: 'Only the next `apk add` reads it, and the running container installs nothing.',
  remedy: 'Add `--no-cache`, which also makes `apk update` unnecessary.',
  recordings: [],
};

export default defineRule({
  id: 'apk-cache-left',
  part: 'system',
  severity: 'info',
  codes: { hadolint: ['DL3019'] },
  check(build) {
    return runs(build, 'apk').flatMap((run) => {
      if ([cache, chosenCache].some((path) => keepsOutOfLayer(run.instruction, path)) || removesCache(run)) return [];
      const keeping = apkCommands(run.commands).filter(
        (apk) => apk.action === 'add' && !hasOption(apk.options, '--no-cache'),
      );
      const ends = keeping.map((apk) => apk.actionWord?.range.end ?? apk.programRange.end);
      const [first] = keeping;
      const [end] = ends;
      if (first === undefined || end === undefined) return [];
      // All of a RUN share one index in one layer.
      return [
        {
          range: { start: first.programRange.start, end },
          stage: run.stage.index,
          saves: isInFinalImage(build, run.stage) ? savesBytes(bytesOf([run.step], under(cache))) : {},
          fix: {
            title: 'Add --no-cache',
            safety: 'safe' as const,
            edits: ends.map((at) => insertText(build, at, ' --no-cache')),
          },
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Several commands of one step share one index',
    bad: 'FROM alpine:3.22\nRUN apk add python3 && apk add --virtual .build gcc\n',
    good: 'FROM alpine:3.22\nRUN apk add --no-cache python3 && apk add --no-cache --virtual .build gcc\n',
    fires: ['apk add'],
  },
  {
    title: 'A plain add',
    bad: 'FROM python:3.13-alpine\nRUN apk add libpq\n',
    good: 'FROM python:3.13-alpine\nRUN apk add --no-cache libpq\n',
    fires: ['apk add'],
  },
  {
    title: 'Emptied in the same layer',
    bad: 'FROM python:3.13-alpine\nRUN apk update && apk add libpq\n',
    good: 'FROM python:3.13-alpine\nRUN apk update && apk add libpq && rm -rf /var/cache/apk/*\n',
    fires: ['apk add'],
  },
  {
    title: 'A cache mount where apk keeps its own',
    bad: 'FROM python:3.13-alpine\nRUN --mount=type=cache,target=/root/.cache apk add libpq\n',
    good: 'FROM python:3.13-alpine\nRUN --mount=type=cache,target=/etc/apk/cache apk add libpq\n',
    fires: ['apk add'],
  },
];
