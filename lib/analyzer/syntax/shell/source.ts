import type { SourceRange } from '../range';
import type { ShellCommand, ShellExtension, ShellExtensionKind, ShellProblem, ShellVariable } from '../shell';
import type { ShellScript } from '../types';
import { backslash, hash, newline, space, tab } from './characters';
import { ScriptPlaces } from './places';

/** Compound commands, expansions and scripts within each other: our own bound. */
const deepest = 200;

/** The script is nested deeper than it is read. */
export class NestedTooDeeply extends Error {}

/** A script that is being read: where the reader stands, what surrounds it, and what it has found. */
export abstract class ShellSource {
  protected text = '';
  protected position = 0;
  /** Where the script that is being read ends: before the closing backquote, say. */
  protected end = 0;
  /** What is read here may not run, or more than once. */
  protected conditional = false;
  /** Depth of subshells and substitutions. */
  protected subshell = 0;
  /** What is read here is refused when it runs, if at all: the content of a here-document, or `[[ … ]]`, which only bash reads. */
  protected deferred = false;
  /** What closes the substitution that is being read; -1 where the end of the text does. */
  protected closing = -1;
  /** Where everything lies if the positions of a decoded script cannot be found in the Dockerfile. */
  protected within: SourceRange | null = null;
  protected commands: ShellCommand[] = [];
  protected problems: ShellProblem[] = [];
  protected variables: ShellVariable[] = [];
  protected extensions: ShellExtension[] = [];
  /** Up to these ends the bracket that closes a `$[` was sought in vain. */
  protected unclosedArithmetic = new Set<number>();
  /** Up to these ends the brace that closes a `${ ` was sought in vain. */
  protected unclosedScripts = new Set<number>();
  /** No `[` before this place is closed within its word. */
  protected unclosedPattern = -1;
  #places: ScriptPlaces | null = null;
  #depth = 0;

  /** Sets the reader to the start of a script. One reader serves all scripts: most are shorter than its own set-up. */
  protected begin(script: ShellScript): void {
    this.#places = new ScriptPlaces(script);
    this.text = this.#places.text;
    this.position = 0;
    this.end = this.text.length;
    this.conditional = false;
    this.subshell = 0;
    this.deferred = false;
    this.closing = -1;
    this.within = null;
    this.unclosedPattern = -1;
    if (this.unclosedArithmetic.size > 0) this.unclosedArithmetic = new Set();
    if (this.unclosedScripts.size > 0) this.unclosedScripts = new Set();
    this.commands = [];
    this.#depth = 0;
    if (this.problems.length > 0) this.problems = [];
    if (this.variables.length > 0) this.variables = [];
    if (this.extensions.length > 0) this.extensions = [];
  }

  /** The character at a position; -1 at and beyond the end. */
  protected codeAt(position: number): number {
    return position < this.end ? this.text.charCodeAt(position) : -1;
  }

  /** The place behind one, lines that are joined there passed over. */
  protected next(position: number): number {
    let next = position + 1;
    while (this.codeAt(next) === backslash && this.codeAt(next + 1) === newline) next += 2;
    return next;
  }

  protected locate(start: number, end: number): SourceRange {
    return this.within ?? this.#places?.locate(start, end) ?? { start, end };
  }

  protected enter(): void {
    this.#depth++;
    if (this.#depth > deepest) throw new NestedTooDeeply();
  }

  protected leave(): void {
    this.#depth--;
  }

  /** Reports what the grammar refuses at the next character that is no blank; at most once for a place. */
  protected refuse(position: number, what: string, certain = this.subshell === 0 && !this.deferred): void {
    const { length } = this.text;
    let place = position;
    while (this.text[place] === ' ' || this.text[place] === '\t') place++;
    place = Math.max(Math.min(place < length ? place : position, length - 1), 0);
    const range = this.locate(place, Math.min(place + 1, length));
    const last = this.problems.at(-1);
    if (last?.range.start === range.start && last.range.end === range.end) return;
    this.problems.push({ message: `The shell cannot read this: ${what}.`, range, certain });
  }

  protected addVariable(name: string, start: number, guarded: boolean): void {
    this.variables.push({ name, range: this.locate(start, this.position), guarded });
  }

  /** Notes what bash alone knows, from `start` to where the reader stands. */
  protected addExtension(kind: ShellExtensionKind, start: number): void {
    this.extensions.push({ kind, range: this.locate(start, this.position) });
  }

  /** Skips blanks, joined lines and a comment before the next word or operator. */
  protected skipBlanks(): void {
    const { text, end } = this;
    let { position } = this;
    while (position < end) {
      const code = text.charCodeAt(position);
      if (code === space || code === tab) position++;
      else if (code === backslash && position + 1 < end && text.charCodeAt(position + 1) === newline) position += 2;
      else {
        if (code === hash) while (position < end && text.charCodeAt(position) !== newline) position++;
        break;
      }
    }
    this.position = position;
  }
}
