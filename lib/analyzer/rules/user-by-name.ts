import { isInFinalImage, placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'USER names the user instead of a number',
  category: 'security',
  wrong: 'USER gives the name of the user, and only the image knows its number.',
  why: 'Kubernetes cannot tell that a name is not root, and refuses to start the container where `runAsNonRoot` is set without a number. Elsewhere a name works as well, and is easier to read, so switch this rule on where your containers run under Kubernetes.',
  remedy: 'Write the number of the user, as in `USER 1000`.',
  recordings: [],
};

export default defineRule({
  id: 'user-by-name',
  severity: 'info',
  enabled: false,
  codes: { hadolint: ['DL3066'] },
  check(build) {
    return placed(build, 'USER')
      .filter(({ stage, instruction }) => {
        const name = instruction.argument.text.replace(/^["']|["']$/g, '').split(':')[0] ?? '';
        return isInFinalImage(build, stage) && !/^\d+$/.test(name) && !name.includes('$');
      })
      .map(({ instruction, stage }) => ({ range: instruction.argument.range, stage: stage.index }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A user of the image',
    bad: 'FROM python:3.13-slim\nRUN useradd --uid 1000 app\nUSER app\n',
    good: 'FROM python:3.13-slim\nRUN useradd --uid 1000 app\nUSER 1000:1000\n',
    fires: ['app'],
  },
];
