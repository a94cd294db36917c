import { styleText } from 'node:util';
import type { Surroundings } from './command';

type Format = Parameters<typeof styleText>[0];

/** Paints texts, or leaves them as they are. */
export interface Style {
  readonly paint: (format: Format, text: string) => string;
  /** Columns that a line may take. */
  readonly width: number;
}

const narrowest = 40;
const widest = 100;

/** `columns` is the terminal's width; `undefined` or 0 where that is not known. */
export function makeStyle(colours: boolean, columns: number | undefined): Style {
  return {
    paint: (format, text) => (colours ? styleText(format, text, { validateStream: false }) : text),
    width: Math.max(narrowest, Math.min(columns || widest, widest)),
  };
}

/** Colours are for terminals only, and not where the learner set NO_COLOR (to anything) or the terminal knows none. */
export function wantsColours(
  terminal: boolean,
  refused: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  return terminal && !refused && (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';
}

/** The style for what a command prints: `refused` where it was called with `--no-color`. */
export function chooseStyle(
  { terminal, environment }: Pick<Surroundings, 'terminal' | 'environment'>,
  refused: boolean,
): Style {
  const colours = wantsColours(terminal.attached, refused, environment);
  return makeStyle(colours, terminal.attached ? terminal.columns : undefined);
}

/** Texts from files may hold control characters, which would steer the terminal: each is shown as one replacement sign. */
export function makePrintable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => (character === '\t' ? ' ' : '\u{fffd}'));
}

/** Breaks a text into lines of at most `width` characters at blanks; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
