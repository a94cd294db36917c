import { normalizeName } from '../package-name';
import type { Dependency, ProjectFile } from '../pyproject';
import { countAt, type Table, tablesAt, textAt, textsAt } from '../toml';
import type { LockedFile, LockedProject } from './types';

/** Packages of a lock file that are read, and dependencies or files of each: our own bounds. */
export const mostPackages = 10_000;
export const mostParts = 1_000;

/** A lock file that says nothing. */
export const emptyLock = {
  requiresPython: null,
  packages: [],
  projects: [],
  defaultGroups: [],
  direct: new Set<string>(),
} as const;

/** `{ name, version, extra, marker }` of `uv.lock` and `pylock.toml`. */
export function readLockedDependencies(tables: readonly Table[]): readonly Dependency[] {
  return tables.slice(0, mostParts).flatMap((table) => {
    const name = textAt(table, 'name');
    if (name === null) return [];
    const extras = [...textsAt(table, 'extra'), ...textsAt(table, 'extras')].map(normalizeName);
    return [
      {
        name: normalizeName(name),
        extras,
        specifier: textAt(table, 'specifier') ?? '',
        marker: textAt(table, 'marker'),
        version: textAt(table, 'version'),
      },
    ];
  });
}

/** A file by its `name`, or by the end of its `url` or `path`. */
export function readLockedFile(table: Table | null): readonly LockedFile[] {
  const named = textAt(table, 'name') ?? textAt(table, 'filename') ?? textAt(table, 'url') ?? textAt(table, 'path');
  if (named === null) return [];
  const [path = ''] = named.split(/[?#]/);
  const fileName = decode(path.slice(path.lastIndexOf('/') + 1));
  return fileName === '' ? [] : [{ fileName, bytes: countAt(table, 'size') }];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The files of a package: its wheels, and the source archive behind them. */
export function readLockedFiles(table: Table, sdist: Table | null): readonly LockedFile[] {
  return [...tablesAt(table, 'wheels').slice(0, mostParts).flatMap(readLockedFile), ...readLockedFile(sdist)];
}

/** What the install starts from, as the project's own file has it. */
export function projectOf(project: ProjectFile): LockedProject {
  return {
    name: project.name,
    path: '.',
    installed: project.name !== null && (project.poetry ? project.packageMode : project.buildSystem),
    dependencies: project.dependencies,
    extras: project.extras,
    groups: new Map([...project.groups].map(([name, group]) => [name, group.dependencies])),
  };
}

/** Everything that some projects ask for by name. */
export function directNames(projects: readonly LockedProject[]): ReadonlySet<string> {
  return new Set(
    projects.flatMap((project) =>
      [project.dependencies, ...project.extras.values(), ...project.groups.values()].flatMap((dependencies) =>
        dependencies.map((dependency) => dependency.name),
      ),
    ),
  );
}
