import { isDevelopmentTool } from '../catalog/development-tools';
import { fileName } from '../rules-support/paths';
import { pipInstalls } from '../rules-support/pip';
import { isForDevelopment } from '../rules-support/purpose';
import { isInFinalImage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Names that people give to what only developers need. */
const forDevelopers =
  /(?:^|[-_.])(?:dev|develop|development|test|tests|testing|lint|ci)(?:[-_.]requirements)?\.(?:txt|in)$|^(?:dev|test|lint)[-_]requirements\.(?:txt|in)$/i;

export const texts: RuleTexts = {
  title: 'A requirements file for development is installed',
  category: 'size',
  wrong: 'By its name, this requirements file is for development, and the final image installs it.',
  why: 'The running program does not use test runners and linters. They take space, and each can have a security hole that you have to fix.',
  remedy: 'Install only what the program needs, and run tests in a stage of their own.',
  recordings: [],
};

export default defineRule({
  id: 'development-requirements-installed',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    if (isForDevelopment(build)) return [];
    return runs(build, 'pip')
      .filter((run) => isInFinalImage(build, run.stage))
      .flatMap((run) => {
        // Tools that are known by name are reported where they stand.
        const isReported = run.step.requirements.some(
          ({ name, file }) => name !== null && isDevelopmentTool(name) && forDevelopers.test(fileName(file)),
        );
        if (isReported) return [];
        return pipInstalls(run.commands).flatMap((pip) =>
          pip.options
            .filter(({ name }) => name === '-r' || name === '--requirement')
            .filter(({ value }) => forDevelopers.test(fileName(value ?? '')))
            .map(({ word, valueWord }) => ({ range: (valueWord ?? word).range, stage: run.stage.index })),
        );
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Two requirements files',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt requirements-dev.txt ./\nRUN pip install --no-cache-dir -r requirements-dev.txt\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt requirements-dev.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: {
      'requirements.txt': 'flask==3.0.3\n',
      'requirements-dev.txt': '-r requirements.txt\nwatchfiles==0.24.0\n',
    },
    fires: ['requirements-dev.txt'],
  },
];
