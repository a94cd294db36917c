import { readFigure } from '../../catalog/look-up';
import type { Dependency, ProjectFile } from '../../python/pyproject';
import { parseRequirementArgument } from '../../python/requirements';
import type { Requirement } from '../../python/types';
import { meetsSpecifier } from '../../python/version';
import type { SourceRange } from '../../syntax/range';
import { resolvePath } from '../paths';
import type { PythonEnvironment } from '../types';
import type { GatheredRequirements } from './requirement-files';
import type { Running } from './running';

/** The `pyproject.toml` in a folder of the image; `null` where there is none, or it cannot be read. */
export function findProject(running: Running, folder: string): ProjectFile | null {
  const text = running.walk.readText(resolvePath(folder, 'pyproject.toml'));
  return text === null ? null : running.walk.shared.tools.readPyproject(text);
}

/**
 * Adds what projects of the image need (`pip install .`) to what an install names; `null` where that is reported to fail.
 */
export function expandProjects(
  running: Running,
  environment: PythonEnvironment | null,
  gathered: GatheredRequirements,
): GatheredRequirements | null {
  const requirements: Requirement[] = [];
  for (const requirement of gathered.requirements) {
    if (requirement.kind !== 'path' && requirement.kind !== 'editable') {
      requirements.push(requirement);
      continue;
    }
    const folder = readFolder(requirement, running);
    const project = folder === null ? null : findProject(running, folder);
    if (folder !== null && reportNoProject(running, requirement, folder)) return null;
    if (project !== null && reportPython(running, project, environment, requirement.range)) return null;
    requirements.push(requirement, ...(project === null ? [] : listNeeds(project, requirement)));
    if (project !== null) running.walk.spend(readFigure(running.walk.catalog, 'project-build-seconds'));
  }
  return { ...gathered, requirements };
}

/** What a project needs, with the extras that a requirement asks for, at the place of that requirement. */
function listNeeds(
  { dependencies, extras }: Pick<ProjectFile, 'dependencies' | 'extras'>,
  { extras: asked, file, range }: Requirement,
): readonly Requirement[] {
  const needed = [...dependencies, ...asked.flatMap((extra) => extras.get(extra) ?? [])];
  return needed.flatMap((dependency) => placeRequirement(dependency, file, range) ?? []);
}

/** What a project asks for, as if it stood at a place; `null` where pip would refuse it. */
export function placeRequirement(dependency: Dependency, file: string, range: SourceRange): Requirement | null {
  const parsed = parseRequirementArgument(writeName(dependency), file, range, false);
  return parsed === null ? null : { ...parsed, marker: dependency.marker };
}

function writeName({ name, extras, specifier }: Dependency): string {
  return `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${specifier}`;
}

/** What a project asks for, as lines of a requirements file. */
export function writeRequirements(dependencies: readonly Dependency[]): string {
  const written = dependencies.map((dependency) =>
    dependency.marker === null ? writeName(dependency) : `${writeName(dependency)} ; ${dependency.marker}`,
  );
  return `${written.join('\n')}\n`;
}

/** The folder that a requirement such as `.` or `-e ./src[dev]` names. */
function readFolder({ text }: Requirement, { workingDirectory }: Running): string | null {
  const path = text.replace(/^(-e|--editable)[= ]?\s*/, '').replace(/\[[^\]]*\]$/, '');
  // The shell puts the names of what lies there in the place of a pattern: wheels, mostly.
  if (/[*?[]/.test(path)) return null;
  return /^\.{0,2}(\/|$)/.test(path) && !/\.(whl|zip|tar\.gz)$/.test(path) ? resolvePath(workingDirectory, path) : null;
}

function reportNoProject({ walk, invocation }: Running, requirement: Requirement, folder: string): boolean {
  const files = ['pyproject.toml', 'setup.py'].map((name) => walk.lookUp(resolvePath(folder, name)));
  if (files.some((kind) => kind !== 'missing')) return false;
  walk.fail(
    'missing-project:to-install',
    requirement.range.end > requirement.range.start ? requirement.range : invocation.command.range,
    folder,
  );
  return true;
}

/** A project that is not for this Python is not installed; `true` where that is reported. */
export function reportPython(
  { walk }: Running,
  project: Pick<ProjectFile, 'name' | 'requiresPython'>,
  environment: PythonEnvironment | null,
  range: Requirement['range'],
): boolean {
  const python = environment?.python ?? null;
  const { requiresPython } = project;
  // Whatever release of the minor version the image has: bounds within one are rare.
  if (python === null || requiresPython === null || meetsSpecifier(`${python}.99`, requiresPython)) return false;
  if (/\d+\.\d+\.\d/.test(requiresPython) || meetsSpecifier(`${python}.0`, requiresPython)) return false;
  walk.fail('requires-python:project', range, project.name, requiresPython, python);
  return true;
}
