import { writeFailure } from '../build/failures/texts';
import type { Knowledge } from '../knowledge';

export const part: Knowledge = { rules: [], tools: { failures: { writeFailure } } };
