import type { SourceRange } from '../syntax/range';
import type { ShellCommand, ShellWord } from '../syntax/shell';
import { hasOption, type Invocation, type Option, onceForCommands, readArguments, readInvocation } from './commands';

/** A call of apt-get, apt or aptitude. */
export interface AptCommand {
  readonly program: 'apt' | 'apt-get' | 'aptitude';
  readonly programRange: SourceRange;
  /** `install`, `update`, `purge` and so on; empty where none is given. */
  readonly action: string;
  readonly actionWord: ShellWord | null;
  /** What follows the action: package names, versions and paths included. */
  readonly packages: readonly ShellWord[];
  readonly options: readonly Option[];
  readonly command: ShellCommand;
}

const valued = new Set([
  '-o',
  '--option',
  '-t',
  '--target-release',
  '--default-release',
  '-c',
  '--config-file',
  '-a',
  '--host-architecture',
]);

function isProgram(name: string): name is AptCommand['program'] {
  return name === 'apt' || name === 'apt-get' || name === 'aptitude';
}

const aptOf = new WeakMap<ShellCommand, AptCommand>();

/** Reads a command as a call of apt; `null` where it is another program. Read once for all rules. */
export function readApt(command: ShellCommand): AptCommand | null {
  const invocation = readInvocation(command);
  if (invocation === null) return null;
  const { program } = invocation;
  if (!isProgram(program)) return null;
  const known = aptOf.get(command);
  if (known !== undefined) return known;
  const read = readCall(invocation, program);
  aptOf.set(command, read);
  return read;
}

function readCall(invocation: Invocation, program: AptCommand['program']): AptCommand {
  const { options, operands } = readArguments(invocation.words, valued);
  const [actionWord, ...packages] = operands;
  return {
    program,
    programRange: invocation.programRange,
    action: actionWord?.text ?? '',
    actionWord: actionWord ?? null,
    packages,
    options,
    command: invocation.command,
  };
}

/** The calls of apt among some commands. */
export const aptCommands = onceForCommands((commands): readonly AptCommand[] =>
  commands.map(readApt).filter((entry) => entry !== null),
);

/** `-o KEY=value`: the value of a configuration key, compared without case as apt does. */
function configured(apt: AptCommand, key: string): string | undefined {
  const prefix = `${key.toLowerCase()}=`;
  return apt.options
    .filter((option) => option.name === '-o' || option.name === '--option')
    .map((option) => option.value?.toLowerCase() ?? '')
    .findLast((value) => value.startsWith(prefix))
    ?.slice(prefix.length);
}

/** Whether the call installs recommended packages too, as far as its own options tell. */
export function installsRecommends(apt: AptCommand): boolean {
  if (hasOption(apt.options, '--no-install-recommends', '--without-recommends', '-R')) return false;
  return !['0', 'false', 'no', 'off'].includes(configured(apt, 'APT::Install-Recommends') ?? '');
}

/** Whether the call answers yes by itself. Two `-q`, or `-q=2`, imply it. */
export function assumesYes(apt: AptCommand): boolean {
  if (hasOption(apt.options, '-y', '--yes', '--assume-yes', '--force-yes')) return true;
  const quiet = apt.options.filter((option) => option.name === '-q' || option.name === '--quiet');
  if (quiet.length >= 2 || quiet.some((option) => Number(option.value ?? 0) >= 2)) return true;
  return ['1', 'true', 'yes', 'on'].includes(configured(apt, 'APT::Get::Assume-Yes') ?? '');
}

/** The name without version, release and architecture: `gcc:amd64=4:13` is `gcc`. */
export function packageName(word: ShellWord): string {
  const end = word.text.search(/[=/:]/);
  return end < 0 ? word.text : word.text.slice(0, end);
}
