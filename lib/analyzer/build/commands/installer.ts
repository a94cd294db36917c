import { readFigure } from '../../catalog/look-up';
import type { ResolvedWheel } from '../../catalog/wheels';
import { type Estimate, multiply, scale } from '../../estimate';
import { hasOption, lastValue, type Options } from '../invocation';
import { resolvePath } from '../paths';
import type { StageWalk } from '../stage-walk';
import type { Variables } from '../variables';
import { totalWheels } from './resolved-wheels';
import { isSwitchedOn, type Running } from './running';

/** Which program installs: each compiles, and keeps what it downloads, by rules of its own. */
export type Installer = 'pip' | 'uv' | 'poetry' | 'pdm';

/** How each names its cache: the variable that moves it, and its folder among the caches. */
const caches: Readonly<Record<Installer, { readonly variable: string; readonly folder: string }>> = {
  pip: { variable: 'PIP_CACHE_DIR', folder: 'pip' },
  uv: { variable: 'UV_CACHE_DIR', folder: 'uv' },
  poetry: { variable: 'POETRY_CACHE_DIR', folder: 'pypoetry' },
  pdm: { variable: 'PDM_CACHE_DIR', folder: 'pdm' },
};

/** Where the installer keeps what it downloads. */
export function cacheFolder({ walk, variables }: Running, installer: Installer): string {
  const { variable, folder } = caches[installer];
  const chosen = walk.settings.get(variable) ?? variables(variable);
  return chosen ?? `${variables('XDG_CACHE_HOME') ?? `${walk.homeDirectory()}/.cache`}/${folder}`;
}

/**
 * Whether pip compiles, as its variables say. It takes the value of PIP_NO_COMPILE for that of PIP_COMPILE, so that `1`
 * makes it compile. Source: tried with pip 23.0, 23.2 and 24.2.
 */
export function pipCompilesBy(variables: Variables): boolean {
  const said = variables('PIP_NO_COMPILE') ?? variables('PIP_COMPILE') ?? '';
  return said === '' || isSwitchedOn(said);
}

/** Whether it compiles what it installs: pip unless told otherwise, the others only where they are told to. */
export function compilesPackages({ variables }: Running, options: Options, installer: Installer): boolean {
  if (installer === 'pip') return !hasOption(options, '--no-compile') && pipCompilesBy(variables);
  if (installer === 'poetry') return hasOption(options, '--compile');
  if (installer === 'pdm') return false;
  return hasOption(options, '--compile-bytecode', '--compile') || isSwitchedOn(variables('UV_COMPILE_BYTECODE'));
}

/** Leaves the wheels in the cache, unless the command or the environment says otherwise. */
export function keepCache(
  running: Running,
  options: Options,
  wheels: readonly ResolvedWheel[],
  installer: Installer,
): void {
  const { walk, workingDirectory } = running;
  if (wheels.length === 0 || leavesNoCache(running, options, installer)) return;
  const chosen = lastValue(options, '--cache-dir');
  const folder = chosen === null ? cacheFolder(running, installer) : resolvePath(workingDirectory, chosen.text);
  walk.hold(folder, 'caches', `${installer}'s cache`, measureCache(running, wheels, installer));
}

function leavesNoCache({ variables }: Running, options: Options, installer: Installer): boolean {
  switch (installer) {
    case 'pip': {
      const off = variables('PIP_NO_CACHE_DIR');
      // pip itself has read PIP_NO_CACHE_DIR=0 and =off as "no cache" for years; only its absence keeps the cache.
      return hasOption(options, '--no-cache-dir', '--no-cache') || (off !== undefined && off !== '');
    }
    case 'uv':
      return hasOption(options, '--no-cache', '--no-cache-dir', '-n') || isSwitchedOn(variables('UV_NO_CACHE'));
    default:
      // `-n` of Poetry asks no questions.
      return hasOption(options, '--no-cache');
  }
}

/** pip, Poetry and PDM keep archives, uv the files themselves. */
function measureCache({ walk }: Running, wheels: readonly ResolvedWheel[], installer: Installer): Estimate {
  const { installed, compressed: archives } = totalWheels(wheels);
  if (installer === 'uv') return installed;
  if (installer === 'pip') return archives;
  const kept = multiply(archives, readFigure(walk.catalog, 'poetry-cache-over-wheels'));
  // PDM keeps what the index says, and archives only where its cache is switched on.
  return installer === 'poetry' ? kept : { ...kept, low: 0 };
}

/** What is written a second time, at the pace of unpacking. */
export function spendMoving(walk: StageWalk, wheels: readonly ResolvedWheel[]): void {
  const perByte = readFigure(walk.catalog, 'pip-seconds-per-byte');
  const { installed } = totalWheels(wheels);
  walk.spend({ ...multiply(installed, perByte), evidence: perByte.evidence, unknown: installed.unknown });
}

/** Adds the seconds that the install of some wheels takes. */
export function spendInstall(
  walk: StageWalk,
  wheels: readonly ResolvedWheel[],
  compiles: boolean,
  installer: Installer,
): void {
  const { catalog } = walk;
  const speed = installer === 'uv' ? 'uv' : 'pip';
  const each = readFigure(catalog, `${speed}-seconds-per-package`);
  const perByte = readFigure(catalog, `${speed}-seconds-per-byte`);
  walk.spend(readFigure(catalog, `${speed}-start-seconds`));
  walk.spend(scale(each, wheels.length));
  const { installed, bytecode } = totalWheels(wheels);
  walk.spend({ ...multiply(installed, perByte), evidence: perByte.evidence, unknown: installed.unknown });
  if (!compiles) return;
  // Compiling takes several times as long as unpacking.
  const compiling = readFigure(catalog, 'compile-seconds-per-byte');
  walk.spend({ ...multiply(bytecode, compiling), evidence: compiling.evidence, unknown: bytecode.unknown });
}
