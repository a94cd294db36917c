import { expose } from 'comlink';
import { analyze } from '@/lib/analyzer';
import type { Catalog } from '@/lib/analyzer/catalog/types';
import type { AnalyzerService } from './analyzer-service';

let loading: Promise<Catalog> | null = null;

/** The catalog is checked when it is built; here it is only loaded, once, apart from the analyzer's code. */
function loadCatalog(): Promise<Catalog> {
  loading ??= import('@/content/catalog.generated.json').then((module) => module.default as unknown as Catalog);
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
