import type { Recording } from '@/lib/recordings/schema';

/** What a reader narrows the gallery to; an empty string does not narrow. */
export interface RecordingFilter {
  readonly text: string;
  readonly origin: string;
  readonly works: string;
  /** Id of the rule that it shows. */
  readonly rule: string;
}

/** What of a recording is searched: sent to the browser instead of the whole record. */
export interface RecordingEntry {
  readonly id: string;
  readonly words: string;
  readonly origin: Recording['origin'];
  readonly works: boolean;
  /** Ids of the rules that it is evidence for. */
  readonly rules: readonly string[];
  /** What the list is sorted by; 0 where nothing is told. */
  readonly bytes: number;
  readonly seconds: number;
  readonly date: string;
}

/** The entry of a recording. */
export function describeEntry(recording: Recording, rules: readonly string[] = []): RecordingEntry {
  const { id, title, summary, base, source, origin, works, size, seconds = 0 } = recording;
  const words = [id, title, summary, base, source.author ?? '', source.title].join(' ').toLowerCase();
  return { id, words, origin, works, rules, bytes: size?.bytes ?? 0, seconds, date: source.date };
}

/** Whether an entry passes: every word of the text occurs in it, and origin and state are the wanted ones, and it shows the rule. Unknown values pass none. */
export function passes(entry: RecordingEntry, { text, origin, works, rule }: RecordingFilter): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => entry.words.includes(word))) return false;
  if (rule !== '' && !entry.rules.includes(rule)) return false;
  if (origin !== '' && entry.origin !== origin) return false;
  return works === '' || entry.works === (works === 'yes');
}

/** Orders of the gallery by the value in the address; without one, what the lessons show comes first. */
export const orders: readonly { readonly value: string; readonly name: string }[] = [
  { value: '', name: 'as lessons show them' },
  { value: 'saved', name: 'most bytes saved' },
  { value: 'size', name: 'largest image' },
  { value: 'time', name: 'longest build' },
  { value: 'new', name: 'newest' },
];

/** Sorts groups by what their builds tell; an unknown order leaves them. */
export function sortGroups<Group extends { readonly entries: readonly RecordingEntry[] }>(
  groups: readonly Group[],
  order: string,
): readonly Group[] {
  const largest = ({ entries }: Group) => Math.max(0, ...entries.map((entry) => entry.bytes));
  const least = ({ entries }: Group) =>
    Math.min(...entries.map((entry) => (entry.bytes > 0 ? entry.bytes : Number.POSITIVE_INFINITY)));
  const by: Readonly<Record<string, (group: Group) => number>> = {
    saved: (group) => (largest(group) > 0 ? largest(group) - least(group) : 0),
    size: largest,
    time: ({ entries }) => Math.max(0, ...entries.map((entry) => entry.seconds)),
    new: ({ entries }) => Math.max(0, ...entries.map((entry) => Date.parse(entry.date) || 0)),
  };
  const weight = Object.hasOwn(by, order) ? by[order] : undefined;
  return weight === undefined ? groups : groups.toSorted((one, other) => weight(other) - weight(one));
}
