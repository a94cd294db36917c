import { fileName } from '../rules-support/paths';
import { startCommand } from '../rules-support/start-command';
import { isInFinalImage, placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const image = /^ghcr\.io\/astral-sh\/uv(?:[:@]|$)/;

export const texts: RuleTexts = {
  title: 'uv stays in the final image',
  category: 'size',
  wrong: 'The final image keeps `uv`, which only its build needs.',
  why: 'After the environment is created nothing calls `uv` again. It is one of the larger files of a slim image, and one more program to keep up to date.',
  remedy:
    'Copy `uv` into a stage of its own and copy the environment from there, or mount it for the one step with `--mount=from=…,source=/uv,target=/bin/uv`.',
  recordings: [],
};

export default defineRule({
  id: 'uv-in-final-image',
  part: 'stages',
  severity: 'info',
  codes: {},
  check(build) {
    const starts = startCommand(build)?.words.map((word) => fileName(word.text)) ?? [];
    if (starts.some((word) => word === 'uv' || word === 'uvx' || word.endsWith('.sh'))) return [];
    return placed(build, 'COPY')
      .filter(({ stage }) => isInFinalImage(build, stage))
      .filter(({ instruction }) =>
        instruction.flags.some((flag) => flag.name === 'from' && image.test(flag.value?.text ?? '')),
      )
      .map(({ instruction, stage }) => ({ range: instruction.range, stage: stage.index }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Copied into the only stage',
    bad: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache\nCMD ["/app/.venv/bin/python", "-V"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN --mount=from=ghcr.io/astral-sh/uv:0.9.0,source=/uv,target=/bin/uv uv sync --locked --no-dev --no-cache\nCMD ["/app/.venv/bin/python", "-V"]\n',
    files: { 'pyproject.toml': '[project]\nname = "app"\nversion = "1"\n', 'uv.lock': 'version = 1\n' },
    fires: ['COPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/'],
  },
];
