import type { SourceRange } from '../range';
import { closeBrace, space } from './characters';

interface OpenBrace {
  readonly start: number;
  /** There is a comma or `..` between this brace and its end, outside of inner ones. */
  parted: boolean;
}

/** Finds the brace expansions of one word as its braces come by: bash reference manual, Brace Expansion. */
export class BraceSearch {
  /** Outermost ones, in the order of the text; offsets in the text. */
  readonly found: SourceRange[] = [];
  readonly #open: OpenBrace[] = [];

  /** `{}` and a brace before a blank are words of their own, or text. */
  open(start: number, next: number): void {
    if (this.#open.length === 0 && (next <= space || next === closeBrace)) return;
    this.#open.push({ start, parted: false });
  }

  part(): void {
    const last = this.#open.at(-1);
    if (last !== undefined) last.parted = true;
  }

  /** Whether an expansion ends before `end`. */
  close(end: number): boolean {
    const last = this.#open.pop();
    if (last?.parted !== true) return false;
    while ((this.found.at(-1)?.start ?? -1) > last.start) this.found.pop();
    this.found.push({ start: last.start, end });
    return true;
  }
}
