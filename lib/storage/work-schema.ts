// The small form of zod: see `lib/share/schema.ts`.
import * as z from 'zod/mini';

/** The form in which work is saved; raise it when a reader of the old form would misread the new one. */
export const workFormat = 1;

export const workLimits = {
  /** UTF-16 units of one saved piece of work: browsers give a site about five million for everything. */
  characters: 2_000_000,
} as const;

// Lenient on purpose: whatever the page let the learner write must be found again. Its length bounds it.
const savedFile = z.object({ path: z.string(), text: z.string(), executable: z.exactOptional(z.boolean()) });
const savedBulk = z.object({
  path: z.string(),
  bytes: z.number().check(z.nonnegative()),
  files: z.number().check(z.nonnegative()),
});

/** One lesson's or the playground's work as it stands in the storage. */
export const storedWork = z.object({
  format: z.literal(workFormat),
  /** Rises by one with every save, across tabs. */
  revision: z.int().check(z.positive()),
  /** Path of the Dockerfile, where it is not the lesson's. */
  dockerfile: z.exactOptional(z.string()),
  files: z.array(savedFile),
  bulk: z.exactOptional(z.array(savedBulk)),
  /** File open in the editor. */
  activePath: z.nullable(z.string()),
  /** Ids of goals that were met at least once. */
  goalsMet: z.array(z.string()),
  hintsRevealed: z.int().check(z.nonnegative()),
  solutionRevealed: z.boolean(),
  updatedAt: z.iso.datetime(),
});
export type StoredWork = z.infer<typeof storedWork>;

/** What a page hands over to be saved; format and revision are the storage's own. */
export type SavedWork = Omit<StoredWork, 'format' | 'revision'>;

/** Reads a stored text; `null` where it is of another form, older, newer or foreign. */
export function parseWork(text: string): StoredWork | null {
  if (text.length > workLimits.characters) return null;
  try {
    return storedWork.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
