import { placedLabels } from '../rules-support/labels';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'A label is not in the schema of your settings',
  category: 'clarity',
  wrong: 'Your settings allow only the labels of their schema, and this one is not among them.',
  why: 'Tools that look for the right name do not find a label with a slip in it, and nobody maintains a label that was not agreed on.',
  remedy: 'Correct the name, remove the label, or add it to `label-schema`.',
  recordings: [],
};

export default defineRule({
  id: 'label-outside-schema',
  part: 'decisions',
  severity: 'info',
  codes: { hadolint: ['DL3050'] },
  check(build) {
    const { labelSchema, strictLabels } = build.settings;
    if (!strictLabels) return [];
    return placedLabels(build)
      .filter(({ name }) => name !== null && !Object.hasOwn(labelSchema, name))
      .map(({ nameRange, stage }) => ({ range: nameRange, stage: stage.index }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A misspelt name',
    settings: { labelSchema: { 'org.example.owner': 'text' }, strictLabels: true },
    bad: 'FROM python:3.13-slim\nLABEL org.example.owner="web" org.example.ower="web"\n',
    good: 'FROM python:3.13-slim\nLABEL org.example.owner="web"\n',
    fires: ['org.example.ower'],
  },
];
