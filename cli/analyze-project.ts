import type { Analysis, AnalyzeOptions } from '@/lib/analyzer/analysis';
import { type Catalog, catalogSchema } from '@/lib/analyzer/catalog/types';
import { analyze } from '@/lib/analyzer/index';
import type { Project } from '@/lib/analyzer/project';
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

/** Why the stage that was asked for is none, as a sentence; `null` where it is one. */
export function explainMissingTarget(target: string | undefined, analysis: Analysis): string | null {
  if (target === undefined || analysis.target !== null || analysis.stages.length === 0) return null;
  const names = analysis.stages.map((stage) => stage.name ?? String(stage.index)).join(', ');
  return `There is no stage "${target}" in this Dockerfile; its stages are ${names}.`;
}
