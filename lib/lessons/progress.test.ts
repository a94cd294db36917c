import { describe, expect, it } from 'vitest';
import { noProgress, withGoalsMet, withNextHint, withSolutionRevealed } from './progress';

describe('progress in a lesson', () => {
  it('adds goals as they are met, each once', () => {
    const progress = withGoalsMet(withGoalsMet(noProgress, ['works']), ['small', 'works', 'small']);
    expect(progress.goalsMet).toEqual(['works', 'small']);
  });

  it('keeps a goal that is no longer met', () => {
    expect(withGoalsMet(withGoalsMet(noProgress, ['works']), []).goalsMet).toEqual(['works']);
  });

  it('is the same object where nothing changes, so that nothing is saved for nothing', () => {
    const progress = withSolutionRevealed(withNextHint(withGoalsMet(noProgress, ['works']), 1));
    expect(withGoalsMet(progress, ['works'])).toBe(progress);
    expect(withNextHint(progress, 1)).toBe(progress);
    expect(withSolutionRevealed(progress)).toBe(progress);
  });

  it('reveals one hint at a time and no more than there are', () => {
    const revealed = [1, 2, 3].reduce((progress) => withNextHint(progress, 2), noProgress);
    expect(revealed.hintsRevealed).toBe(2);
  });

  it('keeps what else is saved with it', () => {
    expect(withNextHint({ ...noProgress, files: ['a'] }, 3)).toEqual({ ...noProgress, hintsRevealed: 1, files: ['a'] });
  });
});
