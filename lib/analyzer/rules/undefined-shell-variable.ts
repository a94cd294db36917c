import { mostVariables } from '../build/state-changes';
import { knowsVariablesOfBase } from '../rules-support/base-images';
import { replaceText } from '../rules-support/edits';
import { variablesBefore } from '../rules-support/known-variables';
import { mountsOf } from '../rules-support/mounts';
import { nearestName } from '../rules-support/nearest-name';
import { type PlacedRun, placed, runs } from '../rules-support/steps';
import type { ShellCommand } from '../syntax/shell';
import { readShellFeatures, type ShellVariable } from '../syntax/shell/features';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** What the builder, or the shell itself, sets in every RUN. Those of bash alone are the matter of another rule. */
const given = new Set(
  [
    'HOME PATH PWD OLDPWD HOSTNAME TERM IFS PPID SHLVL OPTIND OPTARG PS1 PS2 PS4 LINENO _ REPLY COLUMNS LINES VIRTUAL_ENV VIRTUAL_ENV_PROMPT',
    'HTTP_PROXY http_proxy HTTPS_PROXY https_proxy FTP_PROXY ftp_proxy NO_PROXY no_proxy ALL_PROXY all_proxy',
    'RANDOM SECONDS UID EUID GROUPS OSTYPE HOSTTYPE MACHTYPE PIPESTATUS FUNCNAME SHELLOPTS BASHPID COMP_WORDBREAKS',
  ].flatMap((list) => list.split(' ')),
);

/** Commands after which any name may have a value. */
const unknowable = new Set(['.', 'source', 'eval']);

/** Whether any name may have a value after a command. What activates a virtual environment sets names that are known. */
function setsAnything({ name, words }: ShellCommand): boolean {
  return unknowable.has(name) && !(words[0]?.text.endsWith('/bin/activate') ?? false);
}

const otherShells = /(?:pwsh|powershell|cmd)(?:\.exe)?$/i;

/** Whether the script itself may set the name: it stands somewhere without a `$` in front. */
function isSetIn(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$]|\\$\\{)${name}(?!\\w)`).test(text);
}

/** Most scripts name no variable, and what has a value at their step need not be gathered. */
function asksForVariables({ instruction: { command } }: PlacedRun): boolean {
  return command.form === 'shell' && command.text.includes('$');
}

/** The variables of a RUN that have no value, each name once. */
function missing(run: PlacedRun, known: ReadonlySet<string>): readonly ShellVariable[] {
  const { command } = run.instruction;
  if (command.form !== 'shell') return [];
  if (otherShells.test(run.step.before.shell[0] ?? '')) return [];
  if (run.ownCommands.some(setsAnything)) return [];
  const mounted = new Set(mountsOf(run.instruction).map((mount) => mount.variable));
  const told = new Set<string>();
  return readShellFeatures(command).variables.filter(({ name, guarded }) => {
    if (guarded || told.has(name) || given.has(name) || name.startsWith('BASH')) return false;
    if (known.has(name) || mounted.has(name) || isSetIn(command.text, name)) return false;
    told.add(name);
    return true;
  });
}

export const texts: RuleTexts = {
  title: 'The shell expands a variable without a value',
  category: 'reliability',
  wrong: 'Nothing gives this variable a value in the shell of this RUN.',
  why: 'The shell expands it to nothing and continues. What an earlier RUN exported is gone, and an ARG counts only in the stage that declares it.',
  remedy: 'Declare it with ARG or ENV before this line, or stop the step where it is empty: `${NAME:?}`.',
  recordings: [],
};

export default defineRule({
  id: 'undefined-shell-variable',
  part: 'scripts',
  severity: 'warning',
  codes: { hadolint: ['SC2154'] },
  check(build) {
    const triggers = placed(build, 'ARG', 'ENV').filter((entry) => entry.triggered);
    return runs(build).flatMap((run) => {
      const { stage, step } = run;
      if (!asksForVariables(run)) return [];
      const { environment, buildArguments } = step.before;
      if (!knowsVariablesOfBase(build, stage)) return [];
      if (environment.size >= mostVariables || buildArguments.size >= mostVariables) return [];
      const ofTriggers = triggers
        .filter((entry) => run.triggered && entry.stage === stage)
        .flatMap((entry) => entry.instruction.assignments.map(({ name }) => name.text));
      const known = new Set([...variablesBefore(stage, step), ...ofTriggers]);
      return missing(run, known).map(({ name, range }) => {
        const meant = nearestName(name, known);
        const written = build.dockerfile.text.slice(range.start, range.end);
        const fix = {
          title: `Write ${meant}`,
          safety: 'review' as const,
          edits: [replaceText(build, range, written.replace(name, meant ?? name))],
        };
        return {
          range,
          stage: stage.index,
          wrong: `Nothing gives \`${name}\` a value in the shell of this RUN.`,
          ...(meant === undefined || !written.includes(name) ? {} : { fix }),
        };
      });
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Exported in another RUN',
    bad: 'FROM debian:trixie-slim\nRUN export FOLDER=/srv/data\nRUN mkdir "$FOLDER"\n',
    good: 'FROM debian:trixie-slim\nRUN FOLDER=/srv/data && mkdir "$FOLDER"\n',
    fires: ['$FOLDER'],
  },
  {
    title: 'An ARG before the first FROM',
    bad: 'ARG RELEASE=1.2\nFROM python:3.13-slim\nRUN echo "release ${RELEASE}" > /release\n',
    good: 'ARG RELEASE=1.2\nFROM python:3.13-slim\nARG RELEASE\nRUN echo "release ${RELEASE}" > /release\n',
    fires: ['${RELEASE}'],
  },
  {
    title: 'A misspelt name, and a default value',
    bad: 'FROM python:3.13-slim\nENV APP_FOLDER=/srv\nRUN mkdir -p $APP_FOLDR/data\n',
    good: 'FROM python:3.13-slim\nRUN mkdir -p ${APP_FOLDER:-/srv}/data\n',
    fires: ['$APP_FOLDR'],
  },
];
