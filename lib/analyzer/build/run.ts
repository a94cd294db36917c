import { indexCatalog, readFigure } from '../catalog/look-up';
import { widen } from '../estimate';
import type { ShellCommand } from '../syntax/shell';
import { readShell } from '../syntax/shell-commands';
import type { Command, ExecCommand, RunInstruction } from '../syntax/types';
import { isApt, walkApk, walkApt } from './commands/apt';
import { fileCommands } from './commands/files';
import { walkPip } from './commands/pip';
import type { Running } from './commands/running';
import { walkVenv } from './commands/venv';
import { type Argument, type Invocation, readInvocation } from './invocation';
import { readMounts } from './mounts';
import { isWithin, resolvePath } from './paths';
import { findProgram, isInterpreter, isPip } from './programs';
import { findStage } from './stage-graph';
import type { StageWalk, WalkedStage } from './stage-walk';
import type { Step } from './types';
import { expandShellWord, type Variables } from './variables';

/** What a RUN resolves to, for the step. */
export interface RunResult {
  readonly commands: readonly ShellCommand[];
  readonly fromStages: Step['fromStages'];
}

/** Walks a RUN: its commands in order, as far as they are understood. */
export function walkRun(
  instruction: RunInstruction,
  walk: StageWalk,
  variables: Variables,
  earlier: readonly WalkedStage[],
): RunResult {
  const { commands } = readCommands(instruction.command);
  walk.mounts = readMounts(instruction, walk.state.workingDirectory);
  const fromStages = takeMounts(walk, earlier);
  walk.spend(readFigure(walk.catalog, 'run-seconds'));
  if (speaksShell(instruction.command, walk)) new ShellRun(walk, variables).run(commands);
  else walk.doubt(`what ${walk.state.shell[0] ?? 'the shell'} does`);
  return { commands, fromStages };
}

/** The commands of a script or of an exec form, which is one command without a shell. */
export function readCommands(command: Command): { readonly commands: readonly ShellCommand[] } {
  return command.form === 'exec' ? { commands: readExecForm(command) } : readShell(command);
}

function readExecForm({ words, range }: ExecCommand): readonly ShellCommand[] {
  const [program, ...rest] = words;
  if (program === undefined) return [];
  return [
    {
      name: program.text,
      words: rest.map((word) => ({ text: word.text, source: word.text, range: word.range, literal: true })),
      nameRange: program.range,
      range,
      assignments: [],
      redirections: [],
      joint: 'first',
      conditional: false,
      subshell: 0,
    },
  ];
}

function speaksShell(command: Command, walk: StageWalk): boolean {
  return command.form === 'exec' || /(^|\/)(ba|da|a|k|z)?sh$/.test(walk.state.shell[0] ?? '');
}

/** Files of the context and stages that mounts bring in: they count for the cache. */
function takeMounts(walk: StageWalk, earlier: readonly WalkedStage[]): Step['fromStages'] {
  const fromStages: Step['fromStages'][number][] = [];
  for (const mount of walk.mounts) {
    if (mount.type !== 'bind' || mount.source === null) continue;
    if (mount.from === null) {
      const source = resolvePath('/', mount.source);
      for (const entry of walk.shared.context.entries) {
        if (!entry.ignored && isWithin(`/${entry.path}`, source)) walk.step.contextPaths.push(entry.path);
      }
      continue;
    }
    const stage = findStage(mount.from, earlier, true);
    if (stage !== null) fromStages.push({ stage, paths: [resolvePath('/', mount.source)] });
  }
  return fromStages;
}

/** A shell at work: its variables and working directory last from one command to the next, not beyond the step. */
class ShellRun {
  readonly #walk: StageWalk;
  readonly #outer: Variables;
  readonly #set = new Map<string, string>();
  readonly #errors: ErrorHandling;
  #workingDirectory: string;

  constructor(walk: StageWalk, variables: Variables) {
    this.#walk = walk;
    this.#outer = variables;
    this.#workingDirectory = walk.state.workingDirectory;
    const flags = walk.state.shell.slice(1);
    this.#errors = { exit: flags.some((flag) => /^-\w*e/.test(flag)), pipefail: flags.includes('pipefail') };
  }

  run(commands: readonly ShellCommand[]): void {
    for (const [position, command] of commands.entries()) {
      this.#walk.tolerant = !stopsStep(commands, position, this.#errors);
      this.#runCommand(command);
    }
    this.#walk.tolerant = false;
  }

  readonly #variables: Variables = (name) => this.#set.get(name) ?? this.#outer(name) ?? this.#implied(name);

  #implied(name: string): string | undefined {
    if (name === 'HOME') return this.#walk.homeDirectory();
    return name === 'PWD' ? this.#workingDirectory : undefined;
  }

  #runCommand(command: ShellCommand): void {
    const invocation = readInvocation(command, (word) => expandShellWord(word, this.#variables));
    this.#placeRedirections(command);
    if (invocation === null) {
      for (const { name, value } of command.assignments) {
        if (value !== null) this.#set.set(name, expandShellWord(value, this.#variables).text);
      }
      return;
    }
    const running: Running = {
      walk: this.#walk,
      invocation,
      variables: (name) => invocation.variables.get(name) ?? this.#variables(name),
      workingDirectory: this.#workingDirectory,
    };
    if (this.#runBuiltin(invocation)) return;
    if (this.#reportMissing(running)) return;
    runProgram(running, 0);
  }

  /** A file that output goes to exists from then on; what it holds we do not know. */
  #placeRedirections(command: ShellCommand): void {
    for (const { operator, target } of command.redirections) {
      const { text, known } = expandShellWord(target, this.#variables);
      if (!operator.includes('>') || !known || text.startsWith('/dev/') || /^\d*$|^&/.test(text)) continue;
      const path = resolvePath(this.#workingDirectory, text);
      if (!this.#walk.state.files.has(path)) this.#walk.placeFiles([[path, null]]);
      this.#walk.step.writes.push(path);
    }
  }

  /** `cd`, `export` and sourcing an environment change the shell itself. */
  #runBuiltin({ name, words, command }: Invocation): boolean {
    switch (name) {
      case 'cd':
      case 'pushd':
        if (command.subshell === 0) this.#changeDirectory(words[0]);
        return true;
      case 'export':
      case 'local':
      case 'readonly':
      case 'declare':
        for (const { text } of words) this.#assign(text);
        return true;
      case 'set':
        this.#setOptions(words.map((word) => word.text));
        return true;
      case '.':
      case 'source':
        this.#readFile(words[0]?.text);
        return true;
      default:
        return false;
    }
  }

  #changeDirectory(target: Argument | undefined): void {
    if (target?.known === false) return;
    this.#workingDirectory = resolvePath(this.#workingDirectory, target?.text ?? this.#walk.homeDirectory());
  }

  #assign(text: string): void {
    const assignment = /^(\w+)=(.*)$/s.exec(text);
    if (assignment !== null) this.#set.set(assignment[1] ?? '', assignment[2] ?? '');
  }

  #setOptions(texts: readonly string[]): void {
    if (texts.some((text) => /^-\w*e/.test(text)) || texts.includes('errexit')) this.#errors.exit = true;
    if (texts.some((text) => /^\+\w*e/.test(text))) this.#errors.exit = false;
    if (texts.includes('pipefail')) this.#errors.pipefail = true;
  }

  /** Of the files that a shell may source, only the activation of an environment is known. */
  #readFile(file: string | undefined): void {
    const path = resolvePath(this.#workingDirectory, file ?? '');
    const folder = /^(.*)\/bin\/activate$/.exec(path)?.[1];
    if (folder === undefined) {
      this.#walk.unknown.add(`what ${file ?? 'a sourced file'} sets`);
      return;
    }
    this.#set.set('VIRTUAL_ENV', folder);
    this.#set.set('PATH', `${folder}/bin:${this.#variables('PATH') ?? ''}`);
  }

  /** A program that is certainly not in the image stops the step. */
  #reportMissing({ invocation, walk, variables }: Running): boolean {
    if (walk.tolerant || findProgram(invocation.program, walk, variables).kind !== 'missing') return false;
    walk.fail(
      'command-not-found',
      `This image has no \`${invocation.program}\`, so the step stops the build.`,
      adviseInstallation(invocation, walk),
      invocation.programRange,
    );
    return true;
  }
}

/** Which failures end a script: those of its last list, and others where `set -e` or `pipefail` says so. */
interface ErrorHandling {
  exit: boolean;
  pipefail: boolean;
}

/** Whether the failure of a command is the failure of its step. */
function stopsStep(commands: readonly ShellCommand[], position: number, { exit, pipefail }: ErrorHandling): boolean {
  const command = commands[position];
  if (command === undefined || command.conditional || command.subshell > 0) return false;
  const after = commands.slice(position + 1).filter((other) => other.subshell === 0);
  if (after[0]?.joint === 'pipe' && !pipefail) return false;
  for (const { joint } of after) {
    if (joint === 'or' || joint === 'background') return false;
    if (joint === 'then' || joint === 'first') return exit;
  }
  return true;
}

function adviseInstallation({ name }: Invocation, walk: StageWalk): string {
  const record = indexCatalog(walk.catalog).programs.get(name);
  const alpine = walk.profile.distribution === 'alpine';
  const [package_] = (alpine ? record?.alpine : record?.debian) ?? [];
  const hasPython3 = walk.state.pythonEnvironments.some((environment) => environment.path === '/usr');
  if (name === 'python' && hasPython3) return 'Call it `python3`, as Debian and Ubuntu name it.';
  if (package_ !== undefined)
    return `Install the package \`${package_}\` in an earlier step, or start from an image that has \`${name}\`.`;
  if (isInterpreter(name) || isPip(name)) return 'Start from a `python` image, or install Python in an earlier step.';
  if (record !== undefined) return `This distribution has no \`${name}\`: use its own package manager.`;
  return `Install what brings \`${name}\` in an earlier step.`;
}

const deepestNesting = 5;

/** Runs one program: by itself, or as a module of Python. */
function runProgram(running: Running, depth: number): void {
  const { invocation, walk } = running;
  const { name, words, program } = invocation;
  if (isApt(name)) walkApt(running);
  else if (name === 'apk') walkApk(running);
  else if (isPip(name)) walkPip(running, program, words, 'pip');
  else if (name === 'uv') runUv(running);
  else if (name === 'virtualenv') walkVenv(running, 'python3', words, 'virtualenv');
  else if (isInterpreter(name)) runPython(running);
  else if (/^(ba|da|a)?sh$/.test(name) && words[0]?.text === '-c' && depth < deepestNesting) doubtProgram(running);
  else {
    const command = fileCommands.get(name);
    if (command !== undefined) command(running);
    else doubtProgram(running);
  }
  walk.step.writes.push(...(isApt(name) || name === 'apk' ? ['/usr', '/etc', '/var'] : []));
}

function runPython(running: Running): void {
  const { invocation } = running;
  const words = invocation.words.filter((word) => !/^-[uBEIsSOdvqb]+$/.test(word.text));
  const [option, module, ...rest] = words;
  if (option?.text === '-m' && module?.text === 'pip') walkPip(running, invocation.program, rest, 'pip');
  else if (option?.text === '-m' && module?.text === 'venv') walkVenv(running, invocation.program, rest, 'venv');
  else if (option?.text === '-m' && module?.text === 'virtualenv')
    walkVenv(running, invocation.program, rest, 'virtualenv');
  else if (option !== undefined && !/^(-V|--version|-VV|--help|-h)$/.test(option.text)) doubtProgram(running);
}

function runUv(running: Running): void {
  const [action, ...rest] = running.invocation.words;
  if (action?.text === 'pip') walkPip(running, 'uv', rest, 'uv');
  else if (action?.text === 'venv') walkVenv(running, 'python3', rest, 'uv');
  else if (action?.text !== '--version') doubtProgram(running);
}

/** A program whose effect we do not know: it may write anything, and install anything. */
function doubtProgram({ walk, invocation }: Running): void {
  const what = `what \`${[invocation.program, ...invocation.words.map((word) => word.text)].join(' ').slice(0, 60)}\` does`;
  const installs =
    /^(poetry|pipenv|conda|mamba|micromamba|npm|yarn|pnpm|cargo|make|cmake|uv|pdm|dnf|yum|microdnf|tdnf|zypper|pacman|dpkg|rye|hatch|go)$/.test(
      invocation.name,
    );
  const figure = readFigure(walk.catalog, installs ? 'unknown-installer' : 'unknown-command');
  walk.hold('/unknown', installs ? 'python-packages' : 'os-packages', what, widen(figure, 1, 1, [what]));
  walk.step.writes.push('/');
  walk.spend(readFigure(walk.catalog, installs ? 'unknown-installer-seconds' : 'unknown-command-seconds'));
  walk.doubt(what);
}
