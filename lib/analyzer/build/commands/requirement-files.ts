import { normalizeName } from '../../python/package-name';
import { parseRequirementArgument, readRequirements } from '../../python/requirements';
import type { Requirement, RequirementsFile } from '../../python/types';
import type { SourceRange } from '../../syntax/range';
import type { Argument, Options } from '../invocation';
import { baseName, parentOf, resolvePath } from '../paths';
import type { WalkedProject } from '../walked-project';
import type { Running } from './running';

export interface GatheredRequirements {
  readonly requirements: readonly Requirement[];
  readonly constraints: readonly Requirement[];
  /** Paths in the image of files whose content we do not know. */
  readonly unread: readonly string[];
  /** Lines of the files that are options, such as `--index-url …`. */
  readonly fileOptions: readonly string[];
}

const deepestInclude = 20;

/**
 * What an install names, on the command line and in the files that it reads. `null` where a file is certainly missing,
 * which is reported, so that the step stops there.
 */
export function gatherRequirements(
  running: Running,
  options: Options,
  operands: readonly Argument[],
): GatheredRequirements | null {
  const { walk } = running;
  const requirements: Requirement[] = [];
  const constraints: Requirement[] = [];
  const dockerfile = walk.shared.project.dockerfile;
  const add = (word: Argument, editable: boolean) => {
    if (!word.known) {
      walk.doubt('which Python packages the step installs');
      return;
    }
    const requirement = parseRequirementArgument(word.text, dockerfile, word.range, editable);
    if (requirement !== null) requirements.push(requirement);
  };
  for (const word of operands) add(word, false);
  for (const word of valuesOf(options, '-e', '--editable')) add(word, true);
  const reader = new RequirementFiles(running, requirements, constraints, options);
  for (const word of valuesOf(options, '-r', '--requirement')) reader.readNamed(word, false);
  for (const word of valuesOf(options, '-c', '--constraint')) reader.readNamed(word, true);
  return reader.missing ? null : { requirements, constraints, unread: reader.unread, fileOptions: reader.fileOptions };
}

/** The values of an option under its names, in the order of the names. */
function valuesOf(options: Options, ...names: readonly string[]): readonly Argument[] {
  const words: Argument[] = [];
  for (const name of names) {
    for (const word of options.values.get(name) ?? []) if (word !== null) words.push(word);
  }
  return words;
}

class RequirementFiles {
  readonly #running: Running;
  readonly #options: Options;
  readonly #requirements: Requirement[];
  readonly #constraints: Requirement[];
  readonly #seen = new Set<string>();
  missing = false;
  readonly unread: string[] = [];
  readonly fileOptions: string[] = [];

  constructor(running: Running, requirements: Requirement[], constraints: Requirement[], options: Options) {
    this.#running = running;
    this.#options = options;
    this.#requirements = requirements;
    this.#constraints = constraints;
  }

  /** Reads a file that the command names; one that is certainly not there is a failure. */
  readNamed(word: Argument, constraint: boolean): void {
    const { walk, workingDirectory } = this.#running;
    if (!word.known || /^https?:|^\/dev\/|^-$/.test(word.text)) {
      walk.doubt('which Python packages the step installs');
      return;
    }
    const path = resolvePath(workingDirectory, word.text);
    const found = walk.findFile(path);
    if (found === undefined) {
      if (walk.mayHoldUnknown(path)) this.unread.push(path);
      else this.#reportMissing(word.text, path, word.range);
      return;
    }
    if (isProjectFile.test(path)) this.#readProject(path, word.range);
    else this.#read(path, found, constraint, { depth: 0, range: word.range });
  }

  /** uv takes what a project asks for, with the extras and groups that are named: `uv pip install -r pyproject.toml`. */
  #readProject(path: string, range: SourceRange): void {
    const { walk } = this.#running;
    const text = baseName(path) === 'pyproject.toml' ? walk.readText(path) : null;
    const project = text === null ? null : walk.shared.tools.readPyproject(text);
    if (project === null) {
      this.unread.push(path);
      return;
    }
    const all = this.#options.values.has('--all-extras');
    const extras = all ? [...project.extras.keys()] : valuesOf(this.#options, '--extra').map((word) => word.text);
    const groups = valuesOf(this.#options, '--group').map((word) => word.text);
    const wanted = [
      ...project.dependencies,
      ...extras.flatMap((name) => project.extras.get(normalizeName(name)) ?? []),
      ...groups.flatMap((name) => project.groups.get(normalizeName(name))?.dependencies ?? []),
    ];
    for (const { name, extras: own, specifier, marker } of wanted) {
      const written = `${name}${own.length > 0 ? `[${own.join(',')}]` : ''}${specifier}`;
      const requirement = parseRequirementArgument(written, path, range, false);
      if (requirement !== null) this.#requirements.push({ ...requirement, marker });
    }
  }

  #reportMissing(text: string, path: string, range: SourceRange): void {
    const { walk, workingDirectory } = this.#running;
    this.missing = true;
    walk.fail('missing-requirements', range, text, path, workingDirectory, walk.state.files);
  }

  /** A file that another one names, seen from the folder of that one. */
  #reportMissingInclude(file: string, include: string, path: string, range: SourceRange): void {
    this.missing = true;
    this.#running.walk.fail('missing-requirements:included', range, file, include, path);
  }

  #read(
    path: string,
    source: string | null,
    constraint: boolean,
    { depth, range }: { readonly depth: number; readonly range: SourceRange },
  ): void {
    const { walk, variables } = this.#running;
    if (this.missing || this.#seen.has(path) || depth > deepestInclude) return;
    this.#seen.add(path);
    const text = walk.readText(path);
    if (text === null) {
      this.unread.push(path);
      return;
    }
    const expanded = expandVariables(text, variables);
    const file =
      source === null || expanded !== text
        ? readRequirements(source ?? path, expanded)
        : readOnce(walk.shared, source, text);
    (constraint ? this.#constraints : this.#requirements).push(...file.requirements);
    this.fileOptions.push(...file.options.map((option) => option.text));
    for (const include of file.includes) {
      const other = resolvePath(parentOf(path), include.path);
      const found = walk.findFile(other);
      if (found !== undefined)
        this.#read(other, found, constraint || include.option === '-c', { depth: depth + 1, range });
      else if (/^[a-z]+:\/\/|[$]/i.test(include.path) || walk.lookUp(other) !== 'missing') this.unread.push(other);
      else this.#reportMissingInclude(path, include.path, other, range);
    }
  }
}

/** Files of a project that uv reads in the place of a requirements file. */
const isProjectFile = /\/(?:pyproject\.toml|pylock(?:\.[^/]*)?\.toml|setup\.py|setup\.cfg)$/;

/** pip puts in `${NAME}` where the environment has it, and leaves it as it stands where not; names are upper case. */
function expandVariables(text: string, variables: Running['variables']): string {
  return text.includes('${')
    ? text.replace(/\$\{([A-Z0-9_]+)\}/g, (whole, name: string) => variables(name) ?? whole)
    : text;
}

const filesOf = new WeakMap<WalkedProject, Map<string, RequirementsFile>>();

/** A file is read once in a walk, however many steps install from it. */
function readOnce(project: WalkedProject, path: string, text: string): RequirementsFile {
  const files = filesOf.get(project) ?? new Map<string, RequirementsFile>();
  filesOf.set(project, files);
  const file = files.get(path) ?? readRequirements(path, text);
  files.set(path, file);
  return file;
}
