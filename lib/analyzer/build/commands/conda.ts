import { readFigure } from '../../catalog/look-up';
import { readCondaEnvironment, readCondaPackage } from '../../python/conda-environment';
import { readRequirements } from '../../python/requirements';
import { type Argument, hasOption, lastValue, type Options, readOptions } from '../invocation';
import { baseName, parentOf, resolvePath } from '../paths';
import type { PythonEnvironment } from '../types';
import { holdCondaPackages } from './conda-packages';
import { type RunProgram, runInside } from './inside-environment';
import { installPackages } from './install-packages';
import { pip } from './installer';
import type { Running } from './running';
import { holdUnmeasured } from './unmeasured';

const valued = new Set(
  '-n --name -p --prefix -f --file -c --channel --solver --platform --subdir -r --root-prefix --cwd --env-file --repodata-fn --strict-channel-priority-file'.split(
    ' ',
  ),
);

/** Walks a call of conda, mamba or micromamba; `false` where nobody knows what it does. */
export function walkConda(running: Running, run: RunProgram): boolean {
  const { words } = running.invocation;
  const [first, second] = words.filter((word) => !word.text.startsWith('-'));
  if (first?.text === 'run') return runInCondaEnvironment(running, words.slice(words.indexOf(first) + 1), run);
  const options = readOptions(words, valued);
  const operands = options.operands.slice(first?.text === 'env' ? 2 : 1);
  switch (first?.text === 'env' ? `env ${second?.text ?? ''}` : first?.text) {
    case 'create':
    case 'install':
    case 'env create':
    case 'env update':
      return install(running, options, operands, first?.text === 'env');
    case 'update':
    case 'upgrade':
      return update(running, options, operands);
    case 'clean':
      clean(running, options);
      return true;
    case 'remove':
    case 'uninstall':
    case 'env remove':
      remove(running, options, operands, second?.text === 'remove' && first?.text === 'env');
      return true;
    case undefined:
    case 'config':
    case 'init':
    case 'info':
    case 'list':
    case 'search':
    case 'activate':
    case 'deactivate':
    case 'shell':
    case 'shell.bash':
    case 'env list':
    case 'env export':
    case 'env config':
    case 'notices':
      return true;
    default:
      return false;
  }
}

/** Where conda itself lies: its base environment, its archives, and all environments that have a name. */
export function findCondaRoot({ walk, variables, invocation }: Running): string {
  const said = variables('MAMBA_ROOT_PREFIX') ?? variables('CONDA_ROOT') ?? walk.settings.get('CONDA_ROOT');
  if (said !== undefined) return said;
  // `/opt/conda/bin/conda` tells; the images of Miniconda, Miniforge and micromamba all use /opt/conda.
  const folder = parentOf(invocation.program);
  return invocation.name !== 'micromamba' && baseName(folder) === 'bin' && parentOf(folder) !== '/usr/local'
    ? parentOf(folder)
    : '/opt/conda';
}

/** The folder of the environment that a command means; `null` where a part of it only a run would know. */
function choosePrefix(running: Running, options: Options, name: string | null): string | null {
  const prefix = lastValue(options, '-p', '--prefix');
  if (prefix !== null) return prefix.known ? resolvePath(running.workingDirectory, prefix.text) : null;
  const given = lastValue(options, '-n', '--name');
  if (given?.known === false) return null;
  const chosen = given?.text ?? name ?? running.variables('CONDA_DEFAULT_ENV') ?? 'base';
  const root = findCondaRoot(running);
  return chosen === 'base' || chosen === 'root' ? root : `${root}/envs/${chosen}`;
}

/** The environment at a prefix, made where it is not there yet. */
function findOrMake({ walk }: Running, path: string): PythonEnvironment {
  const known = walk.state.pythonEnvironments.find((entry) => entry.path === path);
  return known ?? { kind: 'conda', path, python: null, createdAt: path, packages: [] };
}

/** What an install is told to bring, on its command line and in files. */
interface Wanted {
  readonly name: string | null;
  readonly packages: readonly string[];
  readonly pip: readonly string[];
  /** Files of which nobody knows what they say. */
  readonly unread: readonly string[];
}

function install(running: Running, options: Options, operands: readonly Argument[], isFile: boolean): boolean {
  const { walk } = running;
  const wanted = gather(running, options, operands, isFile);
  if (wanted === null) return true;
  const prefix = choosePrefix(running, options, wanted.name);
  if (prefix === null || operands.some((word) => !word.known)) return false;
  const before = findOrMake(running, prefix);
  const environment = holdCondaPackages(running, {
    environment: before,
    packages: wanted.packages,
    unread: wanted.unread,
    archives: `${findCondaRoot(running)}/pkgs`,
  });
  walk.makeDirectory(`${prefix}/bin`);
  // Nobody lists the libraries that conda brings along, nor their programs.
  walk.files.doubt(prefix);
  walk.putEnvironment(environment);
  if (wanted.pip.length > 0) installByPip(running, environment, options, wanted.pip);
  return true;
}

/** The list under `pip:` goes the way of every install by pip. */
function installByPip(
  running: Running,
  environment: PythonEnvironment,
  options: Options,
  lines: readonly string[],
): void {
  const { walk, invocation } = running;
  const file = readRequirements(walk.shared.project.dockerfile, `${lines.join('\n')}\n`);
  const requirements = file.requirements.map((entry) => ({ ...entry, range: invocation.command.range }));
  walk.step.requirements.push(...requirements);
  installPackages(running, {
    owner: environment,
    target: environment,
    options,
    installer: pip,
    requirements,
    constraints: [],
    unread: file.includes.map((include) => include.path),
  });
}

/** `null` where a file is certainly missing, which is reported. */
function gather(running: Running, options: Options, operands: readonly Argument[], isFile: boolean): Wanted | null {
  const { walk, workingDirectory, invocation } = running;
  const named = [...(options.values.get('-f') ?? []), ...(options.values.get('--file') ?? [])].filter(
    (word) => word !== null,
  );
  const { range } = invocation.command;
  const files = named.length === 0 && isFile ? [{ text: 'environment.yml', known: true, range }] : named;
  let name: string | null = null;
  const packages = operands.map((word) => word.text);
  const pip: string[] = [];
  const unread: string[] = [];
  for (const word of files) {
    const path = resolvePath(workingDirectory, word.text);
    if (word.known && walk.lookUp(path) === 'missing') {
      reportMissingFile(running, word, path);
      return null;
    }
    const text = word.known ? walk.readText(path) : null;
    // With `--file` conda itself takes lists of packages, one a line.
    const read = text === null ? null : /\.ya?ml$/.test(path) ? readCondaEnvironment(text) : readList(text);
    if (read === null) unread.push(word.text);
    name = read?.name ?? name;
    packages.push(...(read?.packages ?? []));
    pip.push(...(read?.pip ?? []));
  }
  return { name, packages, pip, unread };
}

function readList(text: string): ReturnType<typeof readCondaEnvironment> {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  return { name: null, packages: lines.filter((line) => line !== '' && !line.startsWith('@')), pip: [] };
}

function reportMissingFile({ walk, invocation }: Running, word: Argument, path: string): void {
  walk.fail('missing-requirements:of-conda', word.range, invocation.name, path);
}

/** `conda update --all`: which packages have moved on, only the day of the build tells. */
function update(running: Running, options: Options, operands: readonly Argument[]): boolean {
  const { walk } = running;
  const prefix = choosePrefix(running, options, null);
  if (prefix === null) return false;
  for (const { text } of operands.length > 0 ? operands : [{ text: 'all' }]) {
    const name = text === 'all' ? 'what has moved on' : (readCondaPackage(text)?.name ?? text);
    holdUnmeasured(
      walk,
      { path: `${prefix}/lib/updated`, kind: 'python-packages', label: name },
      { ...readFigure(walk.catalog, 'unknown-conda-package'), low: 0 },
      `what conda updates: ${name}`,
    );
  }
  walk.spend(readFigure(walk.catalog, 'conda-seconds'));
  return true;
}

/** `conda clean -afy`: archives and indexes go; what environments hold stays. */
function clean(running: Running, options: Options): void {
  const { walk } = running;
  const root = `${findCondaRoot(running)}/pkgs`;
  if (hasOption(options, '-a', '--all', '-t', '--tarballs', '-f', '--force-pkgs-dirs')) walk.remove(`${root}/archives`);
  if (hasOption(options, '-a', '--all', '-i', '--index-cache')) walk.remove(`${root}/cache`);
}

function remove(running: Running, options: Options, operands: readonly Argument[], whole: boolean): void {
  const { walk } = running;
  const prefix = choosePrefix(running, options, null);
  if (prefix === null) return;
  if (whole || hasOption(options, '--all')) {
    walk.remove(prefix);
    return;
  }
  const names = new Set(operands.map((word) => readCondaPackage(word.text)?.name));
  walk.replaceEnvironments((environment) =>
    environment.path === prefix
      ? { ...environment, packages: environment.packages.filter((entry) => !names.has(entry.name)) }
      : environment,
  );
  for (const name of names) if (name !== undefined) walk.remove(`${prefix}/packages/${name}`);
}

const runOptions = new Set('-n --name -p --prefix --cwd -r --root-prefix -e --env-file'.split(' '));

/** `conda run -n NAME COMMAND …`. */
function runInCondaEnvironment(running: Running, words: readonly Argument[], run: RunProgram): boolean {
  let at = 0;
  while (at < words.length && words[at]?.text.startsWith('-') === true)
    at += runOptions.has(words[at]?.text ?? '') ? 2 : 1;
  const prefix = choosePrefix(running, readOptions(words.slice(0, at), runOptions), null);
  const environment = running.walk.state.pythonEnvironments.find((entry) => entry.path === prefix) ?? null;
  return runInside(running, words.slice(at), environment, run);
}

/**
 * `bash Miniconda3-latest-Linux-x86_64.sh -b -p /opt/conda`: the installer of Miniconda or Miniforge at work; `false` where
 * the words are something else.
 */
export function runCondaInstaller({ walk, invocation, workingDirectory }: Running): boolean {
  const options = readOptions(invocation.words, new Set(['-p']));
  const [file] = options.operands;
  const prefix = lastValue(options, '-p');
  if (file === undefined || !/(miniconda|miniforge|mambaforge|micromamba)[^/]*\.sh$/i.test(file.text)) return false;
  if (!hasOption(options, '-b') || prefix?.known === false) return false;
  const path = resolvePath(workingDirectory, prefix?.text ?? `${walk.homeDirectory()}/miniconda3`);
  holdUnmeasured(
    walk,
    { path, kind: 'python', label: 'conda and its Python' },
    readFigure(walk.catalog, 'conda-installer'),
    'the size of conda as its installer unpacks it',
  );
  walk.makeDirectory(`${path}/bin`);
  walk.files.doubt(path);
  walk.settings.set('CONDA_ROOT', path);
  walk.putEnvironment({ kind: 'conda', path, python: null, createdAt: path, packages: [] });
  walk.spend(readFigure(walk.catalog, 'conda-seconds'));
  return true;
}
