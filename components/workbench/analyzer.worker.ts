import { expose } from 'comlink';
import { type AnalyzeOptions, analyze, plan, recordedMachine, whatIf } from '@/lib/analyzer';
import type { Project } from '@/lib/analyzer/project';
import type { AnalyzerRequest, AnalyzerService } from './analyzer-service';
import { describeNeeds, loadCatalog, loadParts } from './catalog-loader';

async function readOptions({ today, machine }: AnalyzerRequest): Promise<AnalyzeOptions> {
  return { catalog: await loadCatalog(), today, ...(machine && { machine }) };
}

/** Analyses with every part of the catalog that the project needs: its bases are known after a first look. */
async function analyzeWhole(project: Project, request: AnalyzerRequest) {
  const first = analyze(project, await readOptions(request));
  const bases = first.stages.map((stage) => stage.profile);
  return (await loadParts(describeNeeds(project, bases))) ? analyze(project, await readOptions(request)) : first;
}

const service: AnalyzerService = {
  async ready() {
    await loadCatalog();
  },
  async analyze(project, request) {
    return analyzeWhole(project, request);
  },
  async whatIf(project, request, change) {
    await analyzeWhole(project, request);
    return whatIf({ project, options: await readOptions(request) }, change);
  },
  async plan(project, request) {
    await analyzeWhole(project, request);
    return plan({ project, options: await readOptions(request) });
  },
  async recordedMachine() {
    return recordedMachine(await loadCatalog());
  },
  async baseImages() {
    return (await loadCatalog()).baseImages;
  },
};

expose(service);
