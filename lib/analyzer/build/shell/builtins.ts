import type { SourceRange } from '../../syntax/range';
import type { Running } from '../commands/running';
import type { FactsOf, FailureKind } from '../failures/types';
import type { Argument } from '../invocation';
import { resolvePath } from '../paths';
import type { StageWalk } from '../stage-walk';
import type { Variables } from '../variables';
import { type Dialect, refusesPipefail } from './dialect';
import { failing, type Status, success } from './status';

/** What the commands that are built into a shell change in it. */
export interface Builtins {
  readonly walk: StageWalk;
  readonly dialect: Dialect;
  readonly variables: Variables;
  workingDirectory: string;
  exitOnError: boolean;
  pipefail: boolean;
  sourced: boolean;
  /** `$1`, `$2` and so on; `null` where nobody knows them. */
  positional: readonly Argument[] | null;
  set(name: string, value: string | null): void;
  fail<Kind extends FailureKind>(kind: Kind, range: SourceRange, ...facts: FactsOf[Kind]): void;
}

export type Builtin = (shell: Builtins, running: Running) => Status;

export function changeDirectory(shell: Builtins, { invocation, walk }: Running): Status {
  const target = invocation.words.find((word) => !/^-[LPe@]+$/.test(word.text));
  if (target?.known === false || target?.text === '-') {
    return success;
  }
  const path = resolvePath(shell.workingDirectory, target?.text || walk.homeDirectory());
  const kind = walk.lookUp(path);
  if (kind === 'missing' || kind === 'file') {
    shell.fail('missing-directory:to-enter', invocation.command.range, path);
    return success;
  }
  shell.workingDirectory = path;
  return success;
}

export function assign(shell: Builtins, { invocation }: Running): Status {
  for (const { text, known } of invocation.words) {
    const assignment = /^(\w+)=(.*)$/s.exec(text);
    if (assignment !== null) shell.set(assignment[1] ?? '', known ? (assignment[2] ?? '') : null);
  }
  return success;
}

function setOptions(shell: Builtins, { invocation, walk }: Running): Status {
  const end = invocation.words.findIndex((word) => word.text === '--');
  if (end >= 0) shell.positional = invocation.words.slice(end + 1);
  const texts = invocation.words.map((word) => word.text);
  if (texts.some((text) => /^-\w*e/.test(text)) || texts.includes('errexit')) shell.exitOnError = true;
  if (texts.some((text) => /^\+\w*e/.test(text))) shell.exitOnError = false;
  if (!texts.includes('pipefail')) return success;
  if (refusesPipefail(shell.dialect, walk)) {
    shell.fail('command-not-found:pipefail', invocation.command.range);
    return { ...failing(null), exits: true };
  }
  shell.pipefail = true;
  return success;
}

/** Those that many scripts call; `rare-builtins.ts` has the others. */
const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['cd', changeDirectory],
  ['export', assign],
  ['set', setOptions],
  ...['true', ':', 'echo', 'printf'].map((name) => [name, () => success] as const),
]);

/** The names of the others. */
const rareBuiltins: ReadonlySet<string> = new Set(
  'declare typeset local readonly pushd . source exit return break continue shift test [ command which type hash false unset read eval deactivate kill getopts bg fg disown dirs mapfile readarray enable trap wait umask ulimit alias unalias popd times jobs shopt let exec'.split(
    ' ',
  ),
);

/** What a command does that is built into a shell; `undefined` for any other. */
export function findBuiltin(name: string): Builtin | undefined {
  if (!rareBuiltins.has(name)) return builtins.get(name);
  return (shell, running) => shell.walk.shared.tools.walkRareBuiltin(name, shell, running);
}

/** Whether a shell knows a command by itself. */
export function isBuiltin(name: string): boolean {
  return findBuiltin(name) !== undefined;
}
