import type { WheelRecord, WheelSetRecord } from './types';

/** A dependency as a release's record writes it. */
export interface ReleaseNeed {
  readonly name: string;
  readonly extras: readonly string[];
  /** Empty for any version. */
  readonly specifier: string;
  /** Minor versions of Python on which it holds, as a specifier; empty for all. */
  readonly pythons: string;
}

const pattern = /^([a-z0-9-]+)(?:\[([^\]]*)\])?([^;]*)(?:;(.*))?$/;

/** Reads `name[extra]specifier;pythons`; `null` where the text is none. */
export function readNeed(text: string): ReleaseNeed | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, name = '', extras = '', specifier = '', pythons = ''] = match;
  return { name, extras: extras === '' ? [] : extras.split(','), specifier, pythons };
}

const read = new WeakMap<readonly string[], readonly ReleaseNeed[]>();

/** The dependencies of a list, read once. */
export function readNeeds(texts: readonly string[]): readonly ReleaseNeed[] {
  const known = read.get(texts);
  if (known !== undefined) return known;
  const needs = texts.map(readNeed).filter((need) => need !== null);
  read.set(texts, needs);
  return needs;
}

/** One record for each wheel of each release; a release of source only has one of no bytes. */
export function expandWheels({ releases, provenance, pythons }: WheelSetRecord): readonly WheelRecord[] {
  return releases.flatMap((release) => {
    const namesOf = (texts: readonly string[]) => readNeeds(texts).map((need) => need.name);
    const shared = {
      name: release.name,
      version: release.version,
      requires: namesOf(release.requires),
      extras: Object.fromEntries(Object.entries(release.extras).map(([extra, texts]) => [extra, namesOf(texts)])),
      scripts: release.scripts ?? [],
      modules: release.modules ?? [],
      provenance,
      release,
      lookedFor: pythons,
    };
    if (release.builds.length === 0) {
      const none = { installedBytes: 0, bytecodeBytes: 0, compressedBytes: 0 };
      return [{ platform: 'source', python: usual, ...none, ...shared }];
    }
    return release.builds.map(([targets, libc, installedBytes, bytecodeBytes, compressedBytes]): WheelRecord => {
      const taking = targets === '' ? [] : targets.split(' ');
      return {
        platform: platformOf(libc),
        python: taking.includes(usual) || taking.length === 0 ? usual : (taking[0] ?? usual),
        pythons: taking,
        libc,
        installedBytes,
        bytecodeBytes,
        compressedBytes,
        ...shared,
      };
    });
  });
}

/** The Python for which bytecode was measured. */
const usual = '3.13';

/** What a wheel is built for; one for any libc is a pure one. */
function platformOf(libc: 'any' | 'glibc' | 'musl'): WheelRecord['platform'] {
  if (libc === 'musl') return 'musllinux';
  return libc === 'any' ? 'any' : 'manylinux';
}
