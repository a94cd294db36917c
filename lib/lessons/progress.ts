import { z } from 'zod';

/** What a learner has done in one version of a lesson; it is saved together with the files under edit. */
export const lessonProgress = z.object({
  goalsMet: z.array(z.string()).describe('Ids of goals that were met at some time, in the order met'),
  hintsRevealed: z.number().int().nonnegative(),
  solutionRevealed: z.boolean(),
});
export type LessonProgress = z.infer<typeof lessonProgress>;

/** Where a learner begins. */
export const noProgress: LessonProgress = { goalsMet: [], hintsRevealed: 0, solutionRevealed: false };

/** Adds goals that are met now. A goal once met stays met: later experiments take nothing away. */
export function withGoalsMet<Saved extends LessonProgress>(progress: Saved, goals: readonly string[]): Saved {
  const added = [...new Set(goals)].filter((goal) => !progress.goalsMet.includes(goal));
  return added.length === 0 ? progress : { ...progress, goalsMet: [...progress.goalsMet, ...added] };
}

/** Reveals the next of the lesson's `hints` hints; when all are revealed nothing changes. */
export function withNextHint<Saved extends LessonProgress>(progress: Saved, hints: number): Saved {
  return progress.hintsRevealed >= hints ? progress : { ...progress, hintsRevealed: progress.hintsRevealed + 1 };
}

/** Notes that the solution has been looked at. */
export function withSolutionRevealed<Saved extends LessonProgress>(progress: Saved): Saved {
  return progress.solutionRevealed ? progress : { ...progress, solutionRevealed: true };
}
