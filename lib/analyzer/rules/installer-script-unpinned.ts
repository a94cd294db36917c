import { variableFor } from '../rules-support/python-tools';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

interface Script {
  /** The address without a version in it. */
  readonly address: RegExp;
  readonly name: string;
  readonly remedy: string;
  /** Variables and options that settle the version. */
  readonly variables: readonly string[];
}

const scripts: readonly Script[] = [
  {
    address: /^https:\/\/astral\.sh\/uv\/install\.sh$/,
    name: 'uv',
    remedy:
      'Put the version into the URL, as in `https://astral.sh/uv/0.9.0/install.sh`, or copy `uv` from its own image with a tag.',
    variables: ['UV_VERSION'],
  },
  {
    address: /^https:\/\/install\.python-poetry\.org\/?$/,
    name: 'Poetry',
    remedy: 'Set `POETRY_VERSION`, or install a version of Poetry that you name with pip.',
    variables: ['POETRY_VERSION'],
  },
  {
    address: /^https:\/\/bootstrap\.pypa\.io\/(?:[\d.]+\/)?get-pip\.py$/,
    name: 'pip',
    remedy: 'Use the pip of the image, or start from an image that has one.',
    variables: [],
  },
  {
    address: /^https:\/\/pdm-project\.org\/install-pdm\.py$|^https:\/\/pyenv\.run\/?$|^https:\/\/rye\.astral\.sh\/get$/,
    name: 'the tool',
    remedy: 'Install a version that you name.',
    variables: ['PDM_VERSION', 'PYENV_GIT_TAG', 'RYE_VERSION'],
  },
];

export const texts: RuleTexts = {
  title: 'An installer script fetches the newest version',
  category: 'reproducibility',
  wrong: 'This script installs the newest version of the tool on the day of the build.',
  why: 'The build can break, or install other packages, without a change on your side. A cached step keeps the old version, so two machines can differ.',
  remedy: 'Install a version of the tool that you name.',
  recordings: [],
};

export default defineRule({
  id: 'installer-script-unpinned',
  part: 'downloads',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'curl', 'wget').flatMap((run) => {
      const text = run.commands.flatMap((command) => [command.name, ...command.words.map((word) => word.text)]);
      if (text.includes('--version')) return [];
      return run.invocations
        .filter(({ program }) => program === 'curl' || program === 'wget')
        .flatMap(({ words, command }) =>
          words.flatMap((word) => {
            const script = scripts.find((entry) => entry.address.test(word.text));
            if (script === undefined) return [];
            const settled = script.variables.some((name) =>
              [command, ...run.commands].some((other) => (variableFor(run, other, name) ?? '') !== ''),
            );
            if (settled) return [];
            const wrong = `This script installs the newest version of ${script.name} on the day of the build.`;
            return [{ range: word.range, stage: run.stage.index, wrong, remedy: script.remedy }];
          }),
        );
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'uv by its script',
    bad: 'FROM python:3.13\nRUN curl -LsSf https://astral.sh/uv/install.sh -o install.sh && sh install.sh\n',
    good: 'FROM python:3.13\nRUN curl -LsSf https://astral.sh/uv/0.9.0/install.sh -o install.sh && sh install.sh\n',
    fires: ['https://astral.sh/uv/install.sh'],
  },
  {
    title: 'Poetry reads its version from a variable',
    bad: 'FROM python:3.13\nRUN curl -sSL https://install.python-poetry.org -o install.py && python install.py\n',
    good: 'FROM python:3.13\nENV POETRY_VERSION=2.1.3\nRUN curl -sSL https://install.python-poetry.org -o install.py && python install.py\n',
    fires: ['https://install.python-poetry.org'],
  },
];
