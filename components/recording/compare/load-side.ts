import { startProject } from '@/components/playground/start-project';
import { connectWorkerAnalyzer } from '@/components/workbench/worker-analyzer';
import type { Project } from '@/lib/analyzer/project';
import { recordPrediction } from '@/lib/recordings/prediction';
import { type Recording, recording as recordingSchema } from '@/lib/recordings/schema';
import { listOwnRecordings } from '@/lib/storage/own-recordings';
import { loadWork } from '@/lib/storage/saved-work';
import { browserStorage } from '../reading/browser-storage';

/** The address's name for the files in the playground, whose build is predicted. */
export const playgroundSide = 'playground';

export type LoadedSide =
  | { readonly kind: 'loaded'; readonly recording: Recording; readonly predicted: boolean }
  /** The sentence says why. */
  | { readonly kind: 'missing'; readonly message: string };

/** Finds what an address names: a published recording, one of the reader's own, or the prediction for their playground. */
export async function loadSide(id: string, today: string): Promise<LoadedSide> {
  if (id === playgroundSide) return predictPlayground(today);
  if (id.startsWith('own-')) {
    const own = listOwnRecordings(browserStorage()).find((one) => one.id === id);
    return own
      ? { kind: 'loaded', recording: own.recording, predicted: false }
      : { kind: 'missing', message: 'That recording is not in this browser. It was deleted, or made in another one.' };
  }
  if (!/^[a-z0-9][a-z0-9-]{0,80}$/.test(id)) return { kind: 'missing', message: 'The address names no recording.' };
  const response = await fetch(`/recordings/${id}/recording.json`);
  if (!response.ok) return { kind: 'missing', message: `There is no recording called “${id}”. Choose another.` };
  const parsed = recordingSchema.safeParse(await response.json());
  return parsed.success
    ? { kind: 'loaded', recording: parsed.data, predicted: false }
    : { kind: 'missing', message: 'The recording could not be read. Reload the page to try again.' };
}

async function predictPlayground(today: string): Promise<LoadedSide> {
  const { service, stop } = connectWorkerAnalyzer(() => {
    // The call below is refused then, and the page says so.
  });
  try {
    const analysis = await service.analyze(readPlayground(), { today, machine: null });
    const recording = recordPrediction(analysis, { id: playgroundSide, title: 'Your files in the playground' });
    return { kind: 'loaded', recording, predicted: true };
  } finally {
    stop();
  }
}

/** The playground's files as they are saved; its example where nothing is. */
function readPlayground(): Project {
  const { work } = loadWork(browserStorage(), { kind: 'playground' });
  if (work === null) return startProject;
  return { dockerfile: work.dockerfile ?? startProject.dockerfile, files: work.files, bulk: work.bulk ?? [] };
}
