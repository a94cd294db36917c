import { textsOfRules } from './rules/texts.generated';
import type { RuleTexts } from './rules/types';

/** What a rule says. Throws for an id that no rule has: ids come from the rules themselves. */
export function textsOfRule(id: string): RuleTexts {
  const texts = textsOfRules[id];
  if (texts === undefined) throw new Error(`There is no rule ${id}.`);
  return texts;
}
