import { findIllTyped } from '../rules-support/labels';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The value of a label is not a URL',
  category: 'clarity',
  wrong: 'The value is not a URL, which your settings require for this label.',
  why: 'Registries and dashboards turn such labels into links, and a value that is not a URL becomes a broken one.',
  remedy: 'Write the whole URL, with its scheme: `https://example.org/docs`.',
  recordings: [],
};

export default defineRule({
  id: 'label-not-a-url',
  part: 'decisions',
  severity: 'warning',
  codes: { hadolint: ['DL3052'] },
  check: (build) => findIllTyped(build, 'url'),
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The schema requires a URL',
    settings: { labelSchema: { 'org.opencontainers.image.url': 'url' } },
    bad: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.url="example.org/docs"\n',
    good: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.url="https://example.org/docs"\n',
    fires: ['"example.org/docs"'],
  },
  {
    title: 'A value that comes with the build',
    settings: { labelSchema: { 'org.opencontainers.image.url': 'url' } },
    bad: 'FROM python:3.13-slim\nARG VALUE="example.org/docs"\nLABEL org.opencontainers.image.url="$VALUE"\n',
    good: 'FROM python:3.13-slim\nARG VALUE\nLABEL org.opencontainers.image.url="$VALUE"\n',
    fires: ['"$VALUE"'],
  },
];
