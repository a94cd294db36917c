import type { Step } from '../build/types';
import { placed } from '../rules-support/steps';
import { expandWord, variablesIn } from '../syntax/expand';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const wellFormed = /^[a-z](?:[a-z0-9]|[.-](?=[a-z0-9]))*$/;
const reserved = /^(?:com\.docker\.|io\.docker\.|org\.dockerproject\.)/;

/** A name with a variable that has no value is cut short; one whose value only the builder knows may be right. */
function isOdd(written: string, { before }: Step, escapeCharacter: string): boolean {
  const lookup = (name: string) => before.environment.get(name) ?? before.buildArguments.get(name) ?? undefined;
  const open = variablesIn(written, escapeCharacter, lookup, true);
  if (open.length > 0) return open.some((name) => !before.buildArguments.has(name));
  const key = expandWord(written, lookup, escapeCharacter);
  return 'value' in key && (!wellFormed.test(key.value) || reserved.test(key.value));
}

export const texts: RuleTexts = {
  title: 'The name of a label is not in the recommended form',
  category: 'clarity',
  wrong: 'The name of this label is not in the form that Docker recommends.',
  why: 'Labels are compared letter by letter. Lower-case letters, digits, dots and dashes keep yours apart from those of others, and Docker reserves some prefixes.',
  remedy: 'Write it in lower case, as in `org.example.version`.',
  recordings: [],
};

export default defineRule({
  id: 'label-key',
  part: 'configuration',
  severity: 'info',
  codes: { hadolint: ['DL3048'] },
  check(build) {
    return placed(build, 'LABEL').flatMap(({ instruction, stage, step }) =>
      instruction.assignments
        .filter(({ name }) => isOdd(name.text, step, build.dockerfile.escape))
        .map(({ name }) => ({ range: name.range, stage: stage.index })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Capitals and a prefix of Docker',
    bad: 'FROM python:3.13-slim\nLABEL Version="1" com.docker.team="web"\n',
    good: 'FROM python:3.13-slim\nLABEL org.example.version="1" team="web"\n',
    fires: ['Version', 'com.docker.team'],
  },
  {
    title: 'A variable without a value',
    bad: 'FROM python:3.13-slim\nLABEL org.example.$part="1"\n',
    good: 'FROM python:3.13-slim\nARG part\nENV team=web\nLABEL org.example.$part="1" org.example.$team="2"\n',
    fires: ['org.example.$part'],
  },
];
