import { indexCatalog, readFigure } from '../../catalog/look-up';
import { parseRequirementArgument } from '../../python/requirements';
import { type Argument, hasOption, lastValue, type Options, readOptions } from '../invocation';
import { findEnvironment } from '../programs';
import { installPackages } from './install-packages';
import { pip } from './installer';
import { uv } from './other-installers';
import type { Running } from './running';
import { holdUnmeasured } from './unmeasured';
import { createEnvironment } from './venv';

const valued = new Set('--python --index-url -i --pip-args --suffix --backend --spec --editable -e'.split(' '));

/** Walks a call of pipx; `false` where nobody knows what it does. */
export function walkPipx(running: Running): boolean {
  const { walk, invocation, variables } = running;
  const options = readOptions(invocation.words, valued);
  const [action, ...operands] = options.operands;
  const forAll = hasOption(options, '--global');
  // Since 1.3; earlier releases kept to ~/.local/pipx where that is there.
  const home = forAll
    ? (variables('PIPX_GLOBAL_HOME') ?? '/opt/pipx')
    : (variables('PIPX_HOME') ?? `${variables('XDG_DATA_HOME') ?? `${walk.homeDirectory()}/.local/share`}/pipx`);
  const programs = forAll
    ? (variables('PIPX_GLOBAL_BIN_DIR') ?? '/usr/local/bin')
    : (variables('PIPX_BIN_DIR') ?? `${walk.homeDirectory()}/.local/bin`);
  if (action === undefined) return true;
  if (/^(ensurepath|list|environment|completions|uninstall|reinstall|reinstall-all|pin|unpin)$/.test(action.text))
    return true;
  if (action.text === 'inject') return inject(running, options, operands, home, programs);
  if (action.text !== 'install' || operands.length === 0) return false;
  holdUnmeasured(
    walk,
    { path: `${home}/shared`, kind: 'python', label: "pipx's own pip" },
    readFigure(walk.catalog, 'pipx-shared'),
    'whether pipx works with pip or with uv',
  );
  for (const name of operands) {
    if (!installTool(running, { tool: 'pipx', names: [name], options, folder: `${home}/venvs`, programs }))
      return false;
    if (walk.hasFailure()) return true;
  }
  return true;
}

/** A program installed into an environment of its own. */
interface ToolInstall {
  readonly tool: 'pipx' | 'uv';
  /** The tool, then what is put beside it. */
  readonly names: readonly Argument[];
  readonly options: Options;
  /** Where the environments of all tools lie. */
  readonly folder: string;
  /** Where its programs are linked. */
  readonly programs: string;
}

/** Installs a tool for itself, and links its programs; `false` where its name is not known. */
export function installTool(running: Running, { tool, names, options, folder, programs }: ToolInstall): boolean {
  const { walk, variables } = running;
  const requirements = readNames(running, names);
  const [main] = requirements ?? [];
  if (requirements === null || main === undefined || /[$`]/.test(`${folder}${programs}`)) return false;
  const name = main.name ?? 'tool';
  const python = lastValue(options, '--python', '-p')?.text ?? 'python3';
  const owner = findEnvironment(python, walk, variables);
  const target = createEnvironment(walk, `${folder}/${name}`, owner, { pip: 'none' });
  walk.step.requirements.push(...requirements);
  installPackages(running, {
    owner: tool === 'pipx' ? owner : target,
    target,
    options,
    installer: tool === 'pipx' ? pip : uv,
    requirements,
    constraints: [],
    unread: [],
  });
  if (!walk.hasFailure()) linkPrograms(running, main.name, programs);
  return true;
}

function readNames({ walk }: Running, names: readonly Argument[]) {
  const file = walk.shared.project.dockerfile;
  const read = names.map((word) => (word.known ? parseRequirementArgument(word.text, file, word.range) : null));
  return read.every((entry) => entry !== null) ? read : null;
}

/** The programs of a package appear in a folder; of a package that nobody knows, any program may. */
function linkPrograms({ walk }: Running, name: string | null, folder: string): void {
  const scripts = indexCatalog(walk.catalog).wheels.get(name ?? '')?.[0]?.scripts;
  walk.makeDirectory(folder);
  if (scripts === undefined) walk.files.doubt(folder);
  else for (const script of scripts) walk.writeFile(`${folder}/${script}`, { executable: true, text: null });
}

/** `pipx inject TOOL PACKAGE…`: more packages for a tool that is there. */
function inject(
  running: Running,
  options: Options,
  [tool, ...more]: readonly Argument[],
  home: string,
  programs: string,
): boolean {
  const { walk } = running;
  const target = walk.state.pythonEnvironments.find((entry) => entry.path === `${home}/venvs/${tool?.text ?? ''}`);
  const requirements = readNames(running, more);
  if (target === undefined || requirements === null) return false;
  installPackages(running, {
    owner: target,
    target,
    options,
    installer: pip,
    requirements,
    constraints: [],
    unread: [],
  });
  if (hasOption(options, '--include-apps')) walk.files.doubt(programs);
  return true;
}
