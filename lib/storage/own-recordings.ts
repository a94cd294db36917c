import { compactRecording } from '../recordings/compact';
import { adopt, cleanTitle, fitRecording } from '../recordings/own';
import { type Recording, recording as recordingSchema } from '../recordings/schema';
import { listKeys, nameTrouble, type StorageTrouble, storageMessages, type WorkStorage } from './work-storage';

const prefix = 'layerwise.recording.';

/** Recordings that one browser keeps: with `ownRecordingLimits` they leave room for the learner's work. */
export const mostOwnRecordings = 20;

/** Longest text that is read back; twice what is ever written. */
const longestText = 250_000;

/** A recording that the reader made from text of their own. It never left this browser. */
export interface OwnRecording {
  /** `own-…`: also the recording's id. */
  readonly id: string;
  readonly recording: Recording;
  /** ISO date and time. */
  readonly savedAt: string;
  /** The page that it belongs to, by the key of its work; `null` for none. */
  readonly attachedTo: string | null;
}

export type SaveOwnResult =
  | { readonly status: 'saved'; readonly own: OwnRecording; readonly shortened: boolean }
  | { readonly status: 'too-many' | 'too-large' | StorageTrouble; readonly message: string };

const messages = {
  'too-many': `This browser keeps ${mostOwnRecordings} recordings of yours. Delete one that you no longer need, then keep this one; what is on the page is safe meanwhile.`,
  'too-large':
    'This recording is too long to keep in the browser, even without its details. It stays on this page; export it as a file to keep it.',
} as const;

/** All recordings of the reader's, newest first. What cannot be read is left out and left alone. Never throws. */
export function listOwnRecordings(storage: WorkStorage): readonly OwnRecording[] {
  try {
    return listKeys(storage)
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => parseOwn(key.slice(prefix.length), storage.getItem(key)) ?? [])
      .sort((one, other) => other.savedAt.localeCompare(one.savedAt) || one.id.localeCompare(other.id));
  } catch {
    return [];
  }
}

function parseOwn(id: string, text: string | null): OwnRecording | null {
  if (text === null || text.length > longestText || !/^own-[a-z0-9]{1,40}$/.test(id)) return null;
  try {
    const entry: unknown = JSON.parse(text);
    if (typeof entry !== 'object' || entry === null || !('recording' in entry)) return null;
    const parsed = recordingSchema.safeParse(entry.recording);
    if (!parsed.success) return null;
    const savedAt = 'savedAt' in entry && typeof entry.savedAt === 'string' ? entry.savedAt : '';
    const attachedTo = 'attachedTo' in entry && typeof entry.attachedTo === 'string' ? entry.attachedTo : null;
    return { id, recording: { ...adopt(parsed.data), id }, savedAt, attachedTo };
  } catch {
    return null;
  }
}

/**
 * Keeps a recording under a new id, `own-` and `token` (letters and digits). Details are left out where it is too long.
 * Never throws; why it cannot be kept is a result.
 */
export function saveOwnRecording(
  storage: WorkStorage,
  recording: Recording,
  {
    token,
    savedAt,
    attachedTo,
  }: { readonly token: string; readonly savedAt: string; readonly attachedTo: string | null },
): SaveOwnResult {
  const fitted = fitRecording(recording);
  if (fitted === null) return { status: 'too-large', message: messages['too-large'] };
  if (listOwnRecordings(storage).length >= mostOwnRecordings) {
    return { status: 'too-many', message: messages['too-many'] };
  }
  const id = `own-${
    token
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .slice(0, 40) || '0'
  }`;
  const own = { id, recording: { ...adopt(fitted.recording), id }, savedAt, attachedTo };
  const trouble = writeOwn(storage, own);
  return trouble === null
    ? { status: 'saved', own, shortened: fitted.shortened }
    : { status: trouble, message: storageMessages[trouble] };
}

/** Writes a recording of the reader's as it is: renamed, attached, or brought back after it was deleted. `null` when done. */
export function writeOwn(
  storage: WorkStorage,
  { id, recording, savedAt, attachedTo }: OwnRecording,
): StorageTrouble | null {
  try {
    storage.setItem(
      `${prefix}${id}`,
      JSON.stringify({ format: 1, savedAt, attachedTo, recording: compactRecording({ ...recording, id }) }),
    );
    return null;
  } catch (error) {
    return nameTrouble(error);
  }
}

/** Gives it another title; without effect where nothing of the title is left. */
export function renameOwn(storage: WorkStorage, own: OwnRecording, title: string): StorageTrouble | null {
  const cleaned = cleanTitle(title);
  return cleaned === null ? null : writeOwn(storage, { ...own, recording: { ...own.recording, title: cleaned } });
}

/** Deletes it; `writeOwn` brings it back. */
export function removeOwn(storage: WorkStorage, id: string): StorageTrouble | null {
  try {
    storage.removeItem(`${prefix}${id}`);
    return null;
  } catch (error) {
    return nameTrouble(error);
  }
}

/** Whether a `storage` event, which the other tabs get, is about the reader's recordings. */
export function isOwnRecordingKey(key: string | null): boolean {
  return key === null || key.startsWith(prefix);
}
