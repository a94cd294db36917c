/** Where the reader is between the first state and the last. */
export interface Walk {
  readonly step: number;
  readonly count: number;
  /** What a screen reader is told: only after a press, never while the page scrolls. */
  readonly announced: number | null;
}

export type WalkAction =
  /** How far the pinned picture has been scrolled through, 0 to 1. */
  | { readonly kind: 'scrolled'; readonly progress: number }
  /** A button was pressed; the page may still have to scroll there. */
  | { readonly kind: 'pressed'; readonly step: number; readonly scrolls: boolean };

/** The state that belongs to a progress from 0 to 1: each has an equal share, the ends half of one. */
export function stepAt(progress: number, count: number): number {
  if (!Number.isFinite(progress)) return 0;
  return Math.min(count - 1, Math.max(0, Math.round(progress * (count - 1))));
}

/** The progress at whose middle a state shows; the inverse of `stepAt`. */
export function progressOf(step: number, count: number): number {
  return count > 1 ? step / (count - 1) : 0;
}

export function startWalk(count: number): Walk {
  return { step: 0, count, announced: null };
}

export function walk(state: Walk, action: WalkAction): Walk {
  switch (action.kind) {
    case 'scrolled': {
      const step = stepAt(action.progress, state.count);
      return step === state.step ? state : { ...state, step };
    }
    case 'pressed': {
      const step = Math.min(state.count - 1, Math.max(0, action.step));
      return { ...state, announced: step, step: action.scrolls ? state.step : step };
    }
  }
}
