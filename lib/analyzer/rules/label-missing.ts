import { placedLabels } from '../rules-support/labels';
import { isInFinalImage } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'A required label is missing',
  category: 'clarity',
  wrong: 'The image lacks a label that your settings require.',
  why: 'Registries, scanners and colleagues learn from labels who owns an image and what it was built from. Only the final image needs them, not the stages before it.',
  remedy: 'Add the label to the final stage, or to one that it starts from.',
  recordings: [],
};

export default defineRule({
  id: 'label-missing',
  part: 'decisions',
  severity: 'info',
  codes: { hadolint: ['DL3049'] },
  check(build) {
    const { target, settings } = build;
    const labels = Object.keys(settings.labelSchema);
    if (target === null || labels.length === 0) return [];
    const set = placedLabels(build).filter((label) => !label.triggered && isInFinalImage(build, label.stage));
    // A label whose name only the build knows may be any of them.
    if (set.some(({ name }) => name === null)) return [];
    const present = new Set(set.map(({ name }) => name));
    const missing = labels.filter((name) => !present.has(name));
    if (missing.length === 0) return [];
    const names = missing.slice(0, 10).map((name) => `\`${name}\``);
    const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
    const wrong = `The image lacks ${missing.length === 1 ? 'a label' : 'labels'} that your settings require: ${names.join(', ')}${more}.`;
    return [{ range: target.from.range, stage: target.index, wrong }];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The schema requires an owner',
    settings: { labelSchema: { 'org.example.owner': 'text' } },
    bad: 'FROM python:3.13-slim\nCMD ["true"]\n',
    good: 'FROM python:3.13-slim\nLABEL org.example.owner="web"\nCMD ["true"]\n',
    fires: ['FROM python:3.13-slim'],
  },
  {
    title: 'A label of a stage that is not shipped',
    settings: { labelSchema: { 'org.example.owner': 'text' } },
    bad: 'FROM python:3.13-slim AS build\nLABEL org.example.owner="web"\nFROM python:3.13-slim\nCOPY --from=build /etc/os-release /\n',
    good: 'FROM python:3.13-slim AS base\nLABEL org.example.owner="web"\nFROM base\nCMD ["true"]\n',
    fires: ['FROM python:3.13-slim'],
  },
];
