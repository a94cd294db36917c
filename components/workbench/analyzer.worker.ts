import { expose } from 'comlink';
import { analyze } from '@/lib/analyzer';
import { type Catalog, catalogSchema } from '@/lib/analyzer/catalog/types';
import type { AnalyzerService } from './analyzer-service';

let loading: Promise<Catalog> | null = null;

/** The catalog, loaded once, apart from the analyzer's code. Reading it by its schema fills in what the records leave out. */
function loadCatalog(): Promise<Catalog> {
  loading ??= import('@/content/catalog.generated.json').then((module) => catalogSchema.parse(module.default));
  return loading;
}

const service: AnalyzerService = {
  async ready() {
    await loadCatalog();
  },
  async analyze(project, today) {
    return analyze(project, { catalog: await loadCatalog(), today });
  },
  async baseImages() {
    return (await loadCatalog()).baseImages;
  },
};

expose(service);
