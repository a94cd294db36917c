import { downloadTools } from '../build/commands/download-tools';
import type { Knowledge } from '../knowledge';
import { rules } from '../rules/downloads.generated';

export const part: Knowledge = { rules, tools: { downloads: downloadTools } };
