import { rules as firstRules } from '@/lib/analyzer/rules/first.generated';
import type { Rule, RulePart } from '@/lib/analyzer/rules/types';

const loaders: Readonly<Record<RulePart, () => Promise<{ readonly rules: readonly Rule[] }>>> = {
  decisions: () => import('@/lib/analyzer/rules/decisions.generated'),
  managers: () => import('@/lib/analyzer/rules/managers.generated'),
  system: () => import('@/lib/analyzer/rules/system.generated'),
};

const loaded = new Set<RulePart>();
let rules: readonly Rule[] = firstRules;

/** The rules that are loaded by now. */
export function loadedRules(): readonly Rule[] {
  return rules;
}

/** Loads these parts of the rules; whether any was new. One that cannot be loaded is left out, and tried again the next time. */
export async function loadRules(parts: readonly RulePart[]): Promise<boolean> {
  const grown = await Promise.all(parts.filter((part) => !loaded.has(part)).map(loadPart));
  return grown.includes(true);
}

async function loadPart(part: RulePart): Promise<boolean> {
  try {
    const { rules: more } = await loaders[part]();
    if (loaded.has(part)) return false;
    loaded.add(part);
    rules = [...rules, ...more];
    return true;
  } catch {
    return false;
  }
}

/** Those of the parts that are not there: nobody knows what their rules would find. */
export function listMissing(parts: readonly RulePart[]): readonly RulePart[] {
  return parts.filter((part) => !loaded.has(part));
}
