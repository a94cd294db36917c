import { assignments } from '../rules-support/assignments';
import { pipCalls } from '../rules-support/pip-calls';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Variables in which pip, uv, Poetry and Pipenv look for the address of an index. */
const variable =
  /^(?:PIP_(?:EXTRA_)?INDEX_URL|PIP_FIND_LINKS|UV_(?:DEFAULT_|EXTRA_)?INDEX(?:_URL)?|UV_FIND_LINKS|POETRY_REPOSITORIES_\w+_URL|PIPENV_PYPI_MIRROR)$/;
const withPassword = /https?:\/\/[^/@\s:'"]*(?::[^/@\s'"]+|\$[^/@\s'"]+)@/;

export const texts: RuleTexts = {
  title: 'A variable holds the credentials of a package index',
  category: 'security',
  wrong: 'This URL of a package index holds credentials, and becomes part of the image.',
  why: "ENV and ARG are written into the image's configuration and history, and `pip config` writes into a file of the layer: anyone who can pull the image can read them.",
  remedy:
    'Pass the URL only to the step that needs it: `RUN --mount=type=secret,id=index,env=PIP_INDEX_URL pip install …`.',
  recordings: [],
};

export default defineRule({
  id: 'credentials-in-index-variable',
  part: 'packages',
  severity: 'error',
  codes: {},
  check(build) {
    const variables = assignments(build, variable)
      .filter(({ assignment }) => withPassword.test(assignment.value?.text ?? ''))
      .map(({ assignment, stage }) => ({ range: assignment.range, stage: stage.index }));
    const configured = pipCalls(build).flatMap(({ pip, run }) => {
      if (pip.action !== 'config' || pip.operands[0]?.text !== 'set') return [];
      const hasSecret = run.instruction.flags.some((flag) => /type=secret/.test(flag.value?.text ?? ''));
      if (hasSecret) return [];
      return pip.operands
        .filter((word) => withPassword.test(word.text))
        .map((word) => ({ range: word.range, stage: run.stage.index }));
    });
    return [...variables, ...configured];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A password in the variable of pip',
    bad: 'FROM python:3.13-slim\nENV PIP_INDEX_URL=https://ci:hunter2@packages.example/simple\nRUN pip install --no-cache-dir tool==1.0\n',
    good: 'FROM python:3.13-slim\nENV PIP_INDEX_URL=https://packages.example/simple\nRUN pip install --no-cache-dir tool==1.0\n',
    fires: ['PIP_INDEX_URL=https://ci:hunter2@packages.example/simple'],
  },
  {
    title: 'A setting in a file',
    bad: 'FROM python:3.13-slim\nRUN pip config set global.index-url https://ci:hunter2@packages.example/simple\n',
    good: 'FROM python:3.13-slim\nRUN pip config set global.index-url https://packages.example/simple\n',
    fires: ['https://ci:hunter2@packages.example/simple'],
  },
];
