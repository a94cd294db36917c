import { environmentOf } from '../rules-support/assignments';
import { defineRule, type Rule, type RuleExample, type RuleTexts } from './types';

const saysNo = /^(?:false|no|off|n|f)$/i;

interface Switch {
  /** The values that mean the contrary of what they seem to say. */
  readonly misread: RegExp;
  /** What such a value does: the end of a sentence. */
  readonly effect: string;
  readonly codes?: Rule['codes'];
}

const python: Switch = { misread: saysNo, effect: 'switches it on' };

/**
 * Python reads `0` as off and any word as on; pip reads any value of PIP_NO_CACHE_DIR as on, and the value of
 * PIP_NO_COMPILE as that of its contrary, `compile` (tried with pip 23.2 and 24.2).
 */
const switches: Readonly<Record<string, Switch>> = {
  PYTHONUNBUFFERED: python,
  PYTHONDONTWRITEBYTECODE: python,
  PYTHONOPTIMIZE: python,
  PIP_NO_CACHE_DIR: {
    misread: /^(?:0|false|no|off|n|f)$/i,
    effect: 'switches the cache off all the same',
    codes: { hadolint: ['DL3042'] },
  },
  PIP_NO_COMPILE: { misread: /^(?:1|true|yes|on|y|t)$/i, effect: 'makes pip compile' },
};

export const texts: RuleTexts = {
  title: 'A variable does the opposite of what it says',
  category: 'clarity',
  wrong: 'The value of this variable does the opposite of what it seems to say.',
  why: 'Python takes any word as on, even `false` and `off`, and pip does so even for `0` in `PIP_NO_CACHE_DIR`. `PIP_NO_COMPILE=1` makes pip compile, and `0` keeps it from compiling.',
  remedy: 'Remove the variable to have it off and write `1` to have it on; write `PIP_COMPILE=0` to have no bytecode.',
  recordings: [],
};

export default defineRule({
  id: 'switch-misread',
  part: 'configuration',
  severity: 'warning',
  codes: { hadolint: ['DL3042'] },
  check(build) {
    return environmentOf(build, ...Object.keys(switches)).flatMap(({ assignment: { name, value, range }, stage }) => {
      const known = switches[name.text];
      const text = (value?.text ?? '').replace(/^(["'])(.*)\1$/, '$2');
      if (known === undefined || !known.misread.test(text)) return [];
      const wrong = `\`${name.text}=${text}\` reads like the opposite: it ${known.effect}.`;
      return [{ range, stage: stage.index, wrong, codes: known.codes ?? {} }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A word that reads like off',
    bad: 'FROM python:3.13-slim\nENV PYTHONDONTWRITEBYTECODE=false\n',
    good: 'FROM python:3.13-slim\nENV PYTHONDONTWRITEBYTECODE=0\n',
    fires: ['PYTHONDONTWRITEBYTECODE=false'],
  },
  {
    title: 'The cache of pip',
    bad: 'FROM python:3.13-slim\nENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=0\n',
    good: 'FROM python:3.13-slim\nENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1\n',
    fires: ['PIP_NO_CACHE_DIR=0'],
  },
  {
    title: 'A variable of pip with the opposite meaning',
    bad: 'FROM python:3.13-slim\nENV PIP_NO_COMPILE=1\n',
    good: 'FROM python:3.13-slim\nENV PIP_COMPILE=0\n',
    fires: ['PIP_NO_COMPILE=1'],
  },
];
