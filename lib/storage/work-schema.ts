import * as z from 'zod';

/** The form in which work is saved; raise it when a reader of the old form would misread the new one. */
export const workFormat = 1;

export const workLimits = {
  /** UTF-16 units of one saved piece of work: browsers give a site about five million for everything. */
  characters: 2_000_000,
} as const;

// Lenient on purpose: whatever the page let the learner write must be found again. Its length bounds it.
const savedFile = z.object({ path: z.string(), text: z.string(), executable: z.boolean().exactOptional() });
const savedBulk = z.object({ path: z.string(), bytes: z.number().nonnegative(), files: z.number().nonnegative() });

/** One lesson's or the playground's work as it stands in the storage. */
export const storedWork = z.object({
  format: z.literal(workFormat),
  revision: z.number().int().positive().describe('Rises by one with every save, across tabs'),
  dockerfile: z.string().exactOptional().describe("Path of the Dockerfile, where it is not the lesson's"),
  files: z.array(savedFile),
  bulk: z.array(savedBulk).exactOptional(),
  activePath: z.string().nullable().describe('File open in the editor'),
  goalsMet: z.array(z.string()).describe('Ids of goals that were met at least once'),
  hintsRevealed: z.number().int().nonnegative(),
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
