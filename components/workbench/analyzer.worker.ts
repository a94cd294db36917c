import { expose } from 'comlink';
import type { AnalyzeOptions, BareAnalysis } from '@/lib/analyzer/analysis';
import { analyzeBare } from '@/lib/analyzer/analyze-bare';
import { recordedMachine } from '@/lib/analyzer/build/durations';
import type { Project } from '@/lib/analyzer/project';
import type { AnalyzerRequest, WorkerService } from './analyzer-service';
import { describeNeeds, loadCatalog, loadParts } from './catalog-loader';
import { listMissing, loadedRules, loadRules } from './rule-loader';

async function readOptions({ today, machine }: AnalyzerRequest): Promise<AnalyzeOptions> {
  return { catalog: await loadCatalog(), today, ...(machine && { machine }) };
}

/** Analyses with every part of the catalog and of the rules that the project needs: both are known after a first look. */
async function analyzeWhole(project: Project, request: AnalyzerRequest): Promise<BareAnalysis> {
  const first = analyzeBare(project, await readOptions(request), loadedRules());
  const bases = first.analysis.stages.map((stage) => stage.profile);
  const grown = await Promise.all([loadParts(describeNeeds(project, bases)), loadRules(first.parts)]);
  const { analysis, parts } = grown.includes(true)
    ? analyzeBare(project, await readOptions(request), loadedRules())
    : first;
  const missing = listMissing(parts).map(
    (part) => `what the rules of the part \`${part}\` find, which could not be loaded`,
  );
  return missing.length === 0 ? analysis : { ...analysis, unknown: [...analysis.unknown, ...missing] };
}

const service: WorkerService = {
  async ready() {
    await loadCatalog();
  },
  async analyze(project, request) {
    return analyzeWhole(project, request);
  },
  async whatIf(project, request, change) {
    await analyzeWhole(project, request);
    const { whatIf } = await import('@/lib/analyzer/rebuild/what-if');
    return whatIf({ project, options: await readOptions(request) }, change);
  },
  async plan(project, request) {
    await analyzeWhole(project, request);
    const { makePlan } = await import('@/lib/analyzer/plan/make-plan');
    return makePlan(project, await readOptions(request));
  },
  async recordedMachine() {
    return recordedMachine(await loadCatalog());
  },
  async baseImages() {
    return (await loadCatalog()).baseImages;
  },
};

expose(service);
