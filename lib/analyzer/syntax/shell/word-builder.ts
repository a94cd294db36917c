import type { SourceRange } from '../range';
import type { ShellWord, ShellWordPart } from '../shell';

/** Gathers the parts of a word that is more than plain text. */
export class WordBuilder {
  readonly #parts: ShellWordPart[] = [];
  /** What each part adds to the word's text, and where it begins. */
  readonly #texts: string[] = [];
  readonly #starts: number[] = [];
  /** Text outside quotes that is not yet a part. */
  #run = '';
  #runStart = -1;
  #literal = true;

  /** Number of parts so far. */
  get length(): number {
    return this.#parts.length;
  }

  addPlain(text: string, start: number): void {
    if (this.#runStart < 0) this.#runStart = start;
    this.#run += text;
  }

  addQuoted(text: string, start: number): void {
    this.#add({ kind: 'text', text, quoted: true }, text, start);
  }

  /** `text` is what the word's text says for the part: as it is written. */
  add(part: ShellWordPart, text: string, start: number): void {
    this.#literal = false;
    this.#add(part, text, start);
  }

  #add(part: ShellWordPart, text: string, start: number): void {
    this.endRun();
    this.#parts.push(part);
    this.#texts.push(text);
    this.#starts.push(start);
  }

  /** Lets the next plain text be a part of its own. */
  endRun(): void {
    if (this.#runStart < 0) return;
    const [text, start] = [this.#run, this.#runStart];
    this.#run = '';
    this.#runStart = -1;
    this.#add({ kind: 'text', text, quoted: false }, text, start);
  }

  /** Takes the last character of the plain text back; `false` where none was just added. */
  dropLast(): boolean {
    if (this.#runStart < 0) return false;
    this.#run = this.#run.slice(0, -1);
    if (this.#run === '') this.#runStart = -1;
    return true;
  }

  /** Puts one part that only a run would know in the place of those that begin in each of `ranges`, which are in order. */
  replaceAll(ranges: readonly SourceRange[], source: string): void {
    this.endRun();
    const [parts, texts, starts] = [this.#parts.splice(0), this.#texts.splice(0), this.#starts.splice(0)];
    let index = 0;
    const keepUpTo = (end: number): void => {
      for (; (starts[index] ?? end) < end; index++) {
        const [part, text, start] = [parts[index], texts[index], starts[index]];
        if (part !== undefined && text !== undefined && start !== undefined) this.#add(part, text, start);
      }
    };
    for (const { start, end } of ranges) {
      keepUpTo(start);
      while ((starts[index] ?? end) < end) index++;
      const text = source.slice(start, end);
      this.add({ kind: 'unknown', text, quoted: false }, text, start);
    }
    keepUpTo(Number.POSITIVE_INFINITY);
  }

  finish(source: string, range: SourceRange): ShellWord {
    this.endRun();
    const text = this.#texts.length === 1 ? (this.#texts[0] ?? '') : this.#texts.join('');
    if (this.#literal && !source.startsWith('~')) return { text, source, range, literal: true };
    return { text, source, range, literal: false, parts: this.#parts };
  }
}
