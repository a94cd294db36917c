import { readFigure } from '../../catalog/look-up';
import type { ResolvedWheel } from '../../catalog/wheels';
import { multiply, scale, sum } from '../../estimate';
import { hasOption, lastValue, type Options } from '../invocation';
import { resolvePath } from '../paths';
import type { StageWalk } from '../stage-walk';
import { isSwitchedOn, type Running } from './running';

/** Which program installs: pip compiles and caches wheels, uv does neither by the same rules. */
export type Installer = 'pip' | 'uv';

/** Where the installer keeps what it downloads. */
export function cacheFolder({ walk, variables }: Running, installer: Installer): string {
  const folder = variables(installer === 'pip' ? 'PIP_CACHE_DIR' : 'UV_CACHE_DIR');
  return folder ?? `${variables('XDG_CACHE_HOME') ?? `${walk.homeDirectory()}/.cache`}/${installer}`;
}

/** Leaves the wheels in the cache, unless the command or the environment says otherwise. */
export function keepCache(
  running: Running,
  options: Options,
  wheels: readonly ResolvedWheel[],
  installer: Installer,
): void {
  const { walk, variables, workingDirectory } = running;
  const off = variables(installer === 'pip' ? 'PIP_NO_CACHE_DIR' : 'UV_NO_CACHE');
  // pip itself has read PIP_NO_CACHE_DIR=0 and =off as "no cache" for years; only its absence keeps the cache.
  if (
    hasOption(options, '--no-cache-dir', '--no-cache', '-n') ||
    (installer === 'pip' ? off !== undefined && off !== '' : isSwitchedOn(off))
  )
    return;
  if (wheels.length === 0) return;
  const chosen = lastValue(options, '--cache-dir');
  const folder = chosen === null ? cacheFolder(running, installer) : resolvePath(workingDirectory, chosen.text);
  const bytes = sum(wheels.map((wheel) => (installer === 'pip' ? wheel.compressed : wheel.installed)));
  walk.hold(folder, 'caches', `${installer}'s cache`, bytes);
}

/** Adds the seconds that the install of some wheels takes. */
export function spendInstall(
  walk: StageWalk,
  wheels: readonly ResolvedWheel[],
  compiles: boolean,
  installer: Installer,
): void {
  const { catalog } = walk;
  const each = readFigure(catalog, installer === 'pip' ? 'pip-seconds-per-package' : 'uv-seconds-per-package');
  const perByte = readFigure(catalog, installer === 'pip' ? 'pip-seconds-per-byte' : 'uv-seconds-per-byte');
  walk.spend(readFigure(catalog, installer === 'pip' ? 'pip-start-seconds' : 'uv-start-seconds'));
  walk.spend(scale(each, wheels.length));
  const bytes = sum(wheels.map((wheel) => wheel.installed));
  walk.spend({ ...multiply(bytes, perByte), evidence: perByte.evidence, unknown: bytes.unknown });
  if (!compiles) return;
  // Compiling takes several times as long as unpacking.
  const compiling = readFigure(catalog, 'compile-seconds-per-byte');
  const bytecode = sum(wheels.map((wheel) => wheel.bytecode));
  walk.spend({ ...multiply(bytecode, compiling), evidence: compiling.evidence, unknown: bytecode.unknown });
}
