import { hasOldDash } from '../build/shell/dialect';
import type { Build } from '../build/types';
import { insertBefore, replaceText } from '../rules-support/edits';
import { type PlacedRun, runs } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import type { ShellCommand } from '../syntax/shell';
import { readShellFeatures, type ShellExtensionKind } from '../syntax/shell/features';
import type { Command } from '../syntax/types';
import { defineRule, type Fix, type Report, type RuleExample, type RuleTexts } from './types';

/** One thing that bash has and the shell of the image lacks. */
interface Extension {
  /** ShellCheck's code. */
  readonly code: string;
  /** What the shell does with it: the rest of a sentence that begins with the shell's name. */
  readonly effect: string;
  /** The shell of Alpine, busybox, lacks it as well as that of Debian, dash. */
  readonly everywhere?: boolean;
}

const notFound = 'has no such command, and stops the step with "not found"';
const unreadable = 'cannot read this, and stops the step with a syntax error';
const badSubstitution = 'stops the step with "Bad substitution"';

const kinds: Readonly<Record<ShellExtensionKind, Extension>> = {
  'ansi-quotes': { code: 'SC3003', effect: 'takes the dollar sign and the escapes literally' },
  'arithmetic-command': { code: 'SC3006', effect: 'takes the double brackets for a command within a command' },
  array: { code: 'SC3030', effect: unreadable, everywhere: true },
  'brace-expansion': {
    code: 'SC3009',
    effect: 'takes the braces literally, as part of one name',
    everywhere: true,
  },
  'case-modification': { code: 'SC3059', effect: badSubstitution, everywhere: true },
  'double-bracket': { code: 'SC3010', effect: 'has no `[[`, so the condition is never met' },
  'function-keyword': { code: 'SC2112', effect: unreadable },
  'here-string': { code: 'SC3011', effect: unreadable, everywhere: true },
  indirection: { code: 'SC3053', effect: badSubstitution, everywhere: true },
  'joined-streams': { code: 'SC3020', effect: 'runs the command in the background, and empties the file' },
  'process-substitution': { code: 'SC3001', effect: unreadable },
  replacement: { code: 'SC3060', effect: badSubstitution },
  select: { code: 'SC3008', effect: unreadable, everywhere: true },
  slice: { code: 'SC3057', effect: badSubstitution },
};

/** Newer releases of dash know the option. */
const pipefailCode = 'SC3040';

const commands: ReadonlyMap<string, Extension> = new Map([
  ['source', { code: 'SC3046', effect: notFound }],
  ['let', { code: 'SC3039', effect: notFound }],
  ...['declare', 'typeset', 'shopt', 'mapfile', 'readarray', 'pushd', 'popd', 'dirs', 'disown'].map(
    (name): [string, Extension] => [name, { code: 'SC3044', effect: notFound, everywhere: true }],
  ),
]);

/** Variables that dash does not set; those of bash alone are set by busybox neither. */
const variables: ReadonlyMap<string, boolean> = new Map([
  ['RANDOM', false],
  ['SECONDS', true],
  ['UID', true],
  ['EUID', true],
  ['OSTYPE', true],
  ['PIPESTATUS', true],
  ['BASH_VERSION', true],
]);

/** What one command does that only bash understands. */
function extensionOf(command: ShellCommand): Extension | null {
  const { name, words } = command;
  const first = words[0]?.text ?? '';
  if (name === 'echo' && /^-(?:n?e|en|E)$/.test(first))
    return { code: 'SC3037', effect: `prints \`${first}\` along with the text` };
  if ((name === '[' || name === 'test') && words.some((word) => word.source === '=='))
    return { code: 'SC3014', effect: 'knows only `=` here, so the condition is never met' };
  if (
    name === 'set' &&
    words.some(({ text }, position) => text === 'pipefail' && /^-\w*o$/.test(words[position - 1]?.text ?? ''))
  )
    return { code: pipefailCode, effect: 'has no option `pipefail`, and stops the step' };
  return commands.get(name) ?? null;
}

interface Found {
  readonly extension: Extension;
  readonly range: SourceRange;
  readonly command?: ShellCommand;
}

function extensionsOf(run: PlacedRun): readonly Found[] {
  const script = run.instruction.command;
  if (script.form !== 'shell') return [];
  const reading = readShellFeatures(script);
  const ofCommands = run.ownCommands.flatMap((command) => {
    const extension = extensionOf(command);
    return extension === null ? [] : [{ extension, range: command.range, command }];
  });
  const ofVariables = reading.variables.flatMap(({ name, range, guarded }) => {
    const everywhere = variables.get(name);
    if (everywhere === undefined || guarded || run.step.before.environment.has(name)) return [];
    if (run.step.before.buildArguments.has(name) || new RegExp(`\\b${name}=`).test(script.text)) return [];
    return [{ extension: { code: 'SC3028', effect: 'gives this variable no value', everywhere }, range }];
  });
  const ofSyntax = reading.extensions.map(({ kind, range }) => ({ extension: kinds[kind], range }));
  return [...ofCommands, ...ofVariables, ...ofSyntax].toSorted((one, other) => one.range.start - other.range.start);
}

/** The shell that runs a script, where it is none that understands bash; `null` otherwise. */
function plainShell(run: PlacedRun): 'dash' | 'busybox' | null {
  const script = run.instruction.command;
  if (!/(?:^|\/)(?:sh|dash|ash)$/.test(run.step.before.shell[0] ?? '')) return null;
  if (script.form !== 'shell' || script.text.startsWith('#!')) return null;
  const { distribution } = run.stage.profile;
  if (distribution === 'alpine') return 'busybox';
  return distribution === 'debian' || distribution === 'ubuntu' ? 'dash' : null;
}

/** The same in words that every shell knows, or another shell from here on. */
function findFix(build: Build, run: PlacedRun, { command }: Found, shell: 'dash' | 'busybox'): Fix | null {
  const equality = command?.words.find((word) => word.source === '==');
  if (command?.name === 'source')
    return { title: 'Write a dot', safety: 'review', edits: [replaceText(build, command.nameRange, '.')] };
  if (equality !== undefined)
    return { title: 'Write =', safety: 'safe', edits: [replaceText(build, equality.range, '=')] };
  if (shell === 'busybox' || run.triggered) return null;
  return {
    title: 'Set SHELL to bash',
    safety: 'review',
    edits: [insertBefore(build, run.instruction, ['SHELL ["/bin/bash", "-c"]'])],
  };
}

/** Commands that have something only bash knows, or options of which only bash knows some. */
const suspects = ['echo', '[', 'test', 'set', ...commands.keys()];

/** Whether a script names a variable or has a form that some shells lack: most have neither. */
function hasFeatures(script: Command): boolean {
  if (script.form !== 'shell') return false;
  const { variables, extensions } = readShellFeatures(script);
  return variables.length > 0 || extensions.length > 0;
}

function report(build: Build, run: PlacedRun): readonly Report[] {
  const shell = plainShell(run);
  if (shell === null) return [];
  const name = shell === 'dash' ? 'The `sh` of Debian, dash,' : 'The `sh` of Alpine, busybox,';
  return extensionsOf(run)
    .filter(({ extension }) => shell === 'dash' || extension.everywhere === true)
    .filter(({ extension }) => extension.code !== pipefailCode || hasOldDash(run.stage.profile))
    .map((found) => {
      const fix = findFix(build, run, found, shell);
      return {
        range: found.range,
        stage: run.stage.index,
        codes: { hadolint: [found.extension.code] },
        wrong: `${name} ${found.extension.effect}.`,
        ...(fix === null ? {} : { fix }),
      };
    });
}

export const texts: RuleTexts = {
  title: 'The script is written for bash, and sh runs it',
  category: 'reliability',
  wrong: '`/bin/sh` runs this RUN, and on this base image it does not understand the syntax of bash.',
  why: 'Some of that syntax stops the step with an error. The rest does nothing, or something else than in bash, without a message.',
  remedy: 'Set `SHELL ["/bin/bash", "-c"]` before it where the image has bash, or write it in the syntax of `sh`.',
  recordings: [],
};

export default defineRule({
  id: 'bash-in-sh',
  part: 'scripts',
  severity: 'warning',
  codes: {
    hadolint: [
      ...new Set([
        ...Object.values(kinds).map(({ code }) => code),
        ...[...commands.values()].map(({ code }) => code),
        ...['SC3014', 'SC3028', 'SC3037', pipefailCode],
      ]),
    ].toSorted(),
  },
  check(build) {
    const calling = new Set(runs(build, ...suspects));
    return runs(build)
      .filter((run) => calling.has(run) || hasFeatures(run.instruction.command))
      .flatMap((run) => report(build, run));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A condition in double brackets',
    bad: 'FROM python:3.13-slim\nRUN if [[ -f /etc/debian_version ]]; then touch /debian; fi\n',
    good: 'FROM python:3.13-slim\nRUN if [ -f /etc/debian_version ]; then touch /debian; fi\n',
    fires: ['[[ -f /etc/debian_version ]]'],
  },
  {
    title: 'Several folders in braces',
    bad: 'FROM python:3.13-slim\nRUN mkdir -p /srv/{data,logs}\n',
    good: 'FROM python:3.13-slim\nSHELL ["/bin/bash", "-c"]\nRUN mkdir -p /srv/{data,logs}\n',
    fires: ['{data,logs}'],
  },
  {
    title: 'source, which sh writes as a dot',
    bad: 'FROM debian:trixie-slim\nRUN source /etc/os-release && [ "$ID" == debian ]\n',
    good: 'FROM debian:trixie-slim\nRUN . /etc/os-release && [ "$ID" = debian ]\n',
    fires: ['source /etc/os-release', '[ "$ID" == debian ]'],
  },
  {
    title: 'Escapes in echo, which Alpine knows',
    bad: 'FROM debian:trixie-slim\nRUN echo -e "one\\ttwo" > /table\n',
    good: 'FROM alpine:3.22\nRUN echo -e "one\\ttwo" > /table\n',
    fires: ['echo -e "one\\ttwo" > /table'],
  },
  {
    title: 'A random number',
    bad: 'FROM debian:trixie-slim\nRUN echo $RANDOM > /number\n',
    good: 'FROM fedora:42\nRUN echo $RANDOM > /number\n',
    fires: ['$RANDOM'],
  },
];
