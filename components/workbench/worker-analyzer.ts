import { releaseProxy, wrap } from 'comlink';
import type { ConnectAnalyzer, WorkerService } from './analyzer-service';

/** Loaded beside the worker, which needs no texts of rules; a second call that finds it loaded costs nothing. */
const loadTexts = () => import('@/lib/analyzer/fill-in-texts');

/** Starts the analyzer in a worker of its own, and completes what it answers with the texts of rules. */
export const connectWorkerAnalyzer: ConnectAnalyzer = (onBroken) => {
  const worker = new Worker(new URL('./analyzer.worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<WorkerService>(worker);
  worker.addEventListener('error', (event) => onBroken(event.message || 'its script could not be loaded'));
  worker.addEventListener('messageerror', () => onBroken('its answer could not be read'));
  return {
    service: {
      async ready() {
        await Promise.all([remote.ready(), loadTexts()]);
      },
      async analyze(project, request) {
        const analysis = await remote.analyze(project, request);
        return (await loadTexts()).fillInAnalysis(analysis);
      },
      whatIf: (project, request, change) => remote.whatIf(project, request, change),
      async plan(project, request) {
        const plan = await remote.plan(project, request);
        return (await loadTexts()).fillInPlan(plan);
      },
      recordedMachine: () => remote.recordedMachine(),
      baseImages: () => remote.baseImages(),
    },
    stop() {
      remote[releaseProxy]();
      worker.terminate();
    },
  };
};
