import { expose } from 'comlink';
import { type AnalyzeOptions, analyze, plan, recordedMachine, whatIf } from '@/lib/analyzer';
import { completeCatalog } from '@/lib/analyzer/catalog/complete';
import type { Catalog } from '@/lib/analyzer/catalog/types';
import type { AnalyzerRequest, AnalyzerService } from './analyzer-service';

let loading: Promise<Catalog> | null = null;

/** The catalog, loaded once, apart from the analyzer's code. */
function loadCatalog(): Promise<Catalog> {
  loading ??= import('@/content/catalog.generated.json').then((module) => completeCatalog(module.default));
  return loading;
}

async function readOptions({ today, machine }: AnalyzerRequest): Promise<AnalyzeOptions> {
  return { catalog: await loadCatalog(), today, ...(machine && { machine }) };
}

const service: AnalyzerService = {
  async ready() {
    await loadCatalog();
  },
  async analyze(project, request) {
    return analyze(project, await readOptions(request));
  },
  async whatIf(project, request, change) {
    return whatIf({ project, options: await readOptions(request) }, change);
  },
  async plan(project, request) {
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
