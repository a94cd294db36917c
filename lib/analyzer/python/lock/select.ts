import { normalizeName } from '../package-name';
import type { LockFile } from './types';

/** What an install takes of a lock file: what its options say. Names need not be normalised. */
export interface LockSelection {
  /** Extras of the project: `--extra`, `-E`. */
  readonly extras?: readonly string[] | 'all';
  /** Groups besides those that come by default: `--group`, `--with`. */
  readonly groups?: readonly string[] | 'all';
  /** Groups left out, `main` among them: `--no-group`, `--without`. */
  readonly without?: readonly string[];
  /** Only these groups; `main` names the project's own dependencies: `--only-group`, `--only`. */
  readonly only?: readonly string[];
  /** `--no-default-groups`. */
  readonly noDefaultGroups?: boolean;
  /** Leaves out the group `dev`: `--no-dev`. */
  readonly noDev?: boolean;
  /** The project itself is not installed (`--no-install-project`, `--no-root`), or nothing of the workspace is. */
  readonly projects?: 'install' | 'leave-root' | 'leave-all';
}

/** The names of groups and extras that a selection comes to, normalised; `main` among the groups. */
export interface ChosenGroups {
  readonly groups: ReadonlySet<string>;
  readonly extras: ReadonlySet<string>;
}

/** Works a selection out against what the lock has. */
export function chooseGroups(lock: LockFile, selection: LockSelection): ChosenGroups {
  const known = lock.projects.flatMap((project) => [...project.groups.keys()]);
  const listed = lock.packages.flatMap((entry) => (entry.memberships ?? []).map(({ group }) => group));
  const all = [...new Set([...known, ...listed])];
  const only = (selection.only ?? []).map(normalizeName);
  const asked = selection.groups === 'all' ? all : (selection.groups ?? []).map(normalizeName);
  const byDefault = selection.noDefaultGroups === true ? [] : lock.defaultGroups;
  const without = new Set([
    ...(selection.without ?? []).map(normalizeName),
    ...(selection.noDev === true ? ['dev'] : []),
  ]);
  const chosen = only.length > 0 ? only : ['main', ...byDefault, ...asked];
  const extras =
    selection.extras === 'all'
      ? lock.projects.flatMap((project) => [...project.extras.keys()])
      : (selection.extras ?? []).map(normalizeName);
  return { groups: new Set(chosen.filter((name) => !without.has(name))), extras: new Set(extras) };
}

/** An option with its value, where it has one, as a command or its environment gives it. */
export interface GivenOption {
  readonly name: string;
  readonly value: string | null;
}

function valuesOf(options: readonly GivenOption[], ...names: readonly string[]): readonly string[] {
  return options
    .filter((option) => names.includes(option.name))
    .flatMap((option) => (option.value ?? '').split(/[\s,]+/))
    .filter((value) => value !== '');
}

function isGiven(options: readonly GivenOption[], ...names: readonly string[]): boolean {
  return options.some((option) => names.includes(option.name));
}

/**
 * What the options of `uv sync`, `poetry install`, `pipenv install`, `pipenv sync`, `pdm install` or `pdm sync` select.
 * Unknown options count for nothing.
 */
export function readSelection(
  tool: 'uv' | 'poetry' | 'pipenv' | 'pdm',
  options: readonly GivenOption[],
): LockSelection {
  if (tool === 'pipenv')
    return { groups: [...(isGiven(options, '--dev', '-d') ? ['dev'] : []), ...valuesOf(options, '--categories')] };
  if (tool === 'poetry') return readPoetrySelection(options);
  if (tool === 'pdm') return readPdmSelection(options);
  const only = [...valuesOf(options, '--only-group'), ...(isGiven(options, '--only-dev') ? ['dev'] : [])];
  const leavesAll = isGiven(options, '--no-install-workspace', '--no-install-local');
  return {
    extras: isGiven(options, '--all-extras') ? 'all' : valuesOf(options, '--extra'),
    groups: isGiven(options, '--all-groups')
      ? 'all'
      : [...valuesOf(options, '--group'), ...(isGiven(options, '--dev') ? ['dev'] : [])],
    without: valuesOf(options, '--no-group'),
    only,
    noDefaultGroups: isGiven(options, '--no-default-groups'),
    noDev: isGiven(options, '--no-dev'),
    projects: leavesAll
      ? 'leave-all'
      : isGiven(options, '--no-install-project') || only.length > 0
        ? 'leave-root'
        : 'install',
  };
}

function readPoetrySelection(options: readonly GivenOption[]): LockSelection {
  return {
    extras: isGiven(options, '--all-extras') ? 'all' : valuesOf(options, '--extras', '-E'),
    groups: isGiven(options, '--all-groups') ? 'all' : valuesOf(options, '--with'),
    without: valuesOf(options, '--without'),
    // No group bears this name: of all dependencies, none is left.
    only: isGiven(options, '--only-root') ? ['-'] : valuesOf(options, '--only'),
    noDev: isGiven(options, '--no-dev'),
    projects: isGiven(options, '--no-root') ? 'leave-root' : 'install',
  };
}

/** PDM takes in every group for development unless told otherwise; `-G` names extras and groups alike. */
function readPdmSelection(options: readonly GivenOption[]): LockSelection {
  const asked = valuesOf(options, '-G', '--group', '--with');
  return {
    groups: asked.includes(':all') ? 'all' : asked,
    without: [...valuesOf(options, '--without'), ...(isGiven(options, '--no-default') ? ['main'] : [])],
    noDefaultGroups: isGiven(options, '--prod', '--production', '--no-dev'),
    projects: isGiven(options, '--no-self') ? 'leave-root' : 'install',
  };
}
