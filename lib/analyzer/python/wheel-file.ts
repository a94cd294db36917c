import type { MarkerPlatform } from './marker';
import { compareVersions } from './version';

/** What a wheel's file name says: `name-version(-build)?-python-abi-platform.whl`. */
export interface WheelTags {
  readonly pythons: readonly string[];
  readonly abis: readonly string[];
  readonly platforms: readonly string[];
}

/**
 * Reads the tags off a wheel's file name; `null` where it is none.
 * Source: packaging.python.org/en/latest/specifications/binary-distribution-format.
 */
export function readWheelTags(fileName: string): WheelTags | null {
  const parts = /^[^-]+-[^-]+(?:-\d[^-]*)?-([^-]+)-([^-]+)-([^-]+)\.whl$/.exec(fileName);
  if (parts === null) return null;
  const [, pythons = '', abis = '', platforms = ''] = parts;
  return { pythons: pythons.split('.'), abis: abis.split('.'), platforms: platforms.split('.') };
}

/**
 * How well a wheel fits CPython of a minor version (`3.13`) on Linux: the higher the better, `null` where it does not.
 * pip and uv take the best that fits. The version of libc is taken to be recent enough.
 */
export function rateWheel(tags: WheelTags, python: string, platform: MarkerPlatform): number | null {
  const forPlatform = Math.max(...tags.platforms.map((tag) => ratePlatform(tag, platform)));
  if (forPlatform < 0) return null;
  const forPython = Math.max(...tags.abis.flatMap((abi) => tags.pythons.map((tag) => rateAbi(tag, abi, python))));
  return forPython < 0 ? null : forPython * 10 + forPlatform;
}

function ratePlatform(tag: string, { machine, libc }: MarkerPlatform): number {
  if (tag === 'any') return 0;
  if (!tag.endsWith(`_${machine}`)) return -1;
  const isMusl = tag.startsWith('musllinux_');
  if (tag.startsWith('manylinux') || isMusl) return isMusl === (libc === 'musl') ? 2 : -1;
  return tag === `linux_${machine}` ? 1 : -1;
}

/** For `cp313`, `cp39` with `abi3`, `py3` with `none` and the like. */
function rateAbi(tag: string, abi: string, python: string): number {
  const compact = python.replace('.', '');
  const [, implementation = '', digits = ''] = /^(cp|py)(\d+)$/.exec(tag) ?? [];
  if (implementation === '' || digits[0] !== python[0]) return -1;
  const minor = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : null;
  const isOlder = minor === null || compareVersions(minor, python) <= 0;
  if (implementation === 'cp' && abi === `cp${compact}`) return digits === compact ? 4 : -1;
  if (implementation === 'cp' && abi === 'abi3') return isOlder && minor !== null ? 3 : -1;
  if (abi !== 'none' || !isOlder) return -1;
  return implementation === 'cp' ? (digits === compact ? 2 : -1) : 1;
}
