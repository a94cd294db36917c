import type { Knowledge } from '../knowledge';
import { rules } from '../rules/decisions.generated';
import { readSilences } from '../rules-support/silences';

export const part: Knowledge = { rules, tools: {}, readSilences };
