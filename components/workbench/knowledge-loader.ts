import type { BareAnswer, Knowledge } from '@/lib/analyzer/analyze-bare';
import { rules as firstRules } from '@/lib/analyzer/rules/first.generated';
import type { Rule, RulePart } from '@/lib/analyzer/rules/types';

const loaders: Readonly<Record<RulePart, () => Promise<{ readonly rules: readonly Rule[] }>>> = {
  decisions: () => import('@/lib/analyzer/rules/decisions.generated'),
  managers: () => import('@/lib/analyzer/rules/managers.generated'),
  system: () => import('@/lib/analyzer/rules/system.generated'),
};

const subjects: Readonly<Record<RulePart, string>> = {
  decisions: 'the rules that go by what a team has decided',
  managers: 'the rules about uv, Poetry, Pipenv and conda',
  system: 'the rules about system packages and downloads',
};

const loaded = new Set<RulePart>();
let knowledge: Knowledge = { rules: firstRules, tools: null };

/** What is loaded by now. */
export function loadedKnowledge(): Knowledge {
  return knowledge;
}

/**
 * Loads what an analysis asked for and did not have; whether that was anything. What cannot be loaded is left out, and tried
 * again the next time.
 */
export async function loadKnowledge({
  parts,
  asksForTools,
}: Pick<BareAnswer, 'parts' | 'asksForTools'>): Promise<boolean> {
  const loads = parts.filter((part) => !loaded.has(part)).map(loadPart);
  const grown = await Promise.all([...loads, asksForTools ? loadTools() : false]);
  return grown.includes(true);
}

async function loadPart(part: RulePart): Promise<boolean> {
  try {
    const { rules } = await loaders[part]();
    if (loaded.has(part)) return true;
    loaded.add(part);
    knowledge = { ...knowledge, rules: [...knowledge.rules, ...rules] };
    return true;
  } catch {
    return false;
  }
}

async function loadTools(): Promise<boolean> {
  try {
    const { projectTools } = await import('@/lib/analyzer/build/commands/project-tools');
    knowledge = { ...knowledge, tools: projectTools };
    return true;
  } catch {
    return false;
  }
}

/** What an analysis could not take into account, since it could not be loaded: short phrases. */
export function describeMissing({
  parts,
  asksForTools,
}: Pick<BareAnswer, 'parts' | 'asksForTools'>): readonly string[] {
  return [
    ...parts
      .filter((part) => !loaded.has(part))
      .map((part) => `what ${subjects[part]} find, which could not be loaded`),
    ...(asksForTools ? ['what tools such as uv, Poetry, conda and npm do, which could not be loaded'] : []),
  ];
}
