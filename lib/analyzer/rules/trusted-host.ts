import { assignments } from '../rules-support/assignments';
import { removeWord } from '../rules-support/edits';
import { installOptions } from '../rules-support/pip-calls';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** What stands for the options of pip and uv. */
const variables = ['PIP_TRUSTED_HOST', 'UV_INSECURE_HOST'];

export const texts: RuleTexts = {
  title: 'pip does not check the certificate of a host',
  category: 'security',
  wrong: '`--trusted-host` lets pip take packages from a host without checking its certificate.',
  why: 'Anyone on the network path can send other packages, and pip runs their code during the install.',
  remedy: 'Remove it, and give pip the certificate of your own authority with `--cert`.',
  recordings: [],
};

export default defineRule({
  id: 'trusted-host',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    const ofVariables = assignments(build, ...variables)
      .filter(({ assignment }) => !/^(?:|""|'')$/.test(assignment.value?.text ?? ''))
      .map(({ assignment: { name, range }, stage }) => ({
        range,
        stage: stage.index,
        wrong: `\`${name.text}\` lets every install take packages from a host without checking its certificate.`,
      }));
    const ofCommands = installOptions(build, '--trusted-host', '--allow-insecure-host').map(
      ({ option: { word, valueWord }, run }) => {
        const range = { start: word.range.start, end: valueWord?.range.end ?? word.range.end };
        return {
          range,
          stage: run.stage.index,
          fix: { title: 'Remove it', safety: 'review' as const, edits: [removeWord(build, range)] },
        };
      },
    );
    return [...ofVariables, ...ofCommands].toSorted((one, other) => one.range.start - other.range.start);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A host of the usual index',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --trusted-host pypi.example flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --cert /etc/ssl/ours.pem flask==3.0.3\n',
    fires: ['--trusted-host pypi.example'],
  },
  {
    title: 'A variable for every install',
    bad: 'FROM python:3.13-slim\nENV PIP_TRUSTED_HOST=pypi.example\n',
    good: 'FROM python:3.13-slim\nENV PIP_CERT=/etc/ssl/ours.pem\n',
    fires: ['PIP_TRUSTED_HOST=pypi.example'],
  },
];
