import { placed } from '../rules-support/steps';
import { variablesIn } from '../syntax/expand';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'ENV uses a variable that it sets itself',
  category: 'reliability',
  wrong: 'This value uses a variable that the same ENV sets.',
  why: 'Docker reads all values as they were before the instruction, so the variable still has its old value here, or none.',
  remedy: 'Set the variable in an ENV of its own before this one.',
  recordings: [],
};

export default defineRule({
  id: 'self-referring-environment',
  part: 'configuration',
  severity: 'error',
  codes: { hadolint: ['DL3044'], buildkit: ['UndefinedVar'] },
  check(build) {
    return placed(build, 'ENV').flatMap(({ instruction, stage, step }) =>
      instruction.assignments.flatMap((assignment, position) => {
        const { value } = assignment;
        if (value === null || !value.text.includes('$')) return [];
        const others = instruction.assignments.filter(
          ({ name }, other) => other !== position && value.text.includes(name.text),
        );
        if (others.length === 0) return [];
        const here = new Set(others.map(({ name }) => name.text));
        const { environment, buildArguments } = step.before;
        const used = variablesIn(value.text, build.dockerfile.escape).filter(
          (name) => here.has(name) && !environment.has(name) && !buildArguments.has(name),
        );
        return used.length === 0
          ? []
          : [
              {
                range: value.range,
                stage: stage.index,
                wrong: `This value uses \`${used[0]}\`, which the same ENV sets.`,
              },
            ];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A folder within a folder',
    bad: 'FROM python:3.13-slim\nENV BASE=/srv DATA=${BASE}/data\n',
    good: 'FROM python:3.13-slim\nENV BASE=/srv\nENV DATA=${BASE}/data\n',
    fires: ['${BASE}/data'],
  },
];
