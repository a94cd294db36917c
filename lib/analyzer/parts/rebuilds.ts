import type { Knowledge } from '../knowledge';
import { findReruns } from '../rebuild/reruns';

export const part: Knowledge = { rules: [], tools: {}, findReruns };
