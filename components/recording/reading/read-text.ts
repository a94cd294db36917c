import type { PastedReading } from '@/lib/recordings/readers/read-pasted';

/** What a text turned out to be. */
export type Reading =
  | { readonly kind: 'read'; readonly reading: PastedReading }
  /** Nothing was recognised; the sentence says what could be done. */
  | { readonly kind: 'nothing'; readonly message: string; readonly reading: PastedReading | null };

const hint =
  'Nothing in this text is recognised. Paste the output of docker build, docker compose build, docker buildx bake or podman build, of docker history, docker image inspect, docker images or docker buildx du, or a recording exported from here.';

/** Reads text in this browser. The readers come with the first text. Never throws, save where the script cannot be loaded. */
export async function readText(text: string): Promise<Reading> {
  const [{ readPasted }, { readRecordingFile }] = await Promise.all([
    import('@/lib/recordings/readers/read-pasted'),
    import('@/lib/recordings/own'),
  ]);
  if (text.trim() === '') return { kind: 'nothing', message: 'There is no text to read.', reading: null };
  const exported = readRecordingFile(text);
  if (exported !== null) {
    return {
      kind: 'read',
      reading: { recordings: [exported], parts: [], notUnderstood: [], notUnderstoodCount: 0, cut: false },
    };
  }
  const reading = readPasted(text);
  return reading.recordings.length === 0 ? { kind: 'nothing', message: hint, reading } : { kind: 'read', reading };
}
