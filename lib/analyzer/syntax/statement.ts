import type { ReportProblem } from './flags';
import type { ReadHeredoc } from './heredoc';
import type { KnownKeyword } from './keywords';
import type { JoinedText } from './lines';
import type { SourceRange } from './range';
import type { Comment, Flag, Word } from './types';
import type { Span, Token } from './words';

/** One instruction on its way from a logical line to its typed form. */
export interface UnreadStatement {
  readonly source: string;
  readonly escape: string;
  readonly line: JoinedText;
  /** `null` where the line starts with no instruction. */
  readonly keyword: KnownKeyword | null;
  /** The keyword as written. */
  readonly name: string;
  readonly keywordRange: SourceRange;
  readonly flags: readonly Flag[];
  /** What follows the flags, blanks around it gone: offsets in the logical line. */
  readonly rest: Span;
  readonly heredocs: readonly ReadHeredoc[];
  readonly leadingComments: readonly Comment[];
  /** Position among the instructions. */
  readonly index: number;
  readonly range: SourceRange;
  readonly report: ReportProblem;
}

/** A statement whose keyword is known. */
export interface Statement extends UnreadStatement {
  readonly keyword: KnownKeyword;
}

/** Whether the line starts with an instruction. */
export function hasKeyword(statement: UnreadStatement): statement is Statement {
  return statement.keyword !== null;
}

/** A token of the logical line as a word of the source. */
export function toWord(line: JoinedText, token: Token): Word {
  return { text: token.text, range: line.range(token.start, token.end) };
}

/** All arguments as one word. */
export function restWord({ line, rest }: UnreadStatement): Word {
  return { text: rest.text.slice(rest.start, rest.end), range: line.range(rest.start, rest.end) };
}

/** Whether nothing follows the keyword and its flags. */
export function isBare({ rest }: UnreadStatement): boolean {
  return rest.end <= rest.start;
}
