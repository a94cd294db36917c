import type { ReadShell } from '../shell';
import { readWhole } from './reading';

/**
 * Reads the simple commands of a script, wherever they are nested, in the order of the text; ranges are offsets in the
 * Dockerfile. Never throws. A script with a `#!` line for a program other than a shell has no shell commands.
 */
export const readShell: ReadShell = (script) => readWhole(script).reading;
