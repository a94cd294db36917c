import { packageTools } from '../build/commands/package-tools';
import { rules } from '../rules/packages.generated';
import type { PartOfKnowledge } from './types';

export const part: PartOfKnowledge = { rules, tools: { packages: packageTools } };
