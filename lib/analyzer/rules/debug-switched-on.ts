import { environmentOf } from '../rules-support/assignments';
import { isSwitchedOn } from '../rules-support/pip';
import { isInFinalImage } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: "The image switches on Flask's debug mode",
  category: 'security',
  wrong: 'This switches on the debug mode of Flask in every container of the image.',
  why: "Anyone who meets an error page sees the source and the variables, and anyone who finds out the debugger's PIN can run code in the container.",
  remedy: 'Remove it, and set it only where you develop: `docker run --env FLASK_DEBUG=1`.',
  recordings: [],
};

export default defineRule({
  id: 'debug-switched-on',
  part: 'configuration',
  severity: 'warning',
  codes: {},
  check(build) {
    return environmentOf(build, 'FLASK_DEBUG', 'FLASK_ENV')
      .filter(({ assignment: { name, value }, stage }) => {
        if (!isInFinalImage(build, stage)) return false;
        const text = (value?.text ?? '').replace(/^(["'])(.*)\1$/, '$2');
        const known = build.target?.after.environment.get(name.text);
        if (name.text === 'FLASK_DEBUG') return isSwitchedOn(text) && isSwitchedOn(known);
        return text === 'development' && known === 'development';
      })
      .map(({ assignment, stage }) => ({ range: assignment.range, stage: stage.index }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Flask in debug mode',
    bad: 'FROM python:3.13-slim\nENV FLASK_DEBUG=1\n',
    good: 'FROM python:3.13-slim\nENV FLASK_DEBUG=0\n',
    fires: ['FLASK_DEBUG=1'],
  },
];
