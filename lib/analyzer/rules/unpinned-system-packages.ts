import type { Build } from '../build/types';
import { apkCommands } from '../rules-support/apk';
import { aptCommands } from '../rules-support/apt';
import { hasOption } from '../rules-support/commands';
import { packageCalls } from '../rules-support/package-calls';
import { type PlacedRun, runs } from '../rules-support/steps';
import { expandWord } from '../syntax/expand';
import type { ShellWord } from '../syntax/shell';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const isFileOrAddress = (name: string) => /^\.{0,2}\/|:\/\//.test(name);

/** The word with the values that ENV and ARG give its variables; one without a value is empty, as for the shell. */
function resolve(build: Build, run: PlacedRun, word: ShellWord): string {
  if (word.literal) return word.text;
  const { environment, buildArguments } = run.step.before;
  const result = expandWord(
    word.source,
    (name) => environment.get(name) ?? buildArguments.get(name) ?? undefined,
    build.dockerfile.escape,
  );
  return 'value' in result ? result.value : word.text;
}

function openApt(run: PlacedRun): readonly ShellWord[] {
  return aptCommands(run.commands)
    .filter((apt) => apt.action === 'install')
    .flatMap((apt) => apt.packages)
    .filter(({ text }) => !/[=/]|\.deb$|[+-]$/.test(text) || /^[a-z0-9.+-]+\+\+$/.test(text));
}

function openApk(run: PlacedRun): readonly ShellWord[] {
  return apkCommands(run.commands)
    .filter((apk) => apk.action === 'add')
    .flatMap((apk) => apk.packages)
    .filter(({ text }) => !/[=~<>]|\.apk$|^!/.test(text));
}

/** An rpm's version begins with a digit behind a dash, an epoch perhaps before it. */
function openRpm(build: Build, run: PlacedRun, ...programs: readonly string[]): readonly ShellWord[] {
  return packageCalls(run.commands, ...programs).flatMap((call) => {
    const isModule = call.action === 'module install';
    if (!isModule && !['install', 'in', 'localinstall'].includes(call.action)) return [];
    return call.packages.filter((word) => {
      const name = resolve(build, run, word);
      if (isModule) return !name.includes(':');
      // A variable in the place of the version, even one without a value: that is told by another rule.
      if (/-["']?\$/.test(word.source)) return false;
      return !/-\d/.test(name) && !name.endsWith('.rpm') && !name.startsWith('@') && !isFileOrAddress(name);
    });
  });
}

function openZypper(run: PlacedRun): readonly ShellWord[] {
  return packageCalls(run.commands, 'zypper')
    .filter((call) => ['install', 'in'].includes(call.action) && !hasOption(call.options, '-t', '--type'))
    .filter((call) => !call.command.redirections.some(({ operator }) => /^[<>]/.test(operator)))
    .flatMap((call) => call.packages)
    .filter(({ text }) => !/[=<>]|\.rpm$/.test(text) && !isFileOrAddress(text));
}

/** Words with the code that hadolint gives them. */
function ofCode(code: string, words: readonly ShellWord[]) {
  return words.map((word) => ({ code, word }));
}

export const texts: RuleTexts = {
  title: 'A system package is installed without a version',
  category: 'reproducibility',
  wrong: 'This system package is installed without a version.',
  why: 'The release of the base image already keeps the version within narrow bounds. Mirrors drop a version as soon as a security fix replaces it: a pinned build breaks then, and a pinned image stays vulnerable. Switch this rule on where you have a mirror that keeps every version.',
  remedy: 'Pin the version after `=`, or after a dash for rpm, where your mirror keeps it.',
  recordings: [],
};

export default defineRule({
  id: 'unpinned-system-packages',
  part: 'system',
  severity: 'info',
  enabled: false,
  codes: { hadolint: ['DL3008', 'DL3018', 'DL3033', 'DL3037', 'DL3041'] },
  check(build) {
    return runs(build).flatMap((run) =>
      [
        ...ofCode('DL3008', openApt(run)),
        ...ofCode('DL3018', openApk(run)),
        ...ofCode('DL3033', openRpm(build, run, 'yum')),
        ...ofCode('DL3041', openRpm(build, run, 'dnf', 'dnf5', 'microdnf')),
        ...ofCode('DL3037', openZypper(run)),
      ]
        .filter(({ word }) => word.literal || !word.text.startsWith('$'))
        .map(({ code, word }) => ({ range: word.range, stage: run.stage.index, codes: { hadolint: [code] } })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'On Debian',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5=17.6-0+deb13u1 && rm -rf /var/lib/apt/lists/*\n',
    fires: ['libpq5'],
  },
  {
    title: 'On Fedora, by a variable',
    bad: 'FROM fedora:42\nRUN dnf install -y libpq && dnf clean all\n',
    good: 'FROM fedora:42\nARG VERSION=16.10\nRUN dnf install -y libpq-${VERSION} && dnf clean all\n',
    fires: ['libpq'],
  },
  {
    title: 'On Alpine a tilde holds the minor version',
    bad: 'FROM alpine:3.22\nRUN apk add --no-cache --virtual .build gcc git~2.49\n',
    good: 'FROM alpine:3.22\nRUN apk add --no-cache --virtual .build gcc~14 git~2.49\n',
    fires: ['gcc'],
  },
];
