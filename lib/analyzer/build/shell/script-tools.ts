import type { ScriptTools } from '../tools';
import { walkConstruct } from './control-flow';
import { walkRareBuiltin } from './rare-builtins';
import { redirect } from './redirect';
import { substitute } from './substitution';

/** All that is known of scripts that are more than programs one after the other. */
export const scriptTools: ScriptTools = { walkConstruct, walkRareBuiltin, redirect, substitute };
