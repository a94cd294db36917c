import { allParts } from './build/commands/all-tools';
import type { Knowledge } from './knowledge';
import { findReruns } from './rebuild/reruns';
import { rules as firstRules } from './rules/first.generated';
import { rules } from './rules/registry.generated';
import { readSilences } from './rules-support/silences';

/** All that is known, for where nothing is loaded piece by piece. */
export const allKnowledge: Knowledge = { rules, tools: allParts, findReruns, readSilences };

/** What is known where only some parts are there, by their names. */
export function selectKnowledge(parts: ReadonlySet<string>): Knowledge {
  return {
    rules: [...firstRules, ...rules.filter(({ part }) => part !== undefined && parts.has(part))],
    tools: Object.fromEntries(Object.entries(allParts).filter(([part]) => parts.has(part))),
    ...(parts.has('rebuilds') && { findReruns }),
    ...(parts.has('silences') && { readSilences }),
  };
}
