import { packageTools } from '../build/commands/package-tools';
import type { Knowledge } from '../knowledge';
import { rules } from '../rules/packages.generated';

export const part: Knowledge = { rules, tools: { packages: packageTools } };
