import { mountsOf } from '../rules-support/mounts';
import { pipInstalls } from '../rules-support/pip';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The cache mount belongs to root',
  category: 'speed',
  wrong: 'The cache mount belongs to root, and this step runs as a user who cannot write to it.',
  why: 'A cache mount belongs to root unless `uid` says otherwise. pip warns and continues without a cache, so each build downloads everything again; uv stops.',
  remedy: 'Add `uid=` with the number of the user to the mount.',
  recordings: [],
};

export default defineRule({
  id: 'cache-mount-owned-by-root',
  part: 'stages',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'pip').flatMap((run) => {
      const { user } = run.step.before;
      if (/^(?:root|0)?(?::|$)|\$/.test(user) || pipInstalls(run.commands).length === 0) return [];
      const number = /^(\d+)(?::|$)/.exec(user)?.[1];
      return mountsOf(run.instruction).flatMap((mount) => {
        const text = build.dockerfile.text.slice(mount.range.start, mount.range.end);
        if (mount.type !== 'cache' || !/\/\.cache(?:\/(?:pip|uv))?\/?$/.test(mount.target ?? '')) return [];
        if (/,(?:uid|mode|from|source)=|=(?:uid|mode|from|source)=/.test(text)) return [];
        if (mount.target?.startsWith('/root/')) return [];
        const fix = {
          title: `Add uid=${number}`,
          safety: 'safe' as const,
          edits: [
            {
              file: build.project.dockerfile,
              range: { start: mount.range.end, end: mount.range.end },
              text: `,uid=${number}`,
            },
          ],
        };
        return [{ range: mount.range, stage: run.stage.index, ...(number === undefined ? {} : { fix }) }];
      });
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A user with a number',
    bad: 'FROM python:3.13-slim\nENV HOME=/home/app\nUSER 1000\nRUN --mount=type=cache,target=/home/app/.cache/pip pip install --user flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nENV HOME=/home/app\nUSER 1000\nRUN --mount=type=cache,target=/home/app/.cache/pip,uid=1000 pip install --user flask==3.0.3\n',
    fires: ['--mount=type=cache,target=/home/app/.cache/pip'],
  },
];
