import { skipSpaces, trimSpacesEnd } from './characters';
import { readDirective } from './directives';
import { collectProblems, type ReportProblem } from './flags';
import { readKeyword } from './keywords';
import {
  commentText,
  findContinuation,
  isCommentLine,
  isEmptyLine,
  JoinedText,
  LineReader,
  type PhysicalLine,
} from './lines';
import type { SourceRange } from './range';
import { StatementReader } from './statement-reader';
import type { Comment, Directive, Dockerfile, Instruction, SyntaxProblem } from './types';

/** UTF-16 units of text that are read; a longer Dockerfile is refused. Source: one mebibyte, our own bound. */
export const longestDockerfile = 1_048_576;

/** Reads a Dockerfile as BuildKit does. Never throws: what BuildKit would refuse is among the problems. */
export function parseDockerfile(text: string): Dockerfile {
  if (text.length > longestDockerfile) {
    return refuse(
      text,
      'too-large',
      'The Dockerfile is larger than 1 MiB. Docker files are text of a few lines; shorten it.',
    );
  }
  if (text.includes('\0')) {
    return refuse(text, 'binary', 'The Dockerfile holds NUL bytes, so it is not text. Save it as UTF-8 text.');
  }
  return new DockerfileParser(text).parse();
}

function refuse(text: string, code: string, message: string): Dockerfile {
  const problem: SyntaxProblem = { code, message, range: { start: 0, end: 0 }, fatal: true };
  return {
    text,
    escape: '\\',
    directives: [],
    comments: [],
    instructions: [],
    emptyContinuations: [],
    problems: [problem],
  };
}

/** A logical line as gathered from the file. */
interface GatheredLine {
  readonly line: JoinedText;
  /** One past the last character of its last line that holds text, spaces at its end left out. */
  readonly end: number;
}

class DockerfileParser {
  readonly #text: string;
  readonly #reader: LineReader;
  readonly #problems: SyntaxProblem[];
  readonly #report: ReportProblem;
  readonly #directives: Directive[] = [];
  readonly #comments: Comment[] = [];
  readonly #instructions: Instruction[] = [];
  readonly #emptyContinuations: SourceRange[] = [];
  #escape: '\\' | '`' = '\\';
  #leadingComments: Comment[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#reader = new LineReader(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
    const { problems, report } = collectProblems();
    this.#problems = problems;
    this.#report = report;
  }

  parse(): Dockerfile {
    let directivesPossible = true;
    for (let line = this.#reader.read(); line !== null; line = this.#reader.read()) {
      if (directivesPossible) {
        const reading = readDirective(this.#text, line, this.#directives, this.#report);
        directivesPossible = reading !== 'none';
        if (reading === 'directive') {
          this.#applyEscape();
          continue;
        }
      }
      if (isCommentLine(this.#text, line)) this.#leadingComments.push(this.#addComment(line));
      else if (isEmptyLine(this.#text, line)) this.#leadingComments = [];
      else this.#readStatement(line);
    }
    const { tooLong } = this.#reader;
    if (tooLong === null) this.#checkStages();
    else {
      const message = 'This line is longer than 65,535 bytes, and Docker stops at it. Break it up with continuations.';
      this.#report('line-too-long', message, { start: tooLong.start, end: tooLong.end });
    }
    return {
      text: this.#text,
      escape: this.#escape,
      directives: this.#directives,
      comments: this.#comments,
      instructions: this.#instructions,
      emptyContinuations: this.#emptyContinuations,
      problems: this.#problems.sort((a, b) => a.range.start - b.range.start),
    };
  }

  #applyEscape(): void {
    const value = this.#directives.findLast((directive) => directive.name === 'escape')?.value;
    if (value === '\\' || value === '`') this.#escape = value;
  }

  #addComment(line: PhysicalLine): Comment {
    const start = skipSpaces(this.#text, line.start, line.end);
    const range = { start, end: trimSpacesEnd(this.#text, start, line.end) };
    const comment = { text: commentText(this.#text, range), range };
    this.#comments.push(comment);
    return comment;
  }

  /** Gathers the lines that continuations join to the first one. */
  #gather(first: PhysicalLine): GatheredLine {
    const stretches: SourceRange[] = [];
    let start = skipSpaces(this.#text, first.start, first.end);
    let end = first.end;
    for (let line: PhysicalLine | null = first; line !== null; line = this.#reader.read()) {
      if (line !== first) {
        if (isCommentLine(this.#text, line)) {
          this.#addComment(line);
          continue;
        }
        if (isEmptyLine(this.#text, line)) {
          this.#emptyContinuations.push({ start: line.start, end: line.end });
          continue;
        }
        start = line.start;
      }
      end = trimSpacesEnd(this.#text, start, line.end);
      const continuation = findContinuation(this.#text, start, line.end, this.#escape);
      stretches.push({ start, end: continuation < 0 ? line.end : continuation });
      if (continuation < 0) break;
    }
    return { line: new JoinedText(this.#text, stretches), end };
  }

  #readStatement(first: PhysicalLine): void {
    const { line, end } = this.#gather(first);
    const leadingComments = this.#leadingComments;
    this.#leadingComments = [];
    const index = this.#instructions.length;
    const reader = new StatementReader(this.#reader, line, end, this.#escape);
    this.#instructions.push(reader.read({ index, leadingComments, report: this.#report }));
  }

  #checkStages(): void {
    const first = this.#instructions.find((instruction) => instruction.keyword !== 'ARG');
    const start = { start: 0, end: 0 };
    if (this.#instructions.length === 0) {
      this.#report('no-instructions', 'The Dockerfile has no instructions. Begin with FROM and an image.', start);
    } else if (first === undefined) {
      this.#report('missing-from', 'The Dockerfile has no FROM. Begin the first stage with FROM and an image.', start);
    } else if (first.keyword !== 'FROM' && !isUnreadableStart(first)) {
      const message =
        'No FROM stands before this instruction. Begin with FROM and an image; only ARG may come before it.';
      this.#report('missing-from', message, first.keywordRange);
    }
  }
}

/** Whether an instruction that cannot be read stands where FROM should: its own problem says enough. */
function isUnreadableStart(instruction: Instruction): boolean {
  if (instruction.keyword !== 'UNKNOWN') return false;
  const keyword = readKeyword(instruction.name);
  return keyword === null || keyword === 'FROM';
}
