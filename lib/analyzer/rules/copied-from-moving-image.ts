import { parseImageReference } from '../build/image-reference';
import type { Build } from '../build/types';
import { flagsNamed } from '../rules-support/flags';
import { stageNamed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Whether the text names an image that moves: no tag, or `latest`, and no digest. Stages and variables are none. */
function moves(build: Build, text: string): boolean {
  if (text === '' || text === 'scratch' || text.includes('$')) return false;
  if (/^\d+$/.test(text) || stageNamed(build, text) !== undefined) return false;
  const reference = parseImageReference(text);
  // A single word is more likely the name of a stage that is not there.
  if (reference === null || (reference.registry === null && !text.includes('/') && !text.includes(':'))) return false;
  return reference.digest === null && (reference.tag === null || reference.tag === 'latest');
}

export const texts: RuleTexts = {
  title: 'A file is copied from an image without a version',
  category: 'reproducibility',
  wrong: 'This takes files from an image without a tag, or with the tag `latest`.',
  why: 'The files change whenever a new version is published, and all later steps run again. A new version of an installer can also read your lock file differently.',
  remedy: 'Name a version, as in `COPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/`.',
  recordings: [],
};

export default defineRule({
  id: 'copied-from-moving-image',
  part: 'stages',
  severity: 'warning',
  codes: { hadolint: ['DL3022'] },
  check(build) {
    return [...flagsNamed(build, 'from'), ...flagsNamed(build, 'mount')].flatMap(({ instruction, flag, stage }) => {
      if (instruction.keyword === 'ADD') return [];
      const written = flag.value?.text ?? '';
      const from = flag.name === 'from' ? written : (/(?:^|,)from=([^,]+)/.exec(written)?.[1] ?? '');
      if (!moves(build, from)) return [];
      const codes = flag.name === 'from' && !/:[^/]*$/.test(from) ? { hadolint: ['DL3022'] } : {};
      return [{ range: flag.range, stage: stage.index, codes }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'uv from an image without a version',
    bad: 'FROM python:3.13-slim AS build\nCOPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/\nFROM python:3.13-slim\n',
    good: 'FROM python:3.13-slim AS build\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nFROM python:3.13-slim\n',
    fires: ['--from=ghcr.io/astral-sh/uv:latest'],
  },
  {
    title: 'Mounted for one step',
    bad: 'FROM python:3.13-slim\nRUN --mount=from=ghcr.io/astral-sh/uv,source=/uv,target=/bin/uv uv --version\n',
    good: 'FROM python:3.13-slim\nRUN --mount=from=ghcr.io/astral-sh/uv:0.9.0,source=/uv,target=/bin/uv uv --version\n',
    fires: ['--mount=from=ghcr.io/astral-sh/uv,source=/uv,target=/bin/uv'],
  },
];
