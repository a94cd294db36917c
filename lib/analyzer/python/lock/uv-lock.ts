import { normalizeName } from '../package-name';
import type { ProjectFile } from '../pyproject';
import { entriesOf, type Table, tableAt, tablesAt, textAt, textsAt } from '../toml';
import { directNames, mostPackages, readLockedDependencies, readLockedFiles } from './parts';
import type { LockedPackage, LockedProject, LockFile } from './types';

/** Reads the document of a `uv.lock`. The project's own file tells the default groups. */
export function readUvLock(path: string, document: Table, project: ProjectFile | null): LockFile {
  const packages = tablesAt(document, 'package').slice(0, mostPackages).flatMap(readPackage);
  const projects = findProjects(document, packages);
  const revision = document.version;
  return {
    format: 'uv',
    path,
    requiresPython: textAt(document, 'requires-python'),
    packages,
    projects,
    defaultGroups: project?.defaultGroups ?? ['dev'],
    direct: directNames(projects),
    problems: revision === 1 ? [] : ['The lock file has a version that is not known: only version 1 is read for sure.'],
  };
}

function readPackage(table: Table): readonly LockedPackage[] {
  const name = textAt(table, 'name');
  if (name === null) return [];
  const source = tableAt(table, 'source');
  return [
    {
      name: normalizeName(name),
      version: textAt(table, 'version'),
      ...readSource(source),
      dependencies: readLockedDependencies(tablesAt(table, 'dependencies')),
      extras: readNamedLists(tableAt(table, 'optional-dependencies')),
      groups: readNamedLists(tableAt(table, 'dev-dependencies')),
      resolutionMarkers: textsAt(table, 'resolution-markers'),
      memberships: null,
      files: readLockedFiles(table, tableAt(table, 'sdist')),
    },
  ];
}

function readSource(source: Table | null): Pick<LockedPackage, 'source' | 'path'> {
  const virtual = textAt(source, 'virtual');
  if (virtual !== null) return { source: 'virtual', path: virtual };
  const folder = textAt(source, 'editable') ?? textAt(source, 'directory');
  if (folder !== null) return { source: 'project', path: folder };
  if (textAt(source, 'git') !== null) return { source: 'repository', path: null };
  const isArchive = textAt(source, 'url') !== null || textAt(source, 'path') !== null;
  return { source: isArchive ? 'archive' : 'index', path: null };
}

function readNamedLists(table: Table | null): LockedProject['groups'] {
  return new Map(
    entriesOf(table).map(([name]) => [
      normalizeName(name),
      readLockedDependencies(table === null ? [] : tablesAt(table, name)),
    ]),
  );
}

/** The project at the lock's own place; a workspace without one installs all its members and its own groups. */
function findProjects(document: Table, packages: readonly LockedPackage[]): readonly LockedProject[] {
  const root = packages.find((entry) => entry.path === '.');
  if (root !== undefined) return [asProject(root)];
  const members = new Set(textsAt(tableAt(document, 'manifest'), 'members').map(normalizeName));
  const groups = readNamedLists(tableAt(document, 'manifest', 'dependency-groups'));
  const workspace: LockedProject = {
    name: null,
    path: '.',
    installed: false,
    dependencies: [],
    extras: new Map(),
    groups,
  };
  return [...packages.filter((entry) => entry.path !== null && members.has(entry.name)).map(asProject), workspace];
}

function asProject({ name, path, source, dependencies, extras, groups }: LockedPackage): LockedProject {
  return { name, path, installed: source === 'project', dependencies, extras, groups };
}
