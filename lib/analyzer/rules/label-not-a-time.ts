import { findIllTyped } from '../rules-support/labels';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The value of a label is not an RFC 3339 time',
  category: 'clarity',
  wrong: 'The value is not a date and time in the form of RFC 3339, which your settings require for this label.',
  why: 'Tools sort and expire images by such labels, and only this form means the same everywhere, time zone included.',
  remedy: 'Write it as in `2026-11-21T07:35:00Z`; `date --utc +%Y-%m-%dT%H:%M:%SZ` prints it.',
  recordings: [],
};

export default defineRule({
  id: 'label-not-a-time',
  part: 'decisions',
  severity: 'warning',
  codes: { hadolint: ['DL3053'] },
  check: (build) => findIllTyped(build, 'rfc3339'),
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The schema requires a time',
    settings: { labelSchema: { 'org.opencontainers.image.created': 'rfc3339' } },
    bad: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.created="21.11.2026"\n',
    good: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.created="2026-11-21T07:35:00Z"\n',
    fires: ['"21.11.2026"'],
  },
  {
    title: 'A value that comes with the build',
    settings: { labelSchema: { 'org.opencontainers.image.created': 'rfc3339' } },
    bad: 'FROM python:3.13-slim\nARG VALUE="21.11.2026"\nLABEL org.opencontainers.image.created="$VALUE"\n',
    good: 'FROM python:3.13-slim\nARG VALUE\nLABEL org.opencontainers.image.created="$VALUE"\n',
    fires: ['"$VALUE"'],
  },
];
