import { describe, expect, it } from 'vitest';
import { progressOf, startWalk, stepAt, walk } from './walk';

describe('stepAt', () => {
  it.each([
    [-1, 0, 'before the beginning'],
    [0, 0, 'at the beginning'],
    [0.16, 0, 'in the first half share'],
    [0.17, 1, 'past it'],
    [0.5, 2, 'in the middle, which belongs to the later one'],
    [1, 3, 'at the end'],
    [7, 3, 'past the end'],
    [Number.NaN, 0, 'where nothing can be scrolled'],
  ])('gives for %d of four states %d: %s', (progress, step) => {
    expect(stepAt(progress, 4)).toBe(step);
  });

  it('finds every state again at its own progress', () => {
    for (const step of [0, 1, 2, 3, 4]) expect(stepAt(progressOf(step, 5), 5)).toBe(step);
  });

  it('stays at the only state', () => {
    expect(progressOf(0, 1)).toBe(0);
    expect(stepAt(1, 1)).toBe(0);
  });
});

describe('walk', () => {
  it('follows the scrolling without announcing it', () => {
    expect(walk(startWalk(4), { kind: 'scrolled', progress: 1 })).toEqual({ step: 3, count: 4, announced: null });
  });

  it('stays the same object while scrolling changes nothing', () => {
    const state = startWalk(4);
    expect(walk(state, { kind: 'scrolled', progress: 0.01 })).toBe(state);
  });

  it('goes at once where nothing scrolls, and announces it', () => {
    const state = walk(startWalk(4), { kind: 'pressed', step: 1, scrolls: false });
    expect(state).toEqual({ step: 1, count: 4, announced: 1 });
  });

  it('lets the scrolling go there where the picture is pinned', () => {
    const state = walk(startWalk(4), { kind: 'pressed', step: 1, scrolls: true });
    expect(state).toEqual({ step: 0, count: 4, announced: 1 });
    expect(walk(state, { kind: 'scrolled', progress: 1 / 3 })).toEqual({ step: 1, count: 4, announced: 1 });
  });

  it('does not go past either end', () => {
    expect(walk(startWalk(4), { kind: 'pressed', step: 9, scrolls: false }).step).toBe(3);
    expect(walk(startWalk(4), { kind: 'pressed', step: -1, scrolls: false }).step).toBe(0);
  });
});
