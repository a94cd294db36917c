import { normalizeName } from '../package-name';
import { type Dependency, type ProjectFile, readPoetryDependency } from '../pyproject';
import { readRequirementText } from '../requirement-text';
import { entriesOf, partsOf, switchAt, type Table, tableAt, tablesAt, textAt, textsAt } from '../toml';
import { directNames, mostPackages, mostParts, projectOf, readLockedFile } from './parts';
import type { LockedFile, LockedPackage, LockedProject, LockFile, Membership } from './types';

/**
 * Reads the document of a `poetry.lock`: of Poetry 2 (each package lists its groups and their markers), of Poetry before
 * 1.5 (a category) and of those in between, where only the project's own file tells what is for what.
 */
export function readPoetryLock(path: string, document: Table, project: ProjectFile | null): LockFile {
  const metadata = tableAt(document, 'metadata');
  const oldFiles = tableAt(metadata, 'files');
  const packages = tablesAt(document, 'package')
    .slice(0, mostPackages)
    .flatMap((table) => readPackage(table, oldFiles));
  const start = project === null ? withoutProject(document, packages) : projectOf(project);
  const listed = packages.flatMap((entry) => entry.memberships ?? []).map((entry) => entry.group);
  const groups = project === null ? [...new Set(listed)] : [...project.groups.keys()];
  return {
    format: 'poetry',
    path,
    requiresPython: textAt(metadata, 'python-versions'),
    packages,
    projects: [start],
    defaultGroups: groups.filter((group) => group !== 'main' && project?.groups.get(group)?.optional !== true),
    direct: project === null ? notPulledIn(packages) : directNames([start]),
    problems: [],
  };
}

/** A dependency on a name, whatever its version. */
function dependOn(name: string): Dependency {
  return { name: normalizeName(name), extras: [], specifier: '', marker: null, version: null };
}

/** Without the project's own file, what no other package pulls in is taken for what the project asks for. */
function withoutProject(document: Table, packages: readonly LockedPackage[]): LockedProject {
  const extras = tableAt(document, 'extras');
  const optional = new Map(
    entriesOf(extras).map(([name]) => [normalizeName(name), textsAt(extras, name).map(dependOn)] as const),
  );
  const inExtras = new Set([...optional.values()].flatMap((entries) => entries.map((entry) => entry.name)));
  const names = [...notPulledIn(packages)].filter((name) => !inExtras.has(name));
  return {
    name: null,
    path: '.',
    installed: false,
    dependencies: names.map(dependOn),
    extras: optional,
    groups: new Map(),
  };
}

function notPulledIn(packages: readonly LockedPackage[]): ReadonlySet<string> {
  const pulledIn = new Set(
    packages.flatMap((entry) => [...entry.dependencies, ...[...entry.extras.values()].flat()].map(({ name }) => name)),
  );
  return new Set(packages.map((entry) => entry.name).filter((name) => !pulledIn.has(name)));
}

function readPackage(table: Table, oldFiles: Table | null): readonly LockedPackage[] {
  const written = textAt(table, 'name');
  if (written === null) return [];
  const source = tableAt(table, 'source');
  const type = textAt(source, 'type');
  const kind =
    type === 'git'
      ? 'repository'
      : type === 'directory'
        ? 'project'
        : type === 'url' || type === 'file'
          ? 'archive'
          : 'index';
  return [
    {
      name: normalizeName(written),
      version: textAt(table, 'version'),
      source: kind,
      path: type === 'directory' ? textAt(source, 'url') : null,
      ...readDependencies(table),
      groups: new Map(),
      resolutionMarkers: [],
      memberships: readMemberships(table),
      files: readFiles(table, oldFiles, written),
    },
  ];
}

/** Dependencies, and by extra those that are optional. */
function readDependencies(table: Table): Pick<LockedPackage, 'dependencies' | 'extras'> {
  const required: Dependency[] = [];
  const optional: Dependency[] = [];
  for (const [written, value] of entriesOf(tableAt(table, 'dependencies')).slice(0, mostParts)) {
    for (const part of partsOf(value)) {
      const dependency = readPoetryDependency(normalizeName(written), part);
      const isOptional = typeof part !== 'string' && switchAt(part, 'optional') === true;
      (isOptional ? optional : required).push(dependency);
    }
  }
  const extras = tableAt(table, 'extras');
  const byExtra = entriesOf(extras).map(([name]) => {
    const names = new Set(textsAt(extras, name).map((text) => readRequirementText(text)?.name ?? normalizeName(text)));
    return [normalizeName(name), optional.filter((dependency) => names.has(dependency.name))] as const;
  });
  return { dependencies: required, extras: new Map(byExtra) };
}

function readMemberships(table: Table): readonly Membership[] | null {
  const category = textAt(table, 'category');
  const isOptional = switchAt(table, 'optional') === true;
  // An optional package of the old forms hangs on an extra, which only the walk from the project finds.
  if (category !== null) return isOptional ? null : [{ group: category, marker: null }];
  const groups = textsAt(table, 'groups');
  if (groups.length === 0) return null;
  const everywhere = textAt(table, 'markers');
  const byGroup = tableAt(table, 'markers');
  return groups.map((group) => ({ group: normalizeName(group), marker: everywhere ?? textAt(byGroup, group) }));
}

/** Before version 2 of the format, the files stand at the end, by package. */
function readFiles(table: Table, oldFiles: Table | null, name: string): readonly LockedFile[] {
  const named = [...tablesAt(table, 'files'), ...tablesAt(oldFiles, name)].slice(0, mostParts);
  return named.flatMap((file) => {
    const fileName = textAt(file, 'file');
    return fileName === null ? readLockedFile(file) : [{ fileName, bytes: null }];
  });
}
