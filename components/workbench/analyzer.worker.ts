import { expose } from 'comlink';
import type { AnalyzeOptions, BareAnalysis } from '@/lib/analyzer/analysis';
import { analyzeBare } from '@/lib/analyzer/analyze-bare';
import { recordedMachine } from '@/lib/analyzer/build/durations';
import { joinTools } from '@/lib/analyzer/build/join-tools';
import { walkBuildWith } from '@/lib/analyzer/build/walk';
import type { Part } from '@/lib/analyzer/parts/types';
import type { Project } from '@/lib/analyzer/project';
import type { WalkBuild } from '@/lib/analyzer/rebuild/change';
import type { AnalyzerRequest, WorkerService } from './analyzer-service';
import { describeNeeds, loadCatalog, loadParts } from './catalog-loader';
import { describeMissing, loadedKnowledge, loadKnowledge } from './knowledge-loader';

async function readOptions({ today, machine }: AnalyzerRequest): Promise<AnalyzeOptions> {
  return { catalog: await loadCatalog(), today, ...(machine && { machine }) };
}

/** Loads what every analysis needs beside the worker: the core of the catalog, and what says which steps run again. */
async function loadFirst(): Promise<void> {
  await Promise.all([loadCatalog(), loadKnowledge(['rebuilds'])]);
}

/** Analyses with all parts of the catalog and of what is known that the project needs, which are known after a first look. */
async function analyzeWhole(project: Project, request: AnalyzerRequest): Promise<BareAnalysis> {
  await loadFirst();
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

/** Asks until all parts of what is known are there that the answer asks for; rejects where one cannot be loaded. */
async function askWhole<Answer extends { readonly parts: readonly Part[] }>(ask: () => Answer): Promise<Answer> {
  for (;;) {
    const answer = ask();
    const missing = describeMissing(answer.parts);
    if (missing.length === 0) return answer;
    if (!(await loadKnowledge(answer.parts))) throw new Error(`This needs ${missing.join(', and ')}.`);
  }
}

/** Each but the last loads something: more than there are parts of what is known. */
const mostRounds = 16;

const service: WorkerService = {
  async ready() {
    await loadFirst();
  },
  async analyze(project, request) {
    return analyzeWhole(project, request);
  },
  async whatIf(project, request, change) {
    await analyzeWhole(project, request);
    const { whatIf } = await import('@/lib/analyzer/rebuild/what-if');
    const options = await readOptions(request);
    const { summary } = await askWhole(() => {
      const asked = new Set<Part>();
      const tools = joinTools(loadedKnowledge().tools, (part) => asked.add(part));
      const walk: WalkBuild = (...build) => walkBuildWith(tools, ...build);
      return { summary: whatIf({ project, options }, change, walk), parts: [...asked] };
    });
    return summary;
  },
  async plan(project, request) {
    await analyzeWhole(project, request);
    const { makePlan } = await import('@/lib/analyzer/plan/make-plan');
    const options = await readOptions(request);
    const { plan } = await askWhole(() => makePlan(project, options, loadedKnowledge()));
    return plan;
  },
  async recordedMachine() {
    return recordedMachine(await loadCatalog());
  },
  async baseImages() {
    return (await loadCatalog()).baseImages;
  },
};

expose(service);
