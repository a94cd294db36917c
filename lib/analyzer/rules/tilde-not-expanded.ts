import type { Build, ImageState } from '../build/types';
import { environmentOf } from '../rules-support/assignments';
import { replaceText } from '../rules-support/edits';
import { expandHome } from '../rules-support/paths';
import { placed } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import { defineRule, type Fix, type Report, type RuleExample, type RuleTexts } from './types';

/** Lists of folders that programs look through as they stand. */
const searchPaths = ['PATH', 'PYTHONPATH', 'LD_LIBRARY_PATH'] as const;

const tilde = /(?:^|[:"'])(~)(?=\/|$|:|["'])/;

/** Writes the home folder of the user in force in place of the sign. */
function spellOut(build: Build, range: SourceRange, { user }: ImageState): Fix | null {
  const home = expandHome('~', user.replace(/:.*/, ''));
  if (!/^\/[\w/-]+$/.test(home) || /^\/home\/\d/.test(home)) return null;
  return { title: `Write ${home}`, safety: 'review', edits: [replaceText(build, range, home)] };
}

/** The sign within a word as it is written. */
function findTilde(build: Build, { start, end }: SourceRange): SourceRange | null {
  const match = tilde.exec(build.dockerfile.text.slice(start, end));
  if (match === null) return null;
  const at = start + match.index + match[0].indexOf('~');
  return { start: at, end: at + 1 };
}

/** A COPY or ADD to `~/…`: a folder of that name, below the working directory. */
function reportDestinations(build: Build): readonly Report[] {
  return placed(build, 'COPY', 'ADD').flatMap(({ instruction, stage, step, triggered }) => {
    const { destination } = instruction;
    if (!/^["']?~(?:\/|["']?$)/.test(destination.text)) return [];
    const range = findTilde(build, destination.range);
    if (range === null) return [];
    const fix = triggered ? null : spellOut(build, range, step.before);
    return [
      {
        range,
        stage: stage.index,
        codes: step.before.workingDirectorySet ? {} : { hadolint: ['DL3045'] },
        why: 'Docker makes a folder with the name `~` in the working directory, and the home folder stays as it is.',
        ...(fix === null ? {} : { fix }),
      },
    ];
  });
}

export const texts: RuleTexts = {
  title: 'Nothing expands the tilde',
  category: 'reliability',
  wrong: 'No shell reads this instruction, so `~` is not the home folder here but the name of a folder.',
  why: 'Of the programs that search these folders only bash expands it. A container that starts the program itself, `sh` and Python do not find what is there.',
  remedy: 'Write the whole path of the home folder, such as `/root` or `/home/app`.',
  recordings: [],
};

export default defineRule({
  id: 'tilde-not-expanded',
  part: 'stages',
  severity: 'warning',
  codes: { hadolint: ['DL3045'] },
  failures: ['command-not-found'],
  check(build) {
    const paths = environmentOf(build, ...searchPaths).flatMap(({ assignment, stage, step, triggered }) => {
      const range = assignment.value === null ? null : findTilde(build, assignment.value.range);
      if (range === null) return [];
      const fix = triggered ? null : spellOut(build, range, step.before);
      return [{ range, stage: stage.index, codes: {}, ...(fix === null ? {} : { fix }) }];
    });
    return [...paths, ...reportDestinations(build)].toSorted((one, other) => one.range.start - other.range.start);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Programs that a user installed',
    bad: 'FROM python:3.13-slim\nRUN useradd --create-home app\nUSER app\nENV PATH=~/.local/bin:$PATH\n',
    good: 'FROM python:3.13-slim\nRUN useradd --create-home app\nUSER app\nENV PATH=/home/app/.local/bin:$PATH\n',
    fires: ['~'],
  },
  {
    title: 'Behind the old value',
    bad: 'FROM python:3.13-slim\nENV PATH="$PATH:~/.local/bin"\n',
    good: 'FROM python:3.13-slim\nRUN PATH="$PATH:~/.local/bin" true\n',
    fires: ['~'],
  },
  {
    title: 'A copy into the home folder',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY settings.ini ~/settings.ini\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY settings.ini /root/settings.ini\n',
    files: { 'settings.ini': '[app]\n' },
    fires: ['~'],
  },
];
