import type { ShellFeatures } from './shell';
import { readWhole } from './shell-reading';
import type { ShellScript } from './types';

export type { ShellExtensionKind, ShellVariable } from './shell';

/**
 * Reads which variables a script asks for, and what of it only bash understands; ranges are offsets in the Dockerfile.
 * Never throws: a script that cannot be read has none.
 */
export function readShellFeatures(script: ShellScript): ShellFeatures {
  return readWhole(script).features;
}
