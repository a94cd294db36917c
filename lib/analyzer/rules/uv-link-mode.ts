import { hasOption } from '../rules-support/commands';
import { insertBefore } from '../rules-support/edits';
import { mountsOf } from '../rules-support/mounts';
import { covers, expandHome } from '../rules-support/paths';
import { toolCalls, variableFor } from '../rules-support/python-tools';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'uv cannot link files from a cache mount',
  category: 'clarity',
  wrong: 'uv tries to link files from a cache that is on another file system.',
  why: 'A cache mount is a file system of its own, and hard links cannot lead from one to another. uv warns in each build and copies instead.',
  remedy: 'Set `UV_LINK_MODE=copy`.',
  recordings: [],
};

export default defineRule({
  id: 'uv-link-mode',
  part: 'projects',
  severity: 'info',
  codes: {},
  check(build) {
    return runs(build, 'uv').flatMap((run) => {
      const call = toolCalls(run.commands, 'uv').find(
        (entry) => entry.action === 'sync' || (entry.action === 'pip' && entry.operands[0]?.text === 'install'),
      );
      if (call === undefined || hasOption(call.options, '--link-mode', '--no-cache', '-n')) return [];
      if (variableFor(run, call.command, 'UV_LINK_MODE') !== undefined) return [];
      const folder = variableFor(run, call.command, 'UV_CACHE_DIR') ?? expandHome('~/.cache/uv', run.step.before.user);
      const mount = mountsOf(run.instruction).find(
        ({ type, target }) => type === 'cache' && target !== null && covers(target, folder),
      );
      if (mount === undefined) return [];
      const fix = {
        title: 'Set UV_LINK_MODE=copy',
        safety: 'review' as const,
        edits: [insertBefore(build, run.instruction, ['ENV UV_LINK_MODE=copy'])],
      };
      return [{ range: mount.range, stage: run.stage.index, ...(run.triggered ? {} : { fix }) }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A cache mount for uv',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n',
    good: 'FROM python:3.13-slim\nENV UV_LINK_MODE=copy\nWORKDIR /app\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n',
    fires: ['--mount=type=cache,target=/root/.cache/uv'],
  },
];
