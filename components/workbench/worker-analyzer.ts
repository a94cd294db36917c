import { releaseProxy, wrap } from 'comlink';
import type { AnalyzerService, ConnectAnalyzer } from './analyzer-service';

/** Starts the analyzer in a worker of its own. */
export const connectWorkerAnalyzer: ConnectAnalyzer = (onBroken) => {
  const worker = new Worker(new URL('./analyzer.worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<AnalyzerService>(worker);
  worker.addEventListener('error', (event) => onBroken(event.message || 'its script could not be loaded'));
  worker.addEventListener('messageerror', () => onBroken('its answer could not be read'));
  return {
    service: {
      ready: () => remote.ready(),
      analyze: (project, request) => remote.analyze(project, request),
      whatIf: (project, request, change) => remote.whatIf(project, request, change),
      plan: (project, request) => remote.plan(project, request),
      recordedMachine: () => remote.recordedMachine(),
      baseImages: () => remote.baseImages(),
    },
    stop() {
      remote[releaseProxy]();
      worker.terminate();
    },
  };
};
