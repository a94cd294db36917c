import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const saysNo = /^(?:false|no|off|n|f)$/i;
/** Python reads `0` as off and any word as on; pip reads any value of PIP_NO_CACHE_DIR as on. */
const switches: Readonly<Record<string, RegExp>> = {
  PYTHONUNBUFFERED: saysNo,
  PYTHONDONTWRITEBYTECODE: saysNo,
  PYTHONOPTIMIZE: saysNo,
  PIP_NO_CACHE_DIR: /^(?:0|false|no|off|n|f)$/i,
};

export const texts: RuleTexts = {
  title: 'A value that says no is read as yes',
  category: 'clarity',
  wrong: 'This variable is meant to be off, and its value switches it on.',
  why: 'Python takes any word as on, `false` and `off` too, and pip does so even for `0` in `PIP_NO_CACHE_DIR`.',
  remedy: 'Leave the variable out to have it off, or write `1` to have it on.',
  recordings: [],
};

export default defineRule({
  id: 'switch-misread',
  severity: 'warning',
  codes: {},
  check(build) {
    return placed(build, 'ENV').flatMap(({ instruction, stage }) =>
      instruction.assignments.flatMap(({ name, value, range }) => {
        const misread = Object.hasOwn(switches, name.text) ? switches[name.text] : undefined;
        const text = (value?.text ?? '').replace(/^(["'])(.*)\1$/, '$2');
        if (misread === undefined || !misread.test(text)) return [];
        return [
          { range, stage: stage.index, wrong: `\`${name.text}\` is meant to be off, and \`${text}\` switches it on.` },
        ];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A word is as good as another',
    bad: 'FROM python:3.13-slim\nENV PYTHONDONTWRITEBYTECODE=false\n',
    good: 'FROM python:3.13-slim\nENV PYTHONDONTWRITEBYTECODE=0\n',
    fires: ['PYTHONDONTWRITEBYTECODE=false'],
  },
  {
    title: 'The switch of pip',
    bad: 'FROM python:3.13-slim\nENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=0\n',
    good: 'FROM python:3.13-slim\nENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1\n',
    fires: ['PIP_NO_CACHE_DIR=0'],
  },
];
