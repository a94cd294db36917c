import { indexCatalog } from '../catalog/look-up';
import { rememberAnswers } from '../remember';
import { baseName, isWithin, parentOf, resolvePath } from './paths';
import type { StageWalk } from './stage-walk';
import type { PythonEnvironment } from './types';
import type { Variables } from './variables';

/** Where a program is found, or that it is not. */
export type ProgramLookup =
  | { readonly kind: 'found'; readonly environment: PythonEnvironment | null }
  /** Certainly not there. */
  | { readonly kind: 'missing' }
  /** We cannot tell. */
  | { readonly kind: 'uncertain' };

const interpreter = /^python(3(\.\d+)?)?$/;
const pip = /^pip(3(\.\d+)?)?$/;

/** Found, and of no Python environment. */
const inImage: ProgramLookup = { kind: 'found', environment: null };

/** Looks a program up as a shell does: by its path, seen from a folder, or along PATH. */
export function findProgram(
  program: string,
  walk: StageWalk,
  variables: Variables,
  workingDirectory = walk.state.workingDirectory,
): ProgramLookup {
  if (/[$`*]/.test(program)) return { kind: 'uncertain' };
  if (program.includes('/')) return findAtPath(resolvePath(workingDirectory, program), walk);
  const path = variables('PATH') ?? '';
  if (path === '' || path.includes('$')) return { kind: 'uncertain' };
  const folders = listFolders(path);
  for (const place of listPlaces(folders, program)) {
    const found = findInFolder(program, place, walk);
    if (found !== null) return found;
  }
  const doubtful = folders.some(
    (folder) => walk.files.isDoubtful(folder) || walk.files.isDoubtful(`${folder}/${program}`),
  );
  return !doubtful &&
    walk.packagesCertain &&
    !holdsUnknownScripts(path, walk) &&
    (isKnownProgram(program, walk) || knowsAllPrograms(walk))
    ? { kind: 'missing' }
    : { kind: 'uncertain' };
}

const folderLists = new Map<string, readonly string[]>();
const mostFolderLists = 500;

/** The folders of a PATH, without trailing slashes. Remembered: every command of a stage asks for the same. */
function listFolders(path: string): readonly string[] {
  const known = folderLists.get(path);
  if (known !== undefined) return known;
  if (folderLists.size >= mostFolderLists) folderLists.clear();
  const folders = path
    .split(':')
    .map((folder) => (folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder));
  folderLists.set(path, folders);
  return folders;
}

/** A place in which a program may lie. */
interface Place {
  readonly folder: string;
  /** The folder with the program's name. */
  readonly path: string;
}

const places = rememberAnswers<readonly string[], readonly Place[]>(500);

function listPlaces(folders: readonly string[], program: string): readonly Place[] {
  return places(folders, program, () => folders.map((folder) => ({ folder, path: `${folder}/${program}` })));
}

function findAtPath(path: string, walk: StageWalk): ProgramLookup {
  const folder = parentOf(path);
  const name = baseName(path);
  const found = findInFolder(name, { folder, path }, walk);
  if (found !== null) return found;
  if (!walk.certain) return { kind: 'uncertain' };
  // Only what an environment would hold at a place that we know is certainly missing.
  const environment = walk.state.pythonEnvironments.find((entry) => isBinaryFolder(folder, entry));
  if (environment?.kind === 'virtual') {
    return isPython(name) ? { kind: 'missing' } : missingScript(name, environment, walk);
  }
  if (systemFolders.has(folder)) {
    const known = walk.packagesCertain && (isKnownProgram(name, walk) || knowsAllPrograms(walk));
    return known && !holdsUnknownScripts(folder, walk) && !walk.files.isDoubtful(path)
      ? { kind: 'missing' }
      : { kind: 'uncertain' };
  }
  return walk.lookUp(path) === 'missing' ? { kind: 'missing' } : { kind: 'uncertain' };
}

function isPython(name: string): boolean {
  return interpreter.test(name) || pip.test(name);
}

/** A script that one of the packages of an environment would bring, if any did. */
function missingScript(name: string, environment: PythonEnvironment, walk: StageWalk): ProgramLookup {
  const { wheels } = indexCatalog(walk.catalog);
  const known = environment.packages.every((entry) => wheels.has(entry.name)) && walk.packagesCertain;
  return known && isScriptOfPackage(name, walk) ? { kind: 'missing' } : { kind: 'uncertain' };
}

const systemFolders = new Set(['/bin', '/sbin', '/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin']);

/** Links that lead to links, as alternatives do, at most. */
const mostLinks = 8;

/** A link to a program is that program; where it leads to nothing that we know, it is there all the same. */
function followLink(target: string, walk: StageWalk, links: number): ProgramLookup {
  const place = { folder: parentOf(target), path: target };
  const found = links < mostLinks ? findInFolder(baseName(target), place, walk, links + 1) : null;
  return found ?? inImage;
}

function findInFolder(program: string, { folder, path }: Place, walk: StageWalk, links = 0): ProgramLookup | null {
  // A mount from an image brings the program for this step: `--mount=from=…,source=/uv,target=/bin/uv`.
  for (const { target } of walk.mounts) if (target === path || target === folder) return inImage;
  const target = walk.files.targetOf(path);
  if (target !== undefined) return followLink(target, walk, links);
  if (walk.state.files.has(path)) {
    const owner = walk.state.pythonEnvironments.find((environment) => isBinaryFolder(folder, environment));
    return { kind: 'found', environment: isScriptOfPackage(program, walk) ? (owner ?? null) : null };
  }
  for (const environment of walk.state.pythonEnvironments) {
    if (isBinaryFolder(folder, environment) && providesProgram(environment, program, walk)) {
      return { kind: 'found', environment };
    }
  }
  if (folder !== '/usr/bin' && folder !== '/bin' && folder !== '/usr/sbin' && folder !== '/sbin') return null;
  return hasSystemProgram(program, walk) ? inImage : null;
}

/** Whether an environment puts its programs there. */
function isBinaryFolder(folder: string, { path }: PythonEnvironment): boolean {
  return folder.length === path.length + '/bin'.length && folder.startsWith(path) && folder.endsWith('/bin');
}

function providesProgram(environment: PythonEnvironment, program: string, walk: StageWalk): boolean {
  const { kind, python } = environment;
  if (program.startsWith('p') && (kind === 'virtual' || kind === 'system' || kind === 'conda')) {
    // Debian and Ubuntu have python3 but, without a package of its own, no python.
    if (program === 'python' && kind === 'system' && environment.path === '/usr') {
      return walk.state.osPackages.has('python-is-python3');
    }
    const version = /^python3\.\d+$/.test(program) ? program.slice('python'.length) : null;
    if (interpreter.test(program)) return version === null || python === null || version === python;
    if (pip.test(program)) return environment.packages.some((entry) => entry.name === 'pip');
  }
  const { wheels, scripts } = indexCatalog(walk.catalog);
  const isScript = scripts.has(program);
  return environment.packages.some(
    (entry) =>
      entry.scripts !== false &&
      // A package that is a program, such as uv or ruff, brings it under its own name.
      (entry.name === program ||
        (isScript && (wheels.get(entry.name)?.some((record) => record.scripts.includes(program)) ?? false))),
  );
}

function hasSystemProgram(program: string, walk: StageWalk): boolean {
  const record = indexCatalog(walk.catalog).programs.get(program);
  // A package mostly brings the program of its name.
  if (record === undefined)
    return isPython(program) ? comesWithPython(program, walk) : walk.state.osPackages.has(program);
  if (walk.profile.variant === 'full' && record.full) return true;
  if (record.debian.some((name) => essential.has(name)) && ['debian', 'ubuntu'].includes(walk.profile.distribution))
    return true;
  if (walk.profile.distribution === 'alpine') {
    return record.busybox || record.alpine.some((name) => walk.state.osPackages.has(name));
  }
  return record.debian.some((name) => walk.state.osPackages.has(name));
}

/** A further Python, such as `python3.11` of a PPA, comes with its package and with each that needs it. */
function comesWithPython(program: string, { state, namedPackages }: StageWalk): boolean {
  if (!/^python3\.\d+$/.test(program)) return false;
  // What the catalog does not know of a release is only among the names.
  const isThere = (name: string) => state.osPackages.has(name) || namedPackages.has(name);
  return ['', '-minimal', '-venv', '-dev', '-full', '-distutils'].some((part) => isThere(program + part));
}

/** Packages that every image of Debian and Ubuntu has. */
const essential = new Set(
  'apt base-files base-passwd bash bsdutils coreutils dash debconf debianutils diffutils dpkg findutils grep gzip hostname init-system-helpers libc-bin login mawk mount ncurses-base ncurses-bin passwd perl-base sed sysvinit-utils tar tzdata-legacy util-linux'.split(
    ' ',
  ),
);

/** The catalog knows where the program comes from, so that its absence can be told. */
function isKnownProgram(program: string, walk: StageWalk): boolean {
  const { distribution } = walk.profile;
  if (!['debian', 'ubuntu', 'alpine'].includes(distribution)) return false;
  if (isPython(program) || isScriptOfPackage(program, walk)) return true;
  const record = indexCatalog(walk.catalog).programs.get(program);
  if (record === undefined) return false;
  // Where no package is known to bring it, one that was added may; only the manager of another distribution never comes.
  const bringers = distribution === 'alpine' ? record.alpine : record.debian;
  return bringers.length > 0 || !walk.osPackagesAdded || packageManagers.test(program);
}

const packageManagers =
  /^(apt(-get|-cache|-mark|-key|-config)?|dpkg(-[a-z]+)?|add-apt-repository|apk|dnf|yum|microdnf)$/;

/** Nothing but the base image and known Python packages: then the catalog's list of its programs is complete. */
function knowsAllPrograms({ profile, osPackagesAdded, certain }: StageWalk): boolean {
  return (
    certain &&
    !osPackagesAdded &&
    profile.distribution === 'debian' &&
    profile.release === 'trixie' &&
    (profile.variant === 'slim' || profile.variant === 'minimal')
  );
}

function isScriptOfPackage(program: string, { catalog }: StageWalk): boolean {
  return indexCatalog(catalog).scripts.has(program);
}

/** A package that the catalog does not know may have brought the program into a folder on PATH. */
function holdsUnknownScripts(path: string, walk: StageWalk): boolean {
  const folders = listFolders(path);
  const { wheels } = indexCatalog(walk.catalog);
  return walk.state.pythonEnvironments.some(
    (environment) =>
      folders.some((folder) => isBinaryFolder(folder, environment)) &&
      environment.packages.some((entry) => !wheels.has(entry.name)),
  );
}

/** The environment into which a plain install of this program's Python goes; `null` where we cannot tell. */
export function findEnvironment(program: string, walk: StageWalk, variables: Variables): PythonEnvironment | null {
  const found = findProgram(program, walk, variables);
  if (found.kind === 'found' && found.environment !== null) return found.environment;
  const folder = program.includes('/') ? program.slice(0, program.lastIndexOf('/')) : null;
  if (folder !== null) {
    return (
      walk.state.pythonEnvironments.find(
        (environment) => isWithin(folder, environment.path) && environment.kind === 'virtual',
      ) ?? null
    );
  }
  return null;
}

export function isInterpreter(name: string): boolean {
  return interpreter.test(name);
}

export function isPip(name: string): boolean {
  return pip.test(name);
}
