import { apkCommands } from '../rules-support/apk';
import { hasOption, invocations } from '../rules-support/commands';
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
  return invocations(run.commands).some(
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
    return runs(build, 'apk').flatMap((run) =>
      apkCommands(run.commands)
        .filter((apk) => apk.action === 'add' && !hasOption(apk.options, '--no-cache'))
        .filter(
          () => ![cache, chosenCache].some((path) => keepsOutOfLayer(run.instruction, path)) && !removesCache(run),
        )
        .flatMap((apk) => {
          const end = apk.actionWord?.range.end ?? apk.programRange.end;
          return [
            {
              range: { start: apk.programRange.start, end },
              stage: run.stage.index,
              saves: isInFinalImage(build, run.stage) ? savesBytes(bytesOf([run.step], under(cache))) : {},
              fix: { title: 'Add --no-cache', safety: 'safe' as const, edits: [insertText(build, end, ' --no-cache')] },
            },
          ];
        }),
    );
  },
});

export const examples: readonly RuleExample[] = [
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
