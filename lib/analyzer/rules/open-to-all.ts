import { readArguments } from '../rules-support/commands';
import { replaceText } from '../rules-support/edits';
import { flagsNamed } from '../rules-support/flags';
import { calls } from '../rules-support/steps';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

/** Whether everybody may write with such a mode. The sticky bit of `/tmp` keeps others from deleting. */
function isOpen(mode: string): boolean {
  if (/^[0-7]{3,4}$/.test(mode)) return /[2367]$/.test(mode) && !/^[1357][0-7]{3}$/.test(mode);
  return mode.split(',').some((part) => /^(?:[ug]*[oa][ugoa]*)[+=][rxXst]*w/.test(part));
}

export const texts: RuleTexts = {
  title: 'Every user can change these files',
  category: 'security',
  wrong: 'This mode lets every user write.',
  why: 'An intruder with any account in the container can then change the program itself. Mostly one user has to write, and an owner says so exactly.',
  remedy: 'Give the files to the user who writes: `COPY --chown=app:app`, or `chown` in the step that creates them.',
  recordings: [],
};

export default defineRule({
  id: 'open-to-all',
  part: 'system',
  severity: 'info',
  codes: {},
  check(build) {
    const ofCopies = flagsNamed(build, 'chmod')
      .filter(
        ({ instruction, flag }) => instruction.keyword !== 'RUN' && flag.value !== null && isOpen(flag.value.text),
      )
      .map(({ flag, stage }) => ({ range: flag.range, stage: stage.index }));
    const ofCommands = calls(build, 'chmod').flatMap(({ words, run }) => {
      const [mode, ...paths] = readArguments(words, new Set()).operands;
      if (mode === undefined || !isOpen(mode.text) || paths.every(({ text }) => /^\/(?:var\/)?tmp\/?$/.test(text)))
        return [];
      const better = /^0?7{3}$/.test(mode.text) ? '755' : null;
      const fix: Fix | null =
        better === null
          ? null
          : { title: `Write ${better}`, safety: 'review', edits: [replaceText(build, mode.range, better)] };
      return [{ range: mode.range, stage: run.stage.index, ...(fix === null ? {} : { fix }) }];
    });
    return [...ofCopies, ...ofCommands].toSorted((one, other) => one.range.start - other.range.start);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Mode 777',
    bad: 'FROM python:3.13-slim\nRUN mkdir /data && chmod 777 /data\n',
    good: 'FROM python:3.13-slim\nRUN useradd --no-log-init app && mkdir /data && chown app /data\nUSER app\n',
    fires: ['777'],
  },
  {
    title: 'A mode in letters, and one of a COPY',
    bad: 'FROM python:3.13-slim\nCOPY --chmod=0666 settings.toml /etc/app/\nRUN mkdir -p /srv && chmod -R a+rwX /srv\n',
    good: 'FROM python:3.13-slim\nCOPY --chmod=0644 settings.toml /etc/app/\nRUN mkdir -p /srv && chmod -R u+rwX,go+rX /srv && chmod 1777 /srv\n',
    fires: ['--chmod=0666', 'a+rwX'],
    files: { 'settings.toml': '' },
  },
];
