import * as z from 'zod/mini';
import { type Command, command } from '../commands';
import { roomLimits } from '../limits';

/** A command that the server has not acknowledged. */
export interface OutboxEntry {
  /** Idempotency key. */
  readonly key: string;
  readonly command: Command;
  /** Keys of commands that this one took in: they get its answer. */
  readonly merged: readonly string[];
  /** Whether it was sent once: then it may have been carried out, and stays as it is. */
  readonly tried: boolean;
}

/** Beyond this the page says that nothing more can be kept. */
export const outboxLimit = 200;

const storedOutbox = z.array(
  z.object({
    key: z.string().check(z.maxLength(80)),
    command,
    merged: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(1000)),
    tried: z.boolean(),
  }),
);

/** One command that does what two did, the newer one winning; `null` where they cannot be one. */
export function mergeCommands(older: Command, newer: Command): Command | null {
  if (older.kind === 'save-files' && newer.kind === 'save-files' && older.lesson === newer.lesson) {
    const changed = new Set([...newer.files.map((file) => file.path), ...newer.removed]);
    const files = [...older.files.filter((file) => !changed.has(file.path)), ...newer.files];
    const kept = new Set(newer.files.map((file) => file.path));
    const removed = [...new Set([...older.removed, ...newer.removed])].filter((path) => !kept.has(path));
    const bytes = files.reduce((total, file) => total + file.text.length * 3, 0);
    const fits =
      files.length <= roomLimits.filesPerSave &&
      removed.length <= roomLimits.filesPerSave &&
      bytes < roomLimits.bodyBytes / 2;
    return fits ? { ...newer, files, removed } : null;
  }
  if (older.kind === 'report-progress' && newer.kind === 'report-progress') {
    return older.place.lesson === newer.place.lesson ? newer : null;
  }
  if (older.kind === 'show-work' && newer.kind === 'show-work') return newer;
  return null;
}

/** Adds a command; `null` where the outbox is full. What waits and was never sent takes in newer states of the same thing. */
export function addToOutbox(entries: readonly OutboxEntry[], added: OutboxEntry): readonly OutboxEntry[] | null {
  if (entries.some((entry) => entry.key === added.key || entry.merged.includes(added.key))) return entries;
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry === undefined || entry.tried || entry.merged.length >= 1000) continue;
    const merged = mergeCommands(entry.command, added.command);
    if (merged === null) continue;
    const one: OutboxEntry = {
      key: added.key,
      command: merged,
      merged: [...entry.merged, entry.key, ...added.merged],
      tried: false,
    };
    return [...entries.slice(0, index), one, ...entries.slice(index + 1)];
  }
  return entries.length >= outboxLimit ? null : [...entries, added];
}

export const writeOutbox = (entries: readonly OutboxEntry[]): string => JSON.stringify(entries);

/** What was stored; nothing where that cannot be read. Everything counts as sent: nobody knows. */
export function readOutbox(text: string | null): readonly OutboxEntry[] {
  if (text === null) return [];
  try {
    const parsed = storedOutbox.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.slice(0, outboxLimit).map((entry) => ({ ...entry, tried: true })) : [];
  } catch {
    return [];
  }
}
