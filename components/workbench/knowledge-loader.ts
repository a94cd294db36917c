import type { Knowledge } from '@/lib/analyzer/knowledge';
import type { Part } from '@/lib/analyzer/parts/types';
import { rules as firstRules } from '@/lib/analyzer/rules/first.generated';

const loaders: Readonly<Record<Part, () => Promise<{ readonly part: Knowledge }>>> = {
  bases: () => import('@/lib/analyzer/parts/bases'),
  configuration: () => import('@/lib/analyzer/parts/configuration'),
  decisions: () => import('@/lib/analyzer/parts/decisions'),
  downloads: () => import('@/lib/analyzer/parts/downloads'),
  failures: () => import('@/lib/analyzer/parts/failures'),
  managers: () => import('@/lib/analyzer/parts/managers'),
  packages: () => import('@/lib/analyzer/parts/packages'),
  projects: () => import('@/lib/analyzer/parts/projects'),
  rebuilds: () => import('@/lib/analyzer/parts/rebuilds'),
  scripts: () => import('@/lib/analyzer/parts/scripts'),
  silences: () => import('@/lib/analyzer/parts/silences'),
  stages: () => import('@/lib/analyzer/parts/stages'),
  system: () => import('@/lib/analyzer/parts/system'),
};

const subjects: Readonly<Record<Part, string>> = {
  bases: 'smaller bases and their tags',
  configuration: 'labels, health checks and other settings of the image',
  decisions: 'what a team has decided',
  downloads: 'downloads and archives',
  failures: 'why a build or a start fails',
  managers: 'conda, npm, dnf and make',
  packages: 'options of pip and what packages need',
  projects: 'uv, Poetry, Pipenv and lock files',
  rebuilds: 'which steps run again after an edit',
  scripts: 'what scripts of the shell decide',
  silences: 'what comments silence',
  stages: 'several stages, mounts and virtual environments',
  system: 'system packages and changes to files',
};

const loaded = new Set<Part>();
let knowledge: Knowledge = { rules: firstRules, tools: {} };

/** What is loaded by now. */
export function loadedKnowledge(): Knowledge {
  return knowledge;
}

/**
 * Loads the parts that an analysis asked for and did not have; whether there were any. What cannot be loaded is left out, and
 * tried again the next time.
 */
export async function loadKnowledge(parts: readonly Part[]): Promise<boolean> {
  const grown = await Promise.all(parts.filter((part) => !loaded.has(part)).map(loadPart));
  return grown.includes(true);
}

async function loadPart(name: Part): Promise<boolean> {
  try {
    const { part } = await loaders[name]();
    if (loaded.has(name)) return true;
    loaded.add(name);
    knowledge = {
      ...knowledge,
      ...part,
      rules: [...knowledge.rules, ...part.rules],
      tools: { ...knowledge.tools, ...part.tools },
    };
    return true;
  } catch {
    return false;
  }
}

/** What an analysis could not take into account, since it could not be loaded: short phrases. */
export function describeMissing(parts: readonly Part[]): readonly string[] {
  return parts
    .filter((part) => !loaded.has(part))
    .map((part) => `what is known of ${subjects[part]}, which could not be loaded`);
}
