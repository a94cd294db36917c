import { findIllTyped } from '../rules-support/labels';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The value of a label is not an email address',
  category: 'clarity',
  wrong: 'The value is not an email address, which your settings require for this label.',
  why: 'Anyone who finds a fault in a running image looks there for somebody to write to.',
  remedy: 'Write only the address: `team@example.org`.',
  recordings: [],
};

export default defineRule({
  id: 'label-not-an-email',
  part: 'decisions',
  severity: 'warning',
  codes: { hadolint: ['DL3058'] },
  check: (build) => findIllTyped(build, 'email'),
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The schema requires an email address',
    settings: { labelSchema: { 'org.example.contact': 'email' } },
    bad: 'FROM python:3.13-slim\nLABEL org.example.contact="The web team"\n',
    good: 'FROM python:3.13-slim\nLABEL org.example.contact="team@example.org"\n',
    fires: ['"The web team"'],
  },
  {
    title: 'A value that comes with the build',
    settings: { labelSchema: { 'org.example.contact': 'email' } },
    bad: 'FROM python:3.13-slim\nARG VALUE="The web team"\nLABEL org.example.contact="$VALUE"\n',
    good: 'FROM python:3.13-slim\nARG VALUE\nLABEL org.example.contact="$VALUE"\n',
    fires: ['"$VALUE"'],
  },
];
