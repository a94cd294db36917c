import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const wellFormed = /^[a-z](?:[a-z0-9]|[.-](?=[a-z0-9]))*$/;
const reserved = /^(?:com\.docker\.|io\.docker\.|org\.dockerproject\.)/;

export const texts: RuleTexts = {
  title: 'A label that tools may not find',
  category: 'clarity',
  wrong: 'The name of the label is not of the form that Docker asks for.',
  why: 'Labels are looked up letter by letter. Small letters, digits, dots and dashes keep them apart from those of others, and some beginnings belong to Docker.',
  remedy: 'Write it in small letters, such as `org.example.version`.',
  recordings: [],
};

export default defineRule({
  id: 'label-key',
  severity: 'info',
  codes: { hadolint: ['DL3048'] },
  check(build) {
    return placed(build, 'LABEL').flatMap(({ instruction, stage }) =>
      instruction.assignments
        .map(({ name }) => ({ range: name.range, key: name.text.replace(/^(["'])(.*)\1$/, '$2') }))
        .filter(({ key }) => !key.includes('$') && (!wellFormed.test(key) || reserved.test(key)))
        .map(({ range }) => ({ range, stage: stage.index })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Capitals and a name of Docker',
    bad: 'FROM python:3.13-slim\nLABEL Version="1" com.docker.team="web"\n',
    good: 'FROM python:3.13-slim\nLABEL org.example.version="1" team="web"\n',
    fires: ['Version', 'com.docker.team'],
  },
];
