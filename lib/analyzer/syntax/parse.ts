import { skipSpaces, trimSpacesEnd } from './characters';
import { readDirective } from './directives';
import { readExecForm } from './exec-form';
import { checkExpansions } from './expansions';
import { checkFlags, collectProblems, type ReportProblem } from './flags';
import { findHeredocOpeners, type ReadHeredoc, readHeredocBody } from './heredoc';
import { makeBase, makeUnknown, readInstruction } from './instructions';
import { readKeyword, suggestKeyword } from './keywords';
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
import { isBare, type Statement, toWord } from './statement';
import type { Comment, Directive, Dockerfile, Instruction, Keyword, SyntaxProblem } from './types';
import { readFlags, type Span } from './words';

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
  return { text, escape: '\\', directives: [], comments: [], instructions: [], problems: [problem] };
}

/** A logical line as gathered from the file. */
interface GatheredLine {
  readonly line: JoinedText;
  /** One past the last character of its last line that holds text, spaces at its end left out. */
  readonly end: number;
}

/** Where in a logical line an instruction starts, and what stands around it. */
interface Place {
  readonly at: number;
  readonly index: number;
  readonly leadingComments: readonly Comment[];
  readonly insideOnbuild: boolean;
}

class DockerfileParser {
  readonly #text: string;
  readonly #reader: LineReader;
  readonly #problems: SyntaxProblem[];
  readonly #report: ReportProblem;
  readonly #directives: Directive[] = [];
  readonly #comments: Comment[] = [];
  readonly #instructions: Instruction[] = [];
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
        if (isEmptyLine(this.#text, line)) continue;
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
    const place = { at: 0, index: this.#instructions.length, leadingComments, insideOnbuild: false };
    this.#instructions.push(this.#readLine(line, end, place));
  }

  #readLine(line: JoinedText, end: number, place: Place): Instruction {
    const { text } = line;
    const start = skipSpaces(text, place.at, text.length);
    const trimmedEnd = trimSpacesEnd(text, start, text.length);
    let nameEnd = start;
    while (nameEnd < trimmedEnd && !/[\t\v\f\r ]/.test(text.charAt(nameEnd))) nameEnd++;
    const name = text.slice(start, nameEnd);
    const keyword = readKeyword(name);
    const keywordRange = line.range(start, nameEnd);
    const { flags: tokens, rest } = readFlags({ text, start: nameEnd, end: trimmedEnd });
    const flags = tokens.map((token) => ({
      name: token.name,
      value: token.value === null ? null : toWord(line, token.value),
      range: line.range(token.start, token.end),
    }));
    const restStart = skipSpaces(text, rest, trimmedEnd);
    const argumentsSpan = { text, start: restStart, end: trimmedEnd };
    const heredocs = takesHeredocs(keyword, argumentsSpan) ? this.#readHeredocs(line) : [];
    const last = heredocs.at(-1);
    const range = { start: keywordRange.start, end: last === undefined ? end : Math.max(end, last.delimiterRange.end) };
    const statement: Statement = {
      source: this.#text,
      escape: this.#escape,
      line,
      keyword: keyword ?? 'RUN',
      name,
      keywordRange,
      flags,
      rest: argumentsSpan,
      heredocs,
      leadingComments: place.leadingComments,
      index: place.index,
      range,
      report: this.#report,
    };
    if (keyword === null) return this.#readUnknown(statement);
    checkFlags(keyword, flags, this.#report);
    if (keyword === 'ONBUILD') return this.#readOnbuild(statement, end, place.insideOnbuild);
    const instruction = readInstruction(statement);
    checkExpansions(instruction, this.#escape, this.#report);
    return instruction;
  }

  #readUnknown(statement: Statement): Instruction {
    const { name, keywordRange } = statement;
    const meant = suggestKeyword(name);
    const advice =
      meant === null
        ? 'Start the line with an instruction such as RUN or COPY.'
        : `Write ${meant}, if that is what you mean.`;
    const message = name === '' ? `A continuation stands alone. ${advice}` : `${name} is no instruction. ${advice}`;
    this.#report('unknown-instruction', message, keywordRange);
    return makeUnknown(statement);
  }

  #readOnbuild(statement: Statement, end: number, insideOnbuild: boolean): Instruction {
    const { keywordRange, line, rest, index, range } = statement;
    if (insideOnbuild) {
      this.#report('nested-onbuild', 'ONBUILD cannot stand in another ONBUILD. Remove one of them.', keywordRange);
      return makeUnknown(statement);
    }
    if (isBare(statement)) {
      this.#report('missing-arguments', 'ONBUILD needs an instruction. Write ONBUILD RUN and a command.', keywordRange);
      return makeUnknown(statement);
    }
    const place = { at: rest.start, index, leadingComments: [], insideOnbuild: true };
    const trigger = this.#readLine(line, end, place);
    if (trigger.keyword === 'FROM' || trigger.keyword === 'MAINTAINER') {
      const message = `${trigger.keyword} cannot be an ONBUILD trigger. Choose another instruction.`;
      this.#report('forbidden-trigger', message, trigger.keywordRange);
    }
    return {
      ...makeBase(statement),
      keyword: 'ONBUILD',
      trigger,
      heredocs: trigger.heredocs,
      range: { start: range.start, end: trigger.range.end },
    };
  }

  #readHeredocs(line: JoinedText): ReadHeredoc[] {
    const read: ReadHeredoc[] = [];
    for (const found of findHeredocOpeners(line.text)) {
      const heredoc = readHeredocBody(this.#reader, line, found);
      read.push(heredoc);
      if (heredoc.heredoc.terminated) continue;
      const message = `The here-document has no end. Write ${found.opener.name} on a line of its own after it.`;
      this.#report('unterminated-heredoc', message, heredoc.heredoc.openerRange);
    }
    return read;
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

/** Heredocs belong to RUN, COPY and ADD in shell form. */
function takesHeredocs(keyword: Keyword | null, span: Span): boolean {
  if (keyword !== 'RUN' && keyword !== 'COPY' && keyword !== 'ADD') return false;
  return readExecForm(span).kind !== 'exec';
}

/** Whether an instruction that cannot be read stands where FROM should: its own problem says enough. */
function isUnreadableStart(instruction: Instruction): boolean {
  if (instruction.keyword !== 'UNKNOWN') return false;
  const keyword = readKeyword(instruction.name);
  return keyword === null || keyword === 'FROM';
}
