import { readLockFile } from '../../python/lock/read-lock';
import type { GivenOption } from '../../python/lock/select';
import type { LockFile } from '../../python/lock/types';
import type { Options } from '../invocation';
import { resolvePath } from '../paths';
import { isSwitchedOn, type Running } from './running';

/** Tools that install what a project's lock file says. */
export type Tool = 'uv' | 'poetry' | 'pipenv' | 'pdm';

export const lockNames: Readonly<Record<Tool, string>> = {
  uv: 'uv.lock',
  poetry: 'poetry.lock',
  pipenv: 'Pipfile.lock',
  pdm: 'pdm.lock',
};

/** The lock of a project in a folder of the image; `null` where there is none, or nobody knows what it says. */
export function readLock({ walk }: Running, tool: Tool, folder: string): LockFile | null {
  const text = walk.readText(resolvePath(folder, lockNames[tool]));
  if (text === null) return null;
  return readLockFile(lockNames[tool], text, walk.readText(resolvePath(folder, 'pyproject.toml')) ?? undefined);
}

/** The options of a command as they select what is installed. */
export function listOptions(options: Options, { variables }: Running, tool: Tool): readonly GivenOption[] {
  const given = [...options.values].flatMap(([name, values]) =>
    values.map((value) => ({ name, value: value?.text ?? null })),
  );
  if (tool === 'uv' && isSwitchedOn(variables('UV_NO_DEV'))) given.push({ name: '--no-dev', value: null });
  return given;
}
