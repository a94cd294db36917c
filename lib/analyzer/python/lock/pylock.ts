import { normalizeName } from '../package-name';
import type { ProjectFile } from '../pyproject';
import { type Table, tableAt, tablesAt, textAt, textsAt } from '../toml';
import { directNames, mostPackages, projectOf, readLockedDependencies, readLockedFile, readLockedFiles } from './parts';
import type { LockedPackage, LockedProject, LockFile } from './types';

/**
 * Reads the document of a `pylock.toml` (PEP 751): a list of packages, each with the marker under which it is installed.
 * Source: packaging.python.org/en/latest/specifications/pylock-toml.
 */
export function readPylock(path: string, document: Table, project: ProjectFile | null): LockFile {
  const packages = tablesAt(document, 'packages').slice(0, mostPackages).flatMap(readPackage);
  const start = project === null ? null : projectOf(project);
  const pulledIn = new Set(packages.flatMap((entry) => entry.dependencies.map((dependency) => dependency.name)));
  const isKnown = textAt(document, 'lock-version')?.startsWith('1.') === true;
  return {
    format: 'pylock',
    path,
    requiresPython: textAt(document, 'requires-python'),
    packages,
    projects: [
      {
        ...(start ?? nobody),
        extras: emptyLists(document, 'extras'),
        groups: emptyLists(document, 'dependency-groups'),
      },
    ],
    defaultGroups: textsAt(document, 'default-groups').map(normalizeName),
    direct:
      start === null
        ? new Set(packages.map((entry) => entry.name).filter((name) => !pulledIn.has(name)))
        : directNames([start]),
    problems: isKnown ? [] : ['The lock file has a version that is not known: only version 1 is read for sure.'],
  };
}

const nobody = { name: null, path: '.', installed: false, dependencies: [] } as const;

/** The names of extras or groups: the packages' markers tell what belongs to them. */
function emptyLists(document: Table, key: string): LockedProject['groups'] {
  return new Map(textsAt(document, key).map((name) => [normalizeName(name), []]));
}

function readPackage(table: Table): readonly LockedPackage[] {
  const name = textAt(table, 'name');
  if (name === null) return [];
  const directory = tableAt(table, 'directory');
  const archive = tableAt(table, 'archive');
  const isRepository = tableAt(table, 'vcs') !== null;
  const source = directory !== null ? 'project' : isRepository ? 'repository' : archive !== null ? 'archive' : 'index';
  return [
    {
      name: normalizeName(name),
      version: textAt(table, 'version'),
      source,
      path: textAt(directory, 'path'),
      dependencies: readLockedDependencies(tablesAt(table, 'dependencies')),
      extras: new Map(),
      groups: new Map(),
      resolutionMarkers: [],
      memberships: [{ group: 'main', marker: textAt(table, 'marker') }],
      files: [...readLockedFiles(table, tableAt(table, 'sdist')), ...readLockedFile(archive)],
    },
  ];
}
