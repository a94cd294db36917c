import type { Analysis, AnalyzeOptions } from '@/lib/analyzer/analysis';
import type { Build, BuildOptions } from '@/lib/analyzer/build/types';
import { walkBuild } from '@/lib/analyzer/build/walk-build';
import { type Catalog, catalogSchema } from '@/lib/analyzer/catalog/types';
import { analyze } from '@/lib/analyzer/index';
import { type Project, readProjectFile } from '@/lib/analyzer/project';
import { parseDockerfile } from '@/lib/analyzer/syntax/parse';
import catalogRecords from '../content/catalog.generated.json';

let catalog: Catalog | undefined;

/** The recorded facts, checked when they are first needed: help and misuse go without. */
export function readCatalog(): Catalog {
  catalog ??= catalogSchema.parse(catalogRecords);
  return catalog;
}

/** Analyses a project with the recorded catalog. */
export function analyzeProject(project: Project, options: Omit<AnalyzeOptions, 'catalog'>): Analysis {
  return analyze(project, { ...options, catalog: readCatalog() });
}

/** Walks a project's build with the recorded catalog. */
export function walkProject(project: Project, options: Omit<BuildOptions, 'catalog'>): Build {
  const dockerfile = parseDockerfile(readProjectFile(project, project.dockerfile) ?? '');
  return walkBuild(project, dockerfile, { ...options, catalog: readCatalog() });
}

interface Stages {
  readonly target: unknown;
  readonly stages: readonly { readonly name: string | null; readonly index: number }[];
}

/** Why the stage that was asked for is none, as a sentence; `null` where it is one. Takes an analysis or a build. */
export function explainMissingTarget(target: string | undefined, { target: found, stages }: Stages): string | null {
  if (target === undefined || found !== null || stages.length === 0) return null;
  const names = stages.map((stage) => stage.name ?? String(stage.index)).join(', ');
  return `There is no stage "${target}" in this Dockerfile. Name one of ${names}.`;
}
