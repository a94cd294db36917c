import { isWithin, resolvePath } from '../build/paths';
import type { Build } from '../build/types';
import { readProjectFile } from '../project';
import type { LockFile } from '../python/lock/types';
import type { ProjectFile } from '../python/pyproject';
import { hasOption } from './commands';
import { isSwitchedOn } from './pip';
import { projectFileOf, type ToolCall, toolCalls, variableFor } from './python-tools';
import type { PlacedRun } from './steps';

/** A tool that installs a project from its lock file. */
export type Locker = 'uv' | 'poetry' | 'pipenv';

const actions: Readonly<Record<Locker, readonly string[]>> = {
  uv: ['sync'],
  poetry: ['install', 'sync'],
  pipenv: ['install', 'sync'],
};

/** What the tool reads: the file that names dependencies, and the lock. */
export const lockerFiles: Readonly<Record<Locker, { readonly manifest: string; readonly lock: string }>> = {
  uv: { manifest: 'pyproject.toml', lock: 'uv.lock' },
  poetry: { manifest: 'pyproject.toml', lock: 'poetry.lock' },
  pipenv: { manifest: 'Pipfile', lock: 'Pipfile.lock' },
};

/** An install of the project in the working directory by such a tool. */
export interface LockedInstall {
  readonly tool: Locker;
  readonly call: ToolCall;
  readonly run: PlacedRun;
}

function isLocker(program: string): program is Locker {
  return Object.hasOwn(actions, program);
}

/** Installs of the project at the root of the context; those that are sent to another folder are left out. */
export function lockedInstalls(run: PlacedRun): readonly LockedInstall[] {
  const moves = run.commands.some((command) => command.name === 'cd' || command.name === 'pushd');
  if (moves) return [];
  return toolCalls(run.commands, 'uv', 'poetry', 'pipenv').flatMap((call) => {
    const tool = call.program;
    if (!isLocker(tool) || !actions[tool].includes(call.action)) return [];
    const elsewhere = ['--project', '--directory', '-C', '-P', '--dry-run', '--script', '--package', '--all-packages'];
    if (hasOption(call.options, ...elsewhere) || (tool === 'pipenv' && call.operands.length > 0)) return [];
    return [{ tool, call, run }];
  });
}

/** Whether a file of the context's root lies in the working directory of a step: copied there, or mounted for it. */
export function isAtHand(run: PlacedRun, file: string): boolean {
  const { workingDirectory, files } = run.step.before;
  const path = resolvePath(workingDirectory, file);
  if (files.has(path)) return true;
  return run.instruction.flags
    .filter((flag) => flag.name === 'mount' && !/type=(?:cache|tmpfs|secret|ssh)/.test(flag.value?.text ?? ''))
    .some((flag) => {
      const target = /(?:^|,)(?:target|dst|destination)=([^,]+)/.exec(flag.value?.text ?? '')?.[1];
      return target !== undefined && isWithin(path, resolvePath(workingDirectory, target));
    });
}

/** Whether an install leaves the project itself out and takes its dependencies only. */
export function leavesProjectOut({ tool, call, run }: LockedInstall, project: ProjectFile | null): boolean {
  if (tool === 'pipenv') return true;
  if (tool === 'poetry') return project?.packageMode === false || hasOption(call.options, '--no-root');
  const options = [
    '--no-install-project',
    '--no-install-workspace',
    '--no-install-local',
    '--only-group',
    '--only-dev',
  ];
  if (hasOption(call.options, ...options)) return true;
  if (isSwitchedOn(variableFor(run, call.command, 'UV_NO_INSTALL_PROJECT'))) return true;
  return project !== null && (project.uvPackage === false || (!project.buildSystem && project.uvPackage !== true));
}

/** The project's `pyproject.toml`, where there is one that can be read. */
export function knownProject(build: Build): ProjectFile | null {
  const project = projectFileOf(build);
  return project === 'absent' ? null : project;
}

/** The lock file of a tool at the root of the context, read; `null` where there is none. */
export function lockOf(build: Build, tool: Locker): LockFile | null {
  const path = lockerFiles[tool].lock;
  const text = readProjectFile(build.project, path);
  return text === undefined
    ? null
    : build.tools.readLockFile(path, text, readProjectFile(build.project, 'pyproject.toml'));
}
