import type { SourceRange } from '../range';
import type { ShellScript } from '../types';

/**
 * The text that the shell gets, with the way back to the Dockerfile. Questions come in the order of the text, more or
 * less, so each search goes on where the last one ended.
 */
export class ScriptPlaces {
  readonly text: string;
  /** Where each stretch of the script begins in the text, and what is added to get to the Dockerfile. */
  readonly #starts: readonly number[] | null;
  readonly #shifts: readonly number[];
  /** What is added where the script is one stretch. */
  readonly #shift: number;
  #current = 0;

  constructor({ text, range, pieces }: ShellScript) {
    const first = pieces?.[0] ?? range;
    this.#shift = first.start;
    if (pieces === undefined || pieces.length < 2) {
      this.text = text.slice(first.start - range.start, first.end - range.start);
      this.#starts = null;
      this.#shifts = noShifts;
      return;
    }
    const starts: number[] = [];
    const shifts: number[] = [];
    let joined = '';
    for (const { start, end } of pieces) {
      if (end <= start && starts.length > 0) continue;
      starts.push(joined.length);
      shifts.push(start - joined.length);
      joined += text.slice(start - range.start, end - range.start);
    }
    this.text = joined;
    this.#starts = starts;
    this.#shifts = shifts;
  }

  /** The range in the Dockerfile from the first to the last character of [start, end), with all between them. */
  locate(start: number, end: number): SourceRange {
    if (end > start) return { start: this.#place(start), end: this.#place(end - 1) + 1 };
    const place = start === 0 ? this.#place(0) : this.#place(start - 1) + 1;
    return { start: place, end: place };
  }

  #place(position: number): number {
    const starts = this.#starts;
    if (starts === null) return position + this.#shift;
    let index = this.#current;
    while ((starts[index] ?? 0) > position) index--;
    while ((starts[index + 1] ?? Number.POSITIVE_INFINITY) <= position) index++;
    this.#current = index;
    return position + (this.#shifts[index] ?? 0);
  }
}

const noShifts: readonly number[] = [];
