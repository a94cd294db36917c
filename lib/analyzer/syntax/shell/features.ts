import type { ShellFeatures } from '../shell';
import type { ShellScript } from '../types';
import { readWhole } from './reading';

export type { ShellExtensionKind, ShellVariable } from '../shell';

/**
 * Reads which variables a script asks for, and what of it only bash understands; ranges are offsets in the Dockerfile.
 * Never throws: a script that cannot be read has none.
 */
export function readShellFeatures(script: ShellScript): ShellFeatures {
  return readWhole(script).features;
}
