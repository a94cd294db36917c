import { readFigure } from '../../catalog/look-up';
import type { ResolvedWheel } from '../../catalog/wheels';
import { type Estimate, multiply, scale } from '../../estimate';
import { hasOption, lastValue, type Options } from '../invocation';
import { resolvePath } from '../paths';
import type { StageWalk } from '../stage-walk';
import type { Variables } from '../variables';
import { totalWheels } from './resolved-wheels';
import { isSwitchedOn, type Running } from './running';

/** A program that installs packages: each compiles, and keeps what it downloads, by rules of its own. */
export interface Installer {
  readonly name: string;
  /** Where it keeps what it downloads: the variable that moves it, and its folder among the caches. */
  readonly cache: { readonly variable: string; readonly folder: string };
  /** Whose pace the catalog has for it. */
  readonly pace: 'pip' | 'uv';
  /** Whether it compiles what it installs. */
  readonly compiles: (options: Options, variables: Variables) => boolean;
  /** Whether the command or the environment says that nothing is to be kept. */
  readonly leavesNoCache: (options: Options, variables: Variables) => boolean;
  /** What it keeps of some wheels. */
  readonly measureCache: (wheels: readonly ResolvedWheel[], walk: StageWalk) => Estimate;
}

/** pip compiles unless it is told otherwise, and keeps archives. */
export const pip: Installer = {
  name: 'pip',
  cache: { variable: 'PIP_CACHE_DIR', folder: 'pip' },
  pace: 'pip',
  compiles: (options, variables) => !hasOption(options, '--no-compile') && pipCompilesBy(variables),
  // pip itself has read PIP_NO_CACHE_DIR=0 and =off as "no cache" for years; only its absence keeps the cache.
  leavesNoCache: (options, variables) =>
    hasOption(options, '--no-cache-dir', '--no-cache') || (variables('PIP_NO_CACHE_DIR') ?? '') !== '',
  measureCache: (wheels) => totalWheels(wheels).compressed,
};

/** Where the installer keeps what it downloads. */
export function cacheFolder({ walk, variables }: Running, { cache }: Installer): string {
  const chosen = walk.settings.get(cache.variable) ?? variables(cache.variable);
  return chosen ?? `${variables('XDG_CACHE_HOME') ?? `${walk.homeDirectory()}/.cache`}/${cache.folder}`;
}

/**
 * Whether pip compiles, as its variables say. It takes the value of PIP_NO_COMPILE for that of PIP_COMPILE, so that `1`
 * makes it compile. Source: tried with pip 23.0, 23.2 and 24.2.
 */
export function pipCompilesBy(variables: Variables): boolean {
  const said = variables('PIP_NO_COMPILE') ?? variables('PIP_COMPILE') ?? '';
  return said === '' || isSwitchedOn(said);
}

/** Leaves the wheels in the cache, unless the command or the environment says otherwise. */
export function keepCache(
  running: Running,
  options: Options,
  wheels: readonly ResolvedWheel[],
  installer: Installer,
): void {
  const { walk, workingDirectory } = running;
  if (wheels.length === 0 || installer.leavesNoCache(options, running.variables)) return;
  const chosen = lastValue(options, '--cache-dir');
  const folder = chosen === null ? cacheFolder(running, installer) : resolvePath(workingDirectory, chosen.text);
  walk.hold(folder, 'caches', `${installer.name}'s cache`, installer.measureCache(wheels, walk));
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
  const { pace } = installer;
  const each = readFigure(catalog, `${pace}-seconds-per-package`);
  const perByte = readFigure(catalog, `${pace}-seconds-per-byte`);
  walk.spend(readFigure(catalog, `${pace}-start-seconds`));
  walk.spend(scale(each, wheels.length));
  const { installed, bytecode } = totalWheels(wheels);
  walk.spend({ ...multiply(installed, perByte), evidence: perByte.evidence, unknown: installed.unknown });
  if (!compiles) return;
  // Compiling takes several times as long as unpacking.
  const compiling = readFigure(catalog, 'compile-seconds-per-byte');
  walk.spend({ ...multiply(bytecode, compiling), evidence: compiling.evidence, unknown: bytecode.unknown });
}
