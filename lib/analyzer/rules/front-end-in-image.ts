import { environmentOf } from '../rules-support/assignments';
import { replaceText } from '../rules-support/edits';
import { isInFinalImage } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const name = 'DEBIAN_FRONTEND';

export const texts: RuleTexts = {
  title: 'DEBIAN_FRONTEND stays set in the image',
  category: 'clarity',
  wrong: 'ENV sets `DEBIAN_FRONTEND` for every container of the image too.',
  why: 'It keeps apt from asking during a build. In a container it also keeps apt from asking the person who works there, and applies defaults without a message.',
  remedy: 'Declare it with ARG, which lasts only for the build.',
  recordings: [],
};

export default defineRule({
  id: 'front-end-in-image',
  part: 'system',
  severity: 'info',
  codes: {},
  check(build) {
    return environmentOf(build, name).flatMap(({ instruction, assignment, stage, triggered }) => {
      if (triggered || !isInFinalImage(build, stage)) return [];
      if (stage !== build.target || (stage.after.environment.get(name) ?? '') === '') return [];
      const isAlone = instruction.assignments.length === 1 && !instruction.legacyForm;
      return [
        {
          range: assignment.range,
          stage: stage.index,
          ...(isAlone
            ? {
                fix: {
                  title: 'Write ARG',
                  safety: 'review' as const,
                  edits: [replaceText(build, instruction.keywordRange, 'ARG')],
                },
              }
            : {}),
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A variable for apt',
    bad: 'FROM python:3.13-slim\nENV DEBIAN_FRONTEND=noninteractive\n',
    good: 'FROM python:3.13-slim\nARG DEBIAN_FRONTEND=noninteractive\n',
    fires: ['DEBIAN_FRONTEND=noninteractive'],
  },
];
