import { baseName } from '../paths';
import type { StageWalk } from '../stage-walk';
import type { BaseProfile } from '../types';

/** Which shell runs a script: they differ in what they know. `null` where nobody knows. */
export type Dialect = 'dash' | 'ash' | 'bash' | null;

/** The shell behind a program such as `/bin/sh` in an image. */
export function readDialect(program: string, walk: StageWalk): Dialect {
  const name = baseName(program);
  if (name === 'dash' || name === 'bash' || name === 'ash') return name;
  if (name !== 'sh') return null;
  switch (walk.profile.distribution) {
    case 'debian':
    case 'ubuntu':
      return replacesShell(walk) ? null : 'dash';
    case 'alpine':
      return 'ash';
    case 'fedora':
    case 'rhel':
      return 'bash';
    default:
      return null;
  }
}

/** A command may have put another program in the place of sh. */
function replacesShell({ state }: StageWalk): boolean {
  return state.files.has('/bin/sh') || state.files.has('/usr/bin/sh');
}

const unknownTo: Readonly<Record<'dash' | 'ash', ReadonlySet<string>>> = {
  dash: new Set(['source', '[[', 'pushd', 'popd', 'dirs', 'let', 'declare', 'typeset', 'shopt', 'mapfile', 'function']),
  ash: new Set(['pushd', 'popd', 'dirs', 'declare', 'typeset', 'shopt', 'mapfile']),
};

/** Whether a shell certainly lacks a command that another has built in. */
export function lacksBuiltin(dialect: Dialect, name: string): boolean {
  return dialect !== null && dialect !== 'bash' && unknownTo[dialect].has(name);
}

/** Releases whose dash is older than 0.5.12-7, the first of Debian's with `set -o pipefail` (Debian bug 1071238). */
const withoutPipefail: Readonly<Record<string, ReadonlySet<string>>> = {
  debian: new Set(['stretch', 'buster', 'bullseye', 'bookworm']),
  ubuntu: new Set(['18.04', '20.04', '22.04', '24.04']),
};

/** Whether `sh` is a dash that refuses `set -o pipefail`; of a release that nobody knows it may be either. */
export function hasOldDash({ distribution, release }: BaseProfile): boolean {
  return withoutPipefail[distribution]?.has(release ?? '') ?? false;
}

/** Whether the shell certainly refuses `set -o pipefail`. */
export function refusesPipefail(dialect: Dialect, { profile }: StageWalk): boolean {
  return dialect === 'dash' && hasOldDash(profile);
}
