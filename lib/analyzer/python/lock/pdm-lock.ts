import { normalizeName } from '../package-name';
import type { Dependency, ProjectFile } from '../pyproject';
import { readRequirementText } from '../requirement-text';
import { type Table, tableAt, tablesAt, textAt, textsAt } from '../toml';
import { directNames, mostPackages, mostParts, projectOf, readLockedFile } from './parts';
import type { LockedPackage, LockFile } from './types';

/**
 * Reads the document of a `pdm.lock`: every package lists the groups that need it, `default` being the project's own. What
 * is for development only the project's own file tells: without it, every other group counts as such.
 */
export function readPdmLock(path: string, document: Table, project: ProjectFile | null): LockFile {
  const metadata = tableAt(document, 'metadata');
  const packages = tablesAt(document, 'package').slice(0, mostPackages).flatMap(readPackage);
  const groups = textsAt(metadata, 'groups').map(normalizeName);
  const [target] = tablesAt(metadata, 'targets');
  return {
    format: 'pdm',
    path,
    requiresPython: textAt(target ?? null, 'requires_python'),
    packages,
    projects: project === null ? [] : [projectOf(project)],
    defaultGroups: groups.filter((group) => group !== 'default' && project?.extras.has(group) !== true),
    direct: project === null ? new Set() : directNames([projectOf(project)]),
    problems: [],
  };
}

/** A package has an entry of its own for each extra of it that is asked for, besides the plain one. */
function readPackage(table: Table): readonly LockedPackage[] {
  const written = textAt(table, 'name');
  if (written === null || textsAt(table, 'extras').length > 0) return [];
  const marker = textAt(table, 'marker');
  const groups = textsAt(table, 'groups').map(normalizeName);
  const repository = ['git', 'hg', 'svn', 'bzr'].some((key) => textAt(table, key) !== null);
  const folder = textAt(table, 'path');
  return [
    {
      name: normalizeName(written),
      version: textAt(table, 'version'),
      source: repository
        ? 'repository'
        : folder !== null
          ? 'project'
          : textAt(table, 'url') !== null
            ? 'archive'
            : 'index',
      path: folder,
      dependencies: readDependencies(textsAt(table, 'dependencies')),
      extras: new Map(),
      groups: new Map(),
      resolutionMarkers: [],
      memberships: groups.map((group) => ({ group: group === 'default' ? 'main' : group, marker })),
      files: tablesAt(table, 'files')
        .slice(0, mostParts)
        .flatMap((file) => readLockedFile({ ...file, name: textAt(file, 'file') ?? textAt(file, 'url') ?? '' })),
    },
  ];
}

function readDependencies(texts: readonly string[]): readonly Dependency[] {
  return texts.slice(0, mostParts).flatMap((text) => {
    const read = readRequirementText(text);
    if (read === null || read.name === null) return [];
    return [{ name: read.name, extras: read.extras, specifier: read.specifier, marker: read.marker, version: null }];
  });
}
