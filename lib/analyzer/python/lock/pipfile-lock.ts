import { normalizeName } from '../package-name';
import { entriesOf, type Table, tableAt, textAt } from '../toml';
import { pinnedVersion } from '../version';
import { mostPackages } from './parts';
import type { LockedPackage, LockFile, Membership } from './types';

const sections = [
  ['default', 'main'],
  ['develop', 'dev'],
] as const;

/**
 * Reads the document of a `Pipfile.lock`: `default` is the project's own group, `develop` the group `dev`, which pipenv
 * leaves out unless asked. Categories of other names are groups of that name. It names neither files nor dependencies.
 */
export function readPipfileLock(path: string, document: Table): LockFile {
  const named = new Map<string, LockedPackage>();
  const direct = new Set<string>();
  const categories = [
    ...sections,
    ...entriesOf(document)
      .map(([key]) => [key, normalizeName(key)] as const)
      .filter(([key]) => !key.startsWith('_') && key !== 'default' && key !== 'develop'),
  ];
  for (const [section, group] of categories) {
    for (const [written] of entriesOf(tableAt(document, section)).slice(0, mostPackages)) {
      const entry = tableAt(document, section, written);
      if (entry === null) continue;
      const name = normalizeName(written);
      if (textAt(entry, 'index') !== null) direct.add(name);
      const membership = { group, marker: textAt(entry, 'markers') };
      named.set(name, addMembership(named.get(name), name, entry, membership));
    }
  }
  const requires = tableAt(document, '_meta', 'requires');
  const version = textAt(requires, 'python_full_version') ?? textAt(requires, 'python_version');
  return {
    format: 'pipfile',
    path,
    requiresPython: version === null ? null : `==${version}${/^\d+\.\d+$/.test(version) ? '.*' : ''}`,
    packages: [...named.values()],
    projects: [],
    defaultGroups: [],
    direct,
    problems: [],
  };
}

function addMembership(
  before: LockedPackage | undefined,
  name: string,
  entry: Table,
  membership: Membership,
): LockedPackage {
  if (before !== undefined) return { ...before, memberships: [...(before.memberships ?? []), membership] };
  return {
    name,
    version: pinnedVersion(textAt(entry, 'version') ?? ''),
    source: sourceOf(entry),
    path: textAt(entry, 'path'),
    dependencies: [],
    extras: new Map(),
    groups: new Map(),
    resolutionMarkers: [],
    memberships: [membership],
    files: null,
  };
}

function sourceOf(entry: Table): LockedPackage['source'] {
  if (['git', 'hg', 'svn', 'bzr'].some((key) => textAt(entry, key) !== null)) return 'repository';
  if (textAt(entry, 'path') !== null) return 'project';
  return textAt(entry, 'file') === null ? 'index' : 'archive';
}
