import { z } from 'zod';

/** What a learner has done in one version of one lesson. Bounded, since it is read back from a browser's storage. */
export const lessonProgress = z.object({
  version: z.number().int().positive().describe("The lesson's version when this was saved"),
  goalsMet: z.array(z.string().max(100)).max(50).describe('Ids of goals that were met at some time, in the order met'),
  hintsRevealed: z.number().int().min(0).max(50),
  solutionRevealed: z.boolean(),
});
export type LessonProgress = z.infer<typeof lessonProgress>;

/** Saved progress of all lessons, by `track/lesson`. `format` changes when its shape does. */
export const savedProgress = z.object({
  format: z.literal(1),
  lessons: z.record(z.string().max(200), lessonProgress),
});
export type SavedProgress = z.infer<typeof savedProgress>;

export const noProgress: SavedProgress = { format: 1, lessons: {} };

/** Longest saved text that is read: far more than all lessons need. */
const longestText = 1_000_000;

/** What reading saved progress gives: `unreadable` says that there was something, and that it could not be used. */
export interface ProgressReading {
  readonly progress: SavedProgress;
  readonly unreadable: boolean;
}

/** Reads saved text. Nothing saved gives no progress; damaged, oversized or later shapes give no progress and say so. */
export function readProgress(text: string | null): ProgressReading {
  if (text === null) return { progress: noProgress, unreadable: false };
  if (text.length > longestText) return { progress: noProgress, unreadable: true };
  try {
    const result = savedProgress.safeParse(JSON.parse(text));
    return result.success ? { progress: result.data, unreadable: false } : { progress: noProgress, unreadable: true };
  } catch {
    return { progress: noProgress, unreadable: true };
  }
}

/** Progress in that version of the lesson; one of an earlier version counts as none. */
export function progressIn(progress: SavedProgress, lesson: string, version: number): LessonProgress {
  const saved = Object.hasOwn(progress.lessons, lesson) ? progress.lessons[lesson] : undefined;
  if (saved?.version === version) return saved;
  return { version, goalsMet: [], hintsRevealed: 0, solutionRevealed: false };
}

/** Adds goals that are met now. A goal once met stays met: later experiments take nothing away. */
export function withGoalsMet(
  progress: SavedProgress,
  lesson: string,
  version: number,
  goals: readonly string[],
): SavedProgress {
  const current = progressIn(progress, lesson, version);
  const added = goals.filter((goal) => !current.goalsMet.includes(goal));
  if (added.length === 0) return progress;
  return replace(progress, lesson, { ...current, goalsMet: [...current.goalsMet, ...new Set(added)] });
}

/** Reveals the next hint, up to `hints`, the number that the lesson has. */
export function withNextHint(progress: SavedProgress, lesson: string, version: number, hints: number): SavedProgress {
  const current = progressIn(progress, lesson, version);
  if (current.hintsRevealed >= hints) return progress;
  return replace(progress, lesson, { ...current, hintsRevealed: current.hintsRevealed + 1 });
}

/** Notes that the solution has been looked at. */
export function withSolutionRevealed(progress: SavedProgress, lesson: string, version: number): SavedProgress {
  const current = progressIn(progress, lesson, version);
  return current.solutionRevealed ? progress : replace(progress, lesson, { ...current, solutionRevealed: true });
}

function replace(progress: SavedProgress, lesson: string, changed: LessonProgress): SavedProgress {
  return { ...progress, lessons: { ...progress.lessons, [lesson]: changed } };
}
