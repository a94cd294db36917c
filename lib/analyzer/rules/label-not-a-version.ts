import { findIllTyped } from '../rules-support/labels';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The value of a label is not a semantic version',
  category: 'clarity',
  wrong: 'The value is not a semantic version, which your settings require for this label.',
  why: 'Tools that order releases or look for newer ones read the three numbers, and skip anything else.',
  remedy: 'Write three numbers with dots, as in `1.4.0` or `1.4.0-rc.1`, without a `v` in front.',
  recordings: [],
};

export default defineRule({
  id: 'label-not-a-version',
  part: 'decisions',
  severity: 'warning',
  codes: { hadolint: ['DL3056'] },
  check: (build) => findIllTyped(build, 'semver'),
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The schema requires a version',
    settings: { labelSchema: { 'org.opencontainers.image.version': 'semver' } },
    bad: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.version="v1.4"\n',
    good: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.version="1.4.0"\n',
    fires: ['"v1.4"'],
  },
  {
    title: 'A value that comes with the build',
    settings: { labelSchema: { 'org.opencontainers.image.version': 'semver' } },
    bad: 'FROM python:3.13-slim\nARG VALUE="v1.4"\nLABEL org.opencontainers.image.version="$VALUE"\n',
    good: 'FROM python:3.13-slim\nARG VALUE\nLABEL org.opencontainers.image.version="$VALUE"\n',
    fires: ['"$VALUE"'],
  },
];
