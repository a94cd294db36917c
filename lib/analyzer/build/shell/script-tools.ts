import type { ScriptTools } from '../tools';
import { evaluateTest } from './conditions';
import { walkConstruct } from './control-flow';

/** All that is known of scripts that decide. */
export const scriptTools: ScriptTools = { walkConstruct, evaluateTest };
