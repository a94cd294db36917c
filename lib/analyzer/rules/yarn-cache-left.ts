import { appendCommand } from '../rules-support/edits';
import { keepsOutOfLayer } from '../rules-support/mounts';
import { packageCalls } from '../rules-support/package-calls';
import { isInFinalImage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Where yarn 1 keeps what it fetched, as root (with and without a home of its own) and as the user of the node images. */
const caches = ['/root/.cache/yarn', '/usr/local/share/.cache/yarn', '/home/node/.cache/yarn'];

export const texts: RuleTexts = {
  title: 'yarn leaves its cache in the layer',
  category: 'size',
  wrong: '`yarn` keeps an archive of every package that it fetched in its cache.',
  why: 'The packages are in `node_modules` already, and the running container does not read the cache.',
  remedy: 'End the same RUN with `yarn cache clean`, or mount a cache.',
  recordings: [],
};

export default defineRule({
  id: 'yarn-cache-left',
  part: 'downloads',
  severity: 'info',
  codes: { hadolint: ['DL3060'] },
  check(build) {
    return runs(build, 'yarn')
      .filter((run) => isInFinalImage(build, run.stage))
      .flatMap((run) => {
        const calls = packageCalls(run.commands, 'yarn');
        const last = calls.findLast((call) => ['', 'install', 'add'].includes(call.action));
        if (last === undefined || last.options.some((option) => option.name === '--version')) return [];
        const isCleaned = calls.slice(calls.indexOf(last) + 1).some((call) => call.action === 'cache clean');
        if (isCleaned || caches.some((cache) => keepsOutOfLayer(run.instruction, cache))) return [];
        const edit = appendCommand(build, run.instruction, run.commands, 'yarn cache clean');
        return [
          {
            range: last.range,
            stage: run.stage.index,
            ...(edit === null
              ? {}
              : { fix: { title: 'Add yarn cache clean', safety: 'safe' as const, edits: [edit] } }),
          },
        ];
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A plain install',
    bad: 'FROM node:24\nRUN yarn install --frozen-lockfile\n',
    good: 'FROM node:24\nRUN yarn install --frozen-lockfile && yarn cache clean\n',
    fires: ['yarn install'],
  },
  {
    title: 'In a stage that is not shipped it costs nothing',
    bad: 'FROM node:24 AS assets\nRUN yarn\n',
    good: 'FROM node:24 AS assets\nRUN yarn\nFROM python:3.13-slim\nCOPY --from=assets /app/dist /app/static\n',
    fires: ['yarn'],
  },
];
