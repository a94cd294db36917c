import { rules } from './rules/registry.generated';
import type { DescribedRule } from './rules/types';
import { textsOfRule } from './texts-of-rule';

/** Every rule with its texts, in the order of their ids. */
export const describedRules: readonly DescribedRule[] = rules.map((rule) => ({ ...rule, ...textsOfRule(rule.id) }));
