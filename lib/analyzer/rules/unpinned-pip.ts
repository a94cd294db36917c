import { hasOption, readArguments } from '../rules-support/commands';
import { type PipCommand, pipInstalls } from '../rules-support/pip';
import { type PlacedRun, runs } from '../rules-support/steps';
import type { ShellWord } from '../syntax/shell';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** A bare distribution name, extras allowed: no version, path, address or archive. */
const bareName = /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?(?:\[[\w.,\s-]*\])?$/;
const archive = /\.(?:whl|tar\.gz|tar\.bz2|tgz|zip)$/;
/** pip and its companions, which come with Python: their upgrade is another rule's matter. */
const companions = new Set(['pip', 'setuptools', 'wheel']);

/** An address of a repository without a commit, tag or branch. */
const movingRepository = /^(?:[\w.-]+ @ )?(?:git|hg|svn|bzr)\+(?:https?|ssh|file):\/\/(?![^/]*\/.*@)/;

function isOpen(word: ShellWord): boolean {
  // Of an action that is taken for a package, another rule tells.
  if (!word.literal || archive.test(word.text) || word.text === 'install') return false;
  return bareName.test(word.text) || movingRepository.test(word.text);
}

function isUnconstrained(pip: PipCommand): boolean {
  return !hasOption(pip.options, '-c', '--constraint');
}

function pipxOperands(run: PlacedRun): readonly (readonly ShellWord[])[] {
  return run.invocations
    .filter((invocation) => invocation.program === 'pipx')
    .map((invocation) => readArguments(invocation.words, new Set(['--python', '--spec', '--suffix', '--pip-args'])))
    .filter(({ operands, options }) => operands[0]?.text === 'install' && !hasOption(options, '--spec'))
    .map(({ operands }) => operands.slice(1));
}

const list = new Intl.ListFormat('en-GB');

/** One report for each command, at the first of its packages: it names them all, or the first of many. */
function nameAll(names: readonly string[]): string {
  const listed = names.slice(0, mostNamed).map((name) => `\`${name}\``);
  const more = names.length - listed.length;
  const all = list.format(more > 0 ? [...listed, `${more} more`] : listed);
  return `${all} ${names.length === 1 ? 'is' : 'are'} installed without a version.`;
}

const mostNamed = 4;

export const texts: RuleTexts = {
  title: 'pip installs the newest version',
  category: 'reproducibility',
  wrong: 'This package is installed without a version.',
  why: 'Two builds of one Dockerfile can differ, and a release that breaks your program is installed without notice.',
  remedy: 'Pin it with `==`, or install from a requirements file that does.',
  recordings: [],
};

export default defineRule({
  id: 'unpinned-pip',
  part: 'packages',
  severity: 'warning',
  codes: { hadolint: ['DL3013'] },
  check(build) {
    return runs(build, 'pip', 'pipx').flatMap((run) =>
      [
        ...pipInstalls(run.commands)
          .filter(isUnconstrained)
          .map((pip) => {
            const upgrades = hasOption(pip.options, '-U', '--upgrade');
            return pip.operands.filter(({ text }) => !upgrades || !companions.has(text.toLowerCase()));
          }),
        ...pipxOperands(run),
      ].flatMap((words) => {
        const open = words.filter(isOpen);
        const [first] = open;
        if (first === undefined) return [];
        return [{ range: first.range, stage: run.stage.index, wrong: nameAll(open.map(({ text }) => text)) }];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Names without versions',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask "gunicorn[gthread]"\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3 "gunicorn[gthread]==23.0.0"\n',
    fires: ['flask'],
  },
  {
    title: 'Versions from a constraints file',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask\n',
    good: 'FROM python:3.13-slim\nCOPY constraints.txt /\nRUN pip install --no-cache-dir -c /constraints.txt flask\n',
    files: { 'constraints.txt': 'flask==3.0.3\n' },
    fires: ['flask'],
  },
];
