import { compactRecording } from './compact';
import { type RecordedStep, type Recording, recording as recordingSchema } from './schema';

/** Bounds of a recording that a person keeps in the browser; characters of its JSON. */
export const ownRecordingLimits = { characters: 120_000, title: 120 } as const;

/** What is left out of a recording that is too long, least needed first. */
const reductions: readonly ((recording: Recording) => Recording)[] = [
  (one) => mapSteps(one, ({ parts: _, ...step }) => step),
  ({ buildCache: _, ...one }) => one,
  ({ contents: _, ...one }) => one,
  (one) => (one.images === undefined ? one : { ...one, images: one.images.slice(0, 10) }),
  (one) => (one.warnings === undefined ? one : { ...one, warnings: one.warnings.slice(0, 20) }),
  (one) => mapSteps(one, (step) => ({ ...step, name: cut(step.name, 400) })),
  (one) =>
    one.layers === undefined
      ? one
      : { ...one, layers: one.layers.map((layer) => ({ ...layer, createdBy: cut(layer.createdBy, 300) })) },
];

function mapSteps(one: Recording, change: (step: RecordedStep) => RecordedStep): Recording {
  return { ...one, steps: one.steps.map(change) };
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/**
 * The recording, brought below `ownRecordingLimits.characters` by leaving out what is least needed; `shortened` tells
 * whether something was. `null` where even the rest is too long.
 */
export function fitRecording(
  recording: Recording,
): { readonly recording: Recording; readonly shortened: boolean } | null {
  let fitted = recording;
  for (let place = 0; place <= reductions.length; place++) {
    if (lengthOf(fitted) <= ownRecordingLimits.characters) return { recording: fitted, shortened: place > 0 };
    fitted = reductions[place]?.(fitted) ?? fitted;
  }
  return null;
}

function lengthOf(recording: Recording): number {
  return JSON.stringify(compactRecording(recording)).length;
}

const product = 'layerwise';
const kind = 'recording';

/** The recording as a JSON file to download, which `readRecordingFile` takes again. */
export function writeRecordingFile(recording: Recording): string {
  return `${JSON.stringify({ product, kind, format: 1, recording: compactRecording(recording) }, null, 2)}\n`;
}

/** Reads such a file; `null` for any other text. What it says of its origin does not count: it is the reader's own now. */
export function readRecordingFile(text: string): Recording | null {
  if (text.length > ownRecordingLimits.characters * 4 || !/^\s*\{/.test(text) || !text.includes(`"${product}"`)) {
    return null;
  }
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file !== 'object' || file === null || !('recording' in file) || !('kind' in file)) return null;
    if (file.kind !== kind) return null;
    const parsed = recordingSchema.safeParse(file.recording);
    return parsed.success ? adopt(parsed.data) : null;
  } catch {
    return null;
  }
}

/** A recording that came from elsewhere as one of the reader's own: it can claim no published source. */
export function adopt(recording: Recording): Recording {
  return recording.origin === 'pasted' ? recording : { ...recording, origin: 'pasted' };
}

/** A title as people may type it: one line, not empty, of bounded length; `null` where nothing is left. */
export function cleanTitle(title: string): string | null {
  const cleaned = title.replace(/\s+/g, ' ').trim().slice(0, ownRecordingLimits.title);
  return cleaned === '' ? null : cleaned;
}
