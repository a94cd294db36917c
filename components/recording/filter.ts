import type { Recording } from '@/lib/recordings/schema';

/** What a reader narrows the gallery to; an empty string does not narrow. */
export interface RecordingFilter {
  readonly text: string;
  readonly origin: string;
  readonly works: string;
}

/** What of a recording is searched: sent to the browser instead of the whole record. */
export interface RecordingEntry {
  readonly id: string;
  readonly words: string;
  readonly origin: Recording['origin'];
  readonly works: boolean;
}

/** The entry of a recording. */
export function describeEntry(recording: Recording): RecordingEntry {
  const { id, title, summary, base, source, origin, works } = recording;
  const words = [id, title, summary, base, source.author ?? '', source.title].join(' ').toLowerCase();
  return { id, words, origin, works };
}

/** Whether an entry passes: every word of the text occurs in it, and origin and state are the wanted ones. Unknown values pass none. */
export function passes(entry: RecordingEntry, { text, origin, works }: RecordingFilter): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => entry.words.includes(word))) return false;
  if (origin !== '' && entry.origin !== origin) return false;
  return works === '' || entry.works === (works === 'yes');
}
