import { environmentOf } from '../rules-support/assignments';
import { removeInstruction } from '../rules-support/edits';
import { isInFinalImage } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Flask no longer reads FLASK_ENV',
  category: 'clarity',
  wrong: '`FLASK_ENV` has had no effect since Flask 2.3.',
  why: 'It looks like a switch, and neither `production` nor `development` changes anything.',
  remedy: 'Remove it: without `FLASK_DEBUG` the debug mode is off.',
  recordings: [],
};

export default defineRule({
  id: 'flask-env-removed',
  part: 'configuration',
  severity: 'info',
  codes: {},
  check(build) {
    const flask = build.target?.after.pythonEnvironments
      .flatMap((environment) => environment.packages)
      .find((entry) => entry.name === 'flask');
    const [major = 0, minor = 0] = (flask?.version ?? '').split('.').map(Number);
    if (flask === undefined || major < 2 || (major === 2 && minor < 3)) return [];
    return environmentOf(build, 'FLASK_ENV')
      .filter(({ stage }) => isInFinalImage(build, stage))
      .map(({ instruction, assignment, stage }) => ({
        range: assignment.range,
        stage: stage.index,
        ...(instruction.assignments.length === 1
          ? {
              fix: {
                title: 'Remove FLASK_ENV',
                safety: 'review' as const,
                edits: [removeInstruction(build, instruction)],
              },
            }
          : {}),
      }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'FLASK_ENV beside a current Flask',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3\nENV FLASK_ENV=production\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==2.2.5\nENV FLASK_ENV=production\n',
    fires: ['FLASK_ENV=production'],
  },
];
