import { normalizeName } from './package-name';
import { readRequirementText } from './requirement-text';
import { entriesOf, partsOf, readToml, switchAt, type Table, tableAt, textAt, textsAt } from './toml';

/** What a project or a locked package asks for. */
export interface Dependency {
  /** Normalised. */
  readonly name: string;
  readonly extras: readonly string[];
  /** As PEP 440 writes it, as far as it is known; empty for any version, and where the tool has a notation of its own (`^3.2`). */
  readonly specifier: string;
  readonly marker: string | null;
  /** The version, where a lock file settles it. */
  readonly version: string | null;
}

export interface DependencyGroup {
  readonly dependencies: readonly Dependency[];
  /** Poetry installs it only where it is asked for. */
  readonly optional: boolean;
}

/** What a `pyproject.toml` says of a project and its dependencies. */
export interface ProjectFile {
  /** Normalised; `null` where the file describes no project (a workspace, settings of tools). */
  readonly name: string | null;
  /** Such as `>=3.12`; `null` where the file does not say. */
  readonly requiresPython: string | null;
  readonly dependencies: readonly Dependency[];
  /** By normalised name. */
  readonly extras: ReadonlyMap<string, readonly Dependency[]>;
  /** By normalised name, what they include resolved. */
  readonly groups: ReadonlyMap<string, DependencyGroup>;
  /** What `uv sync` takes in unless told otherwise: `dev`, where the file does not say. */
  readonly defaultGroups: readonly string[];
  /** A `[build-system]` table: installers build the project. */
  readonly buildSystem: boolean;
  /** What builds it, such as `hatchling.build`; `null` where the file does not say. */
  readonly buildBackend: string | null;
  /** The file that describes the project, relative to its folder; `null` without one. */
  readonly readme: string | null;
  /** `tool.poetry.package-mode = false`: there is no package to install. */
  readonly packageMode: boolean;
  /** `tool.uv.package`, where the file says. */
  readonly uvPackage: boolean | null;
  /** A `[tool.poetry]` table. */
  readonly poetry: boolean;
}

const mostIncludes = 50;

/** The last few files that were read: many rules ask for the same one. */
const remembered: { readonly text: string; readonly project: ProjectFile | null }[] = [];
const mostRemembered = 4;

/** Reads a `pyproject.toml`; `null` where it is no TOML or larger than 4 MiB: what it says is then unknown. Never throws. */
export function readPyproject(text: string): ProjectFile | null {
  const known = remembered.find((entry) => entry.text === text);
  if (known !== undefined) return known.project;
  const reading = readToml(text);
  const project = reading.ok ? readProject(reading.table) : null;
  remembered.unshift({ text, project });
  remembered.length = Math.min(remembered.length, mostRemembered);
  return project;
}

function readProject(document: Table): ProjectFile {
  const project = tableAt(document, 'project');
  const poetry = tableAt(document, 'tool', 'poetry');
  const uv = tableAt(document, 'tool', 'uv');
  const name = textAt(project, 'name') ?? textAt(poetry, 'name');
  const own = readPoetryDependencies(tableAt(poetry, 'dependencies'));
  const main = readPoetryDependencies(tableAt(poetry, 'group', 'main', 'dependencies'));
  const standard = readRequirements(textsAt(project, 'dependencies'));
  const enriched = project === null ? [...own.required, ...main.required] : standard;
  return {
    name: name === null ? null : normalizeName(name),
    requiresPython: textAt(project, 'requires-python'),
    dependencies: enriched,
    extras: readExtras(project, poetry, own.all),
    groups: readGroups(document),
    defaultGroups: uv !== null && Object.hasOwn(uv, 'default-groups') ? readDefaultGroups(uv, document) : ['dev'],
    buildSystem: tableAt(document, 'build-system') !== null,
    buildBackend: textAt(tableAt(document, 'build-system'), 'build-backend'),
    readme:
      textAt(project, 'readme') ??
      textAt(tableAt(project, 'readme'), 'file') ??
      (project === null ? textAt(poetry, 'readme') : null),
    packageMode: switchAt(poetry, 'package-mode') !== false,
    uvPackage: switchAt(uv, 'package'),
    poetry: poetry !== null,
  };
}

function readDefaultGroups(uv: Table, document: Table): readonly string[] {
  if (textAt(uv, 'default-groups') === 'all') return [...readGroups(document).keys()];
  return textsAt(uv, 'default-groups').map(normalizeName);
}

function readRequirements(texts: readonly string[]): readonly Dependency[] {
  return texts.flatMap((text) => {
    const read = readRequirementText(text);
    if (read === null || read.name === null) return [];
    return [{ name: read.name, extras: read.extras, specifier: read.specifier, marker: read.marker, version: null }];
  });
}

/** Versions as PEP 440 has them too; `^3.2`, `3.2` and `*` are Poetry's own. */
function specifierOf(version: string | null): string {
  return version !== null && /^(?:[=<>!~]=|[<>])[^|^*]*$/.test(version) ? version : '';
}

/** Poetry's tables: a version, a table, or several tables for different environments. */
function readPoetryDependencies(table: Table | null): {
  readonly required: readonly Dependency[];
  readonly all: readonly Dependency[];
} {
  const required: Dependency[] = [];
  const all: Dependency[] = [];
  for (const [written, value] of entriesOf(table)) {
    const name = normalizeName(written);
    if (name === 'python') continue;
    for (const part of partsOf(value)) {
      const dependency = readPoetryDependency(name, part);
      all.push(dependency);
      if (typeof part === 'string' || switchAt(part, 'optional') !== true) required.push(dependency);
    }
  }
  return { required, all };
}

/** One entry of a table of dependencies, in `pyproject.toml` or `poetry.lock`. */
export function readPoetryDependency(name: string, part: Table | string): Dependency {
  if (typeof part === 'string') return { name, extras: [], specifier: specifierOf(part), marker: null, version: null };
  return {
    name,
    extras: textsAt(part, 'extras').map(normalizeName),
    specifier: specifierOf(textAt(part, 'version')),
    marker: textAt(part, 'markers'),
    version: null,
  };
}

/** The standard's extras hold requirements; Poetry's hold names of its optional dependencies. */
function readExtras(
  project: Table | null,
  poetry: Table | null,
  known: readonly Dependency[],
): ReadonlyMap<string, readonly Dependency[]> {
  const extras = new Map<string, readonly Dependency[]>();
  const poetryExtras = tableAt(poetry, 'extras');
  for (const [name] of entriesOf(poetryExtras)) {
    const names = new Set(textsAt(poetryExtras, name).map(normalizeName));
    extras.set(
      normalizeName(name),
      known.filter((dependency) => names.has(dependency.name)),
    );
  }
  const standard = tableAt(project, 'optional-dependencies');
  for (const [name] of entriesOf(standard)) extras.set(normalizeName(name), readRequirements(textsAt(standard, name)));
  return extras;
}

function readGroups(document: Table): ReadonlyMap<string, DependencyGroup> {
  const groups = new Map<string, DependencyGroup>();
  const poetry = tableAt(document, 'tool', 'poetry');
  for (const [name] of entriesOf(tableAt(poetry, 'group'))) {
    const table = tableAt(poetry, 'group', name);
    if (normalizeName(name) === 'main') continue;
    const { required } = readPoetryDependencies(tableAt(table, 'dependencies'));
    groups.set(normalizeName(name), { dependencies: required, optional: switchAt(table, 'optional') === true });
  }
  const old = readPoetryDependencies(tableAt(poetry, 'dev-dependencies')).required;
  const uvOld = readRequirements(textsAt(tableAt(document, 'tool', 'uv'), 'dev-dependencies'));
  if (old.length > 0 || uvOld.length > 0) groups.set('dev', { dependencies: [...old, ...uvOld], optional: false });
  const standard = tableAt(document, 'dependency-groups');
  for (const [written] of entriesOf(standard)) {
    const name = normalizeName(written);
    const own = readStandardGroup(standard, name, new Set());
    const before = groups.get(name);
    groups.set(name, {
      dependencies: [...own, ...(before?.dependencies ?? [])],
      optional: before?.optional ?? false,
    });
  }
  return groups;
}

/** A group of PEP 735: requirements, and the groups that it includes; a circle ends where it closes. */
function readStandardGroup(groups: Table | null, name: string, seen: Set<string>): readonly Dependency[] {
  if (seen.has(name) || seen.size >= mostIncludes) return [];
  seen.add(name);
  const entry = entriesOf(groups).find(([written]) => normalizeName(written) === name);
  return partsOf(entry?.[1]).flatMap((part) => {
    if (typeof part === 'string') return readRequirements([part]);
    const included = textAt(part, 'include-group');
    return included === null ? [] : readStandardGroup(groups, normalizeName(included), seen);
  });
}

/** Whether the project names dependencies for development that an install takes along unless told otherwise. */
export function hasDevelopmentGroup(project: ProjectFile, tool: 'uv' | 'poetry'): boolean {
  const asked =
    tool === 'uv'
      ? project.defaultGroups
      : [...project.groups].filter(([, group]) => !group.optional).map(([name]) => name);
  return asked.some((name) => (project.groups.get(name)?.dependencies.length ?? 0) > 0);
}
