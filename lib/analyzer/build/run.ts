import { readFigure } from '../catalog/look-up';
import type { SourceRange } from '../syntax/range';
import type { ShellCommand, ShellNode, ShellProblem } from '../syntax/shell';
import { readShell } from '../syntax/shell/commands';
import type { Command, ExecCommand, RunInstruction } from '../syntax/types';
import { runProgram } from './commands/dispatch';
import { type Mount, readMounts } from './mounts';
import { isWithin, resolvePath } from './paths';
import { findProgram } from './programs';
import { readDialect } from './shell/dialect';
import { ShellRun } from './shell/shell-run';
import { readShellProgram } from './shell-program';
import type { StageWalk } from './stage-walk';
import type { Step } from './types';
import type { Variables } from './variables';
import type { Stages } from './walked-project';

/** What a RUN resolves to, for the step. */
export interface RunResult {
  readonly commands: readonly ShellCommand[];
  readonly fromStages: Step['fromStages'];
}

/** Walks a RUN: its commands in order, as far as they are understood. */
export function walkRun(instruction: RunInstruction, walk: StageWalk, variables: Variables, stages: Stages): RunResult {
  const { command } = instruction;
  const { commands, script, problems } = readCommands(command);
  walk.mounts = readMounts(instruction, walk.state.workingDirectory);
  const fromStages = takeMounts(walk, stages, instruction.range);
  walk.spend(readFigure(walk.catalog, 'run-seconds'));
  reportMissingUser(walk, instruction.range);
  const { shell, flags, variables: inside } = readShellProgram(walk, variables);
  if (command.form === 'shell' && !isShell(shell)) walk.doubt(`what ${shell} does`);
  else if (script === null) walk.doubtFiles('what a script that is not a shell’s does');
  else if (command.form === 'exec' || !reportMissingShell(shell, walk, variables, instruction.range)) {
    reportUnreadable(problems, shell, walk);
    const run = new ShellRun(walk, command.form === 'exec' ? variables : inside, walk.state.workingDirectory, {
      dialect: command.form === 'exec' ? null : readDialect(shell, walk),
      flags: command.form === 'exec' ? [] : flags,
      runProgram,
      depth: 0,
      place: null,
    });
    const { outcome, failure } = run.run(script);
    if (outcome === 'failure' && failure !== null) walk.report(failure);
  }
  return { commands, fromStages };
}

/** Commands of an instruction, flat and as the shell runs them. */
export interface ReadCommands {
  readonly commands: readonly ShellCommand[];
  readonly script: ShellNode | null;
  readonly problems: readonly ShellProblem[];
}

const noProblems: readonly ShellProblem[] = [];

/** The commands of a script or of an exec form, which is one command without a shell. */
export function readCommands(command: Command): ReadCommands {
  return command.form === 'exec' ? readExecForm(command) : readShell(command);
}

function readExecForm({ words, range }: ExecCommand): ReadCommands {
  const [program, ...rest] = words;
  if (program === undefined) return { commands: [], script: { kind: 'list', parts: [] }, problems: noProblems };
  const command: ShellCommand = {
    name: program.text,
    words: rest.map((word) => ({ text: word.text, source: word.text, range: word.range, literal: true })),
    nameRange: program.range,
    range,
    assignments: [],
    redirections: [],
    joint: 'first',
    conditional: false,
    subshell: 0,
  };
  return { commands: [command], script: { kind: 'command', command }, problems: noProblems };
}

function isShell(program: string): boolean {
  return /(^|\/)(ba|da|a|k|z)?sh$/.test(program);
}

/** A script that no shell reads stops the build; zsh and ksh read more than the others. */
function reportUnreadable(problems: readonly ShellProblem[], shell: string, walk: StageWalk): void {
  const problem = problems.find(({ certain }) => certain);
  if (problem !== undefined && /(^|\/)(ba|da|a)?sh$/.test(shell))
    walk.fail('unreadable-script', problem.range, problem.message);
}

function reportMissingShell(shell: string, walk: StageWalk, variables: Variables, range: SourceRange): boolean {
  if (findProgram(shell, walk, variables).kind !== 'missing') return false;
  const { catalog, profile, state } = walk;
  walk.fail('command-not-found:shell', range, shell, { catalog, profile, state });
  return true;
}

/** A RUN under a user without an account does not start. */
function reportMissingUser(walk: StageWalk, range: SourceRange): void {
  const { user } = walk.state;
  if (!walk.certain || walk.users.has(user) !== false) return;
  walk.fail('unknown-user', range, user, walk.profile.distribution);
}

/** Files of the context and stages that mounts bring in: they count for the cache. */
function takeMounts(walk: StageWalk, stages: Stages, range: SourceRange): Step['fromStages'] {
  const fromStages: Step['fromStages'][number][] = [];
  for (const mount of walk.mounts) {
    if (mount.type !== 'bind' || mount.source === null) continue;
    if (mount.from === null) {
      takeContextMount(mount, mount.source, walk, range);
      continue;
    }
    const stage = stages.find(mount.from);
    if (stage !== null) fromStages.push({ stage, paths: [resolvePath('/', mount.source)] });
  }
  return fromStages;
}

function takeContextMount(mount: Mount, from: string, walk: StageWalk, range: SourceRange): void {
  const source = resolvePath('/', from);
  let found = source === '/';
  for (const entry of walk.shared.context.entries) {
    if (entry.ignored) continue;
    if (isWithin(`/${entry.path}`, source)) {
      walk.step.contextPaths.push(entry.path);
      found = true;
    } else if (entry.bulk && isWithin(source, `/${entry.path}`)) found = true;
  }
  if (found || !walk.shared.contextKnown || /[$`]/.test(from)) return;
  walk.fail('missing-source:to-mount', range, from, mount.target);
}
