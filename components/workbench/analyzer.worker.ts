import { expose } from 'comlink';
import type { AnalyzeOptions } from '@/lib/analyzer/analysis';
import { analyzeBare } from '@/lib/analyzer/analyze-bare';
import { recordedMachine } from '@/lib/analyzer/build/durations';
import type { Project } from '@/lib/analyzer/project';
import type { AnalyzerRequest, WorkerService } from './analyzer-service';
import { describeNeeds, loadCatalog, loadParts } from './catalog-loader';

async function readOptions({ today, machine }: AnalyzerRequest): Promise<AnalyzeOptions> {
  return { catalog: await loadCatalog(), today, ...(machine && { machine }) };
}

/** Analyses with every part of the catalog that the project needs: its bases are known after a first look. */
async function analyzeWhole(project: Project, request: AnalyzerRequest) {
  const first = analyzeBare(project, await readOptions(request));
  const bases = first.stages.map((stage) => stage.profile);
  return (await loadParts(describeNeeds(project, bases))) ? analyzeBare(project, await readOptions(request)) : first;
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
