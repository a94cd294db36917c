import type { Build } from '../build/types';
import type { RulePart } from '../rules/types';
import type { Instruction } from '../syntax/types';
import { onceForBuild } from './once-for-build';
import { usesBases } from './parts/bases';
import { usesConfiguration } from './parts/configuration';
import { usesDownloads } from './parts/downloads';
import { usesPackages } from './parts/packages';
import { usesProjects } from './parts/projects';
import { usesScripts } from './parts/scripts';
import { usesStages } from './parts/stages';
import { usesSystem } from './parts/system';

/**
 * What a part of the rules is about: a build that has none of it asks for none of these rules. Each test is cheap, and true
 * wherever a rule of the part may find something; it may be true elsewhere.
 */
const subjects: Readonly<Record<RulePart, (build: Build, instructions: readonly Instruction[]) => boolean>> = {
  bases: usesBases,
  configuration: usesConfiguration,
  decisions: ({ settings }) =>
    settings.trustedRegistries.length > 0 || Object.keys(settings.labelSchema).length > 0 || settings.strictLabels,
  downloads: usesDownloads,
  packages: usesPackages,
  projects: usesProjects,
  scripts: usesScripts,
  stages: usesStages,
  system: usesSystem,
};

const parts: readonly RulePart[] = [
  'bases',
  'configuration',
  'decisions',
  'downloads',
  'packages',
  'projects',
  'scripts',
  'stages',
  'system',
];

/** The parts of the rules that may find something in a build; a rule of no part always may. Found once for a build. */
export const listAskedParts = onceForBuild((build): readonly RulePart[] => {
  const instructions = build.dockerfile.instructions.map((instruction) =>
    instruction.keyword === 'ONBUILD' ? instruction.trigger : instruction,
  );
  return parts.filter((part) => subjects[part](build, instructions));
});
