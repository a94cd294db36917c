import { placedLabels } from '../rules-support/labels';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'A required label has no value',
  category: 'clarity',
  wrong: 'A label that your settings require is empty.',
  why: 'Tools that look for it find no value. Often a build argument was not passed.',
  remedy: 'Give it a value, or pass the build argument that its value comes from.',
  recordings: [],
};

export default defineRule({
  id: 'label-empty',
  part: 'decisions',
  severity: 'warning',
  codes: { hadolint: ['DL3051'] },
  check(build) {
    const { labelSchema } = build.settings;
    return placedLabels(build)
      .filter(({ name, value }) => name !== null && value?.trim() === '' && Object.hasOwn(labelSchema, name))
      .map(({ name, valueRange, stage }) => ({
        range: valueRange,
        stage: stage.index,
        wrong: `The label \`${name}\`, which your settings require, is empty.`,
      }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A label without authors',
    settings: { labelSchema: { 'org.opencontainers.image.authors': 'text' } },
    bad: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.authors=""\n',
    good: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.authors="The web team"\n',
    fires: ['""'],
  },
];
