import type { FromInstruction } from '../syntax/types';
import { baseName } from './paths';
import type { StageWalk } from './stage-walk';
import { expandInstructionWord } from './variables';

const names: ReadonlyMap<string, string> = new Map([
  ['amd64', 'amd64'],
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['arm64', 'arm64'],
  ['aarch64', 'arm64'],
]);

/**
 * The architecture that `FROM --platform` asks for, in Docker's words: `amd64`, `arm64`, `arm`, … `null` where it asks for none,
 * or for that of the machine that builds (`$BUILDPLATFORM`).
 */
export function readArchitecture(from: FromInstruction, { shared }: StageWalk): string | null {
  const value = from.flags.find((flag) => flag.name === 'platform')?.value;
  if (value == null) return null;
  const { options, globalArguments, escapeCharacter } = shared;
  const text = expandInstructionWord(
    value,
    (name) => options.buildArguments?.[name] ?? globalArguments.get(name) ?? undefined,
    escapeCharacter,
  );
  const [, architecture] = /^linux\/([a-z0-9_-]+)(?:\/v\d)?$/.exec(text.toLowerCase()) ?? [];
  return architecture === undefined ? null : (names.get(architecture) ?? architecture);
}

/** What `uname -m` says on an architecture; `null` where we do not know. Without one it is that of the builds we measure. */
export function readMachineName(architecture: string | null): string | null {
  if (architecture === null || architecture === 'amd64') return 'x86_64';
  return architecture === 'arm64' ? 'aarch64' : null;
}

/**
 * The architecture for which a plain program at an address was made, as far as its name says one and no other; `null` for
 * archives, packages and scripts.
 */
export function readDownloadArchitecture(address: string): string | null {
  const path = address.replace(/[?#].*$/, '').toLowerCase();
  if (/\.(tar|t?gz|xz|bz2|zst|zip|deb|rpm|apk|sh|py|js|txt|json|ya?ml|sig|asc|sha\d+|whl|jar)$/.test(baseName(path)))
    return null;
  const found = new Set<string>();
  for (const [name, architecture] of names) if (path.includes(name)) found.add(architecture);
  const [only, ...others] = found;
  return only === undefined || others.length > 0 || /[$`]/.test(path) ? null : only;
}
