import type { Knowledge } from '../knowledge';
import { readSilences } from '../rules-support/silences';

export const part: Knowledge = { rules: [], tools: {}, readSilences };
