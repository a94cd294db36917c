import { isBlank, skipSpaces, trimSpacesEnd } from './characters';
import { readExecForm } from './exec-form';
import { checkExpansions } from './expansions';
import { checkFlags, type ReportProblem } from './flags';
import { findHeredocOpeners, type ReadHeredoc, readHeredocBody } from './heredoc';
import { makeBase, makeUnknown, readInstruction } from './instructions';
import { readKeyword, suggestKeyword } from './keywords';
import type { JoinedText, LineReader } from './lines';
import { hasKeyword, isBare, toWord, type UnreadStatement } from './statement';
import type { Comment, Instruction, Keyword } from './types';
import { readFlags, type Span } from './words';

/** What an instruction needs to know beyond its own text. */
interface Place {
  readonly index: number;
  readonly leadingComments: readonly Comment[];
  readonly report: ReportProblem;
}

/** What BuildKit finds wrong with an ONBUILD trigger at once; the rest shows only in a build on top of the image. */
const foundInTriggers = new Set(['invalid-exec-form', 'invalid-assignment', 'nested-onbuild', 'unterminated-heredoc']);

/** Reads the instruction of one logical line, and the heredocs that follow it. */
export class StatementReader {
  readonly #reader: LineReader;
  readonly #line: JoinedText;
  readonly #end: number;
  readonly #escape: string;

  /** `reader` stands on the line after `line`, whose last character is before `end` in the source. */
  constructor(reader: LineReader, line: JoinedText, end: number, escapeCharacter: string) {
    this.#reader = reader;
    this.#line = line;
    this.#end = end;
    this.#escape = escapeCharacter;
  }

  read(place: Place): Instruction {
    return this.#readAt(0, place, false);
  }

  #readAt(offset: number, place: Place, insideOnbuild: boolean): Instruction {
    const statement = this.#split(offset, place);
    if (!hasKeyword(statement)) return readUnknown(statement);
    checkFlags(statement.keyword, statement.flags, place.report);
    if (statement.keyword === 'ONBUILD') return this.#readOnbuild(statement, insideOnbuild);
    const instruction = readInstruction(statement);
    checkExpansions(instruction, this.#escape, place.report);
    return instruction;
  }

  /** Takes the line apart from `offset` on: keyword, flags, arguments, and the heredocs behind it. */
  #split(offset: number, { index, leadingComments, report }: Place): UnreadStatement {
    const line = this.#line;
    const { text } = line;
    const start = skipSpaces(text, offset, text.length);
    const end = trimSpacesEnd(text, start, text.length);
    let nameEnd = start;
    while (nameEnd < end && !isBlank(text.charCodeAt(nameEnd))) nameEnd++;
    const keywordRange = line.range(start, nameEnd);
    const name = text.slice(start, nameEnd);
    const keyword = readKeyword(name);
    const { flags, rest: afterFlags } = readFlags({ text, start: nameEnd, end });
    const rest = { text, start: skipSpaces(text, afterFlags, end), end };
    const heredocs = takesHeredocs(keyword, rest) ? this.#readHeredocs(report) : [];
    return {
      source: this.#reader.text,
      escape: this.#escape,
      line,
      keyword,
      name,
      keywordRange,
      flags: flags.map((token) => ({
        name: token.name,
        value: token.value === null ? null : toWord(line, token.value),
        range: line.range(token.start, token.end),
      })),
      rest,
      heredocs,
      leadingComments,
      index,
      range: { start: keywordRange.start, end: Math.max(this.#end, heredocs.at(-1)?.delimiterRange.end ?? 0) },
      report,
    };
  }

  #readOnbuild(statement: UnreadStatement, insideOnbuild: boolean): Instruction {
    const { keywordRange, rest, index, range, report } = statement;
    if (insideOnbuild) {
      report('nested-onbuild', 'ONBUILD cannot stand in another ONBUILD. Remove one of them.', keywordRange);
      return makeUnknown(statement);
    }
    if (isBare(statement)) {
      report('missing-arguments', 'ONBUILD needs an instruction. Write ONBUILD RUN and a command.', keywordRange);
      return makeUnknown(statement);
    }
    const reportTrigger: ReportProblem = (code, message, place, fatal = true) => {
      report(code, message, place, fatal && foundInTriggers.has(code));
    };
    const trigger = this.#readAt(rest.start, { index, leadingComments: [], report: reportTrigger }, true);
    if (trigger.keyword === 'FROM' || trigger.keyword === 'MAINTAINER') {
      const message = `${trigger.keyword} cannot be an ONBUILD trigger. Choose another instruction.`;
      report('forbidden-trigger', message, trigger.keywordRange);
    }
    return Object.assign(makeBase(statement), {
      keyword: 'ONBUILD',
      trigger,
      heredocs: trigger.heredocs,
      range: { start: range.start, end: trigger.range.end },
    } as const);
  }

  #readHeredocs(report: ReportProblem): ReadHeredoc[] {
    return findHeredocOpeners(this.#line.text).map((found) => {
      const read = readHeredocBody(this.#reader, this.#line, found);
      if (!read.heredoc.terminated) {
        const message = `The here-document has no end. Write ${found.opener.name} on a line of its own after it.`;
        report('unterminated-heredoc', message, read.heredoc.openerRange);
      }
      return read;
    });
  }
}

/** Heredocs belong to RUN, COPY and ADD in shell form. */
function takesHeredocs(keyword: Keyword | null, span: Span): boolean {
  if (keyword !== 'RUN' && keyword !== 'COPY' && keyword !== 'ADD') return false;
  return span.text.includes('<<') && readExecForm(span).kind !== 'exec';
}

function readUnknown(statement: UnreadStatement): Instruction {
  const { name, keywordRange, report } = statement;
  const meant = suggestKeyword(name);
  const advice =
    meant === null
      ? 'Start the line with an instruction such as RUN or COPY.'
      : `Write ${meant}, if that is what you mean.`;
  const message = name === '' ? `A continuation stands alone. ${advice}` : `${name} is no instruction. ${advice}`;
  report('unknown-instruction', message, keywordRange);
  return makeUnknown(statement);
}
