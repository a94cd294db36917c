import type { Build } from '../build/types';
import { insertText, removeInstruction } from '../rules-support/edits';
import { flagsOf } from '../rules-support/mounts';
import { type PipCommand, readPip } from '../rules-support/pip';
import { type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

const itself = new Set(['pip', 'setuptools', 'wheel', 'uv', 'poetry', 'pipenv', 'pip-tools', 'pipx']);

/** The one install of packages by name that a RUN consists of; `null` for any other RUN. */
function namedInstall(run: PlacedRun): PipCommand | null {
  const [only, ...others] = run.commands;
  if (only === undefined || others.length > 0 || run.triggered || run.instruction.command.form !== 'shell') return null;
  const pip = readPip(only);
  if (pip === null || pip.action !== 'install' || pip.operands.length === 0) return null;
  const isNamed = pip.operands.every((word) => /^[A-Za-z0-9]/.test(word.text) && !/[/\\]|\.whl$/.test(word.text));
  const isTool = pip.operands.some((word) => itself.has((/^[\w.-]+/.exec(word.text)?.[0] ?? '').toLowerCase()));
  const reads = pip.options.some(({ name }) => /^(?:-r|-e|--requirement|--editable|--group)$/.test(name));
  return isNamed && !isTool && !reads ? pip : null;
}

function optionsOf(build: Build, pip: PipCommand): string {
  const program = build.dockerfile.text.slice(pip.programRange.start, pip.programRange.end);
  return [program, ...pip.options.map(({ name, value }) => `${name}=${value ?? ''}`).toSorted()].join(' ');
}

/** Adds the packages of the second install to the first, where the two are otherwise alike. */
function join(build: Build, first: PipCommand, second: PipCommand, run: PlacedRun): Fix | null {
  const end = first.operands.at(-1)?.range.end;
  if (end === undefined || optionsOf(build, first) !== optionsOf(build, second)) return null;
  const words = second.operands.map((word) => build.dockerfile.text.slice(word.range.start, word.range.end));
  return {
    title: 'Install them together',
    safety: 'review',
    edits: [insertText(build, end, ` ${words.join(' ')}`), removeInstruction(build, run.instruction)],
  };
}

export const texts: RuleTexts = {
  title: 'Packages are installed by separate calls of pip',
  category: 'reliability',
  wrong: 'This RUN installs packages that the RUN before could have installed together with its own.',
  why: 'pip makes only the packages of one call fit each other. A later call can replace a dependency that an earlier one needs.',
  remedy: 'Name all packages in one `pip install`, or in a requirements file.',
  recordings: [],
};

export default defineRule({
  id: 'installs-apart',
  part: 'packages',
  severity: 'info',
  codes: {},
  check(build) {
    const all = runs(build);
    return all.flatMap((run, position) => {
      const before = all[position - 1];
      if (before?.stage !== run.stage || before.step.index !== run.step.index - 1) return [];
      const first = namedInstall(before);
      const second = first === null ? null : namedInstall(run);
      if (first === null || second === null || flagsOf(before.instruction) !== flagsOf(run.instruction)) return [];
      const range = { start: second.programRange.start, end: second.actionWord?.range.end ?? second.programRange.end };
      const fix = join(build, first, second, run);
      return [{ range, stage: run.stage.index, ...(fix === null ? {} : { fix }) }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One RUN for each package',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3\nRUN pip install --no-cache-dir gunicorn==23.0.0\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3 gunicorn==23.0.0\n',
    fires: ['pip install'],
  },
];
