import { expose } from 'comlink';
import type { AnalyzeOptions, BareAnalysis } from '@/lib/analyzer/analysis';
import { analyzeBare } from '@/lib/analyzer/analyze-bare';
import { recordedMachine } from '@/lib/analyzer/build/durations';
import type { Project } from '@/lib/analyzer/project';
import type { AnalyzerRequest, WorkerService } from './analyzer-service';
import { describeNeeds, loadCatalog, loadParts } from './catalog-loader';
import { describeMissing, loadedKnowledge, loadKnowledge } from './knowledge-loader';

async function readOptions({ today, machine }: AnalyzerRequest): Promise<AnalyzeOptions> {
  return { catalog: await loadCatalog(), today, ...(machine && { machine }) };
}

/** Analyses with all parts of the catalog and of what is known that the project needs, which are known after a first look. */
async function analyzeWhole(project: Project, request: AnalyzerRequest): Promise<BareAnalysis> {
  const look = async () => analyzeBare(project, await readOptions(request), loadedKnowledge());
  let answer = await look();
  // What a part knows may ask for more: a script calls a tool, a tool copies from another base.
  for (let round = 0; round < mostRounds; round += 1) {
    const bases = answer.analysis.stages.map((stage) => stage.profile);
    const grown = await Promise.all([loadParts(describeNeeds(project, bases)), loadKnowledge(answer.parts)]);
    if (!grown.includes(true)) break;
    answer = await look();
  }
  const missing = describeMissing(answer.parts);
  const { analysis } = answer;
  return missing.length === 0 ? analysis : { ...analysis, unknown: [...analysis.unknown, ...missing] };
}

/** Each but the last loads something: more than there are parts of what is known. */
const mostRounds = 10;

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
