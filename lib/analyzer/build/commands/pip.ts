import { indexCatalog } from '../../catalog/look-up';
import { type Argument, hasOption, lastValue, type Options, readOptions } from '../invocation';
import { resolvePath } from '../paths';
import { canWrite, refuse } from '../permissions';
import { findEnvironment } from '../programs';
import type { PythonEnvironment } from '../types';
import { holdPipBytecode } from './bytecode';
import { existingParent } from './file-paths';
import { installPackages } from './install-packages';
import { type Installer, pip } from './installer';
import { type GatheredRequirements, gatherRequirements } from './requirement-files';
import { isSwitchedOn, type Running } from './running';

const valued = new Set(
  [
    '-r --requirement -c --constraint -e --editable -t --target --prefix --root --src -i --index-url --extra-index-url',
    '-f --find-links --platform --python-version --implementation --abi --upgrade-strategy --progress-bar --no-binary',
    '--only-binary --cache-dir --trusted-host --cert --client-cert --proxy --retries --timeout --install-option',
    '--global-option --config-settings -C --log --report --root-user-action --use-feature --exists-action --python',
    '--build -b -p --group --extra --index --default-index --index-strategy --link-mode -d --dest -w --wheel-dir',
  ]
    .join(' ')
    .split(' '),
);

/** An installer that is called as pip is. */
export interface PipLike extends Installer {
  /** Reports why it stops at once; `true` where it did. */
  readonly refuses: (running: Running, options: Options) => boolean;
  /** The environment that a plain install goes into. */
  readonly findOwner: (running: Running, program: string, options: Options) => PythonEnvironment | null;
}

/** What an option looks like that pip may have forgotten by now. */
const mayBeForgotten = /^--(?:allow-|build|egg|install-|no-use-|process-|use-)/;

export const pipItself: PipLike = {
  ...pip,
  refuses: (running, options) =>
    [...options.values.keys()].some((name) => mayBeForgotten.test(name)) &&
    running.walk.shared.tools.reportRemovedOption(running, options),
  findOwner: ({ walk, variables }, program) => findEnvironment(program, walk, variables),
};

/** A call of pip or its kin. */
export interface PipCall {
  /** pip, or the Python that runs it. */
  readonly program: string;
  readonly installer: PipLike;
  readonly options: Options;
  /** What stands behind the action. */
  readonly operands: readonly Argument[];
}

/** Walks `pip install` and its kin; `program` is pip or the Python that runs it, `words` what follows `pip`. */
export function walkPip(
  running: Running,
  program: string,
  words: readonly Argument[],
  installer: PipLike = pipItself,
): void {
  const options = readOptions(words, valued);
  const [action, ...operands] = options.operands;
  const call: PipCall = { program, installer, options, operands };
  if (action?.text === 'install') install(running, call);
  else running.walk.shared.tools.runPipAction(running, action?.text ?? '', call);
}

function install(running: Running, { program, installer, options, operands }: PipCall): void {
  const { walk } = running;
  if (installer.refuses(running, options)) return;
  const owner = installer.findOwner(running, program, options);
  if (owner !== null && isManaged(owner, options, running)) {
    reportManaged(running, owner);
    return;
  }
  const target = chooseTarget(running, owner, options, installer);
  const gathered = gatherRequirements(running, options, operands);
  if (gathered === null) {
    // pip has run, and left its bytecode, before it finds no file.
    if (owner !== null && installer.name === 'pip') holdPipBytecode(running, owner);
    return;
  }
  walk.step.requirements.push(...gathered.requirements);
  if (reportUnwritable(running, target) || (installer.name === 'pip' && reportMissingHash(running, gathered))) return;
  const hasProjects = gathered.requirements.some(({ kind }) => kind === 'path' || kind === 'editable');
  const expanded = hasProjects ? walk.shared.tools.expandProjects(running, target, gathered) : gathered;
  if (expanded === null) return;
  installPackages(running, { owner, target, options, installer, ...expanded });
}

/** One hash is enough for pip to ask for one of everything. */
function reportMissingHash(
  { walk, invocation }: Running,
  { requirements, constraints, unread }: GatheredRequirements,
): boolean {
  if (unread.length > 0 || constraints.some((entry) => entry.hashed) || !requirements.some((entry) => entry.hashed))
    return false;
  // A marker may leave a requirement out.
  const without = requirements.find((entry) => !entry.hashed && entry.kind === 'name' && entry.marker === null);
  if (without === undefined) return false;
  const isArgument = without.file === walk.shared.project.dockerfile;
  walk.fail('hash-missing', isArgument ? without.range : invocation.command.range, without.text);
  return true;
}

/** Packages go where the user in force may write; pip falls back on the user's home only from the system's Python. */
function reportUnwritable(running: Running, target: PythonEnvironment | null): boolean {
  const { walk, invocation } = running;
  if (target === null) return false;
  const path = target.path;
  const place = walk.lookUp(path) === 'missing' ? existingParent(path, running) : path;
  const problem = refuse(place, path, walk);
  if (problem === null) return false;
  walk.fail(problem.kind, invocation.command.range, ...problem.facts);
  return true;
}

/** PEP 668: pip refuses to change a Python that the distribution's package manager owns. */
function isManaged(owner: PythonEnvironment, options: Options, { walk, variables }: Running): boolean {
  if (owner.kind !== 'system' || owner.path !== '/usr') return false;
  if (hasOption(options, '--break-system-packages', '--target', '-t', '--prefix', '--root', '--dry-run')) return false;
  if (isSwitchedOn(variables('PIP_BREAK_SYSTEM_PACKAGES')) || isSwitchedOn(variables('UV_BREAK_SYSTEM_PACKAGES')))
    return false;
  if (!walk.certain || walk.pythonUnmarked) return false;
  const { distribution, release } = walk.profile;
  return indexCatalog(walk.catalog).systemPythons.get(`${distribution}:${release}`)?.externallyManaged ?? false;
}

function reportManaged({ walk, invocation }: Running, owner: PythonEnvironment): void {
  const { distribution, release } = walk.profile;
  walk.fail('externally-managed', invocation.command.range, owner.python, distribution, release);
}

function chooseTarget(
  { walk, workingDirectory, variables }: Running,
  owner: PythonEnvironment | null,
  options: Options,
  installer: PipLike,
): PythonEnvironment | null {
  const python = owner?.python ?? null;
  const make = (kind: PythonEnvironment['kind'], path: string): PythonEnvironment =>
    walk.state.pythonEnvironments.find((entry) => entry.kind === kind && entry.path === path) ?? {
      kind,
      path,
      python,
      createdAt: path,
      packages: [],
    };
  const target = lastValue(options, '--target', '-t');
  if (target !== null) return make('target', resolvePath(workingDirectory, target.text));
  const prefix = lastValue(options, '--prefix', '--root');
  if (prefix !== null) return make('prefix', resolvePath(workingDirectory, prefix.text));
  const unwritable = owner?.kind === 'system' && canWrite(owner.path, walk) === false;
  if (
    installer.name === 'pip' &&
    owner?.kind !== 'virtual' &&
    (hasOption(options, '--user') || isSwitchedOn(variables('PIP_USER')) || unwritable)
  ) {
    return make('user', variables('PYTHONUSERBASE') ?? `${walk.homeDirectory()}/.local`);
  }
  return owner;
}
