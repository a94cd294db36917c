import { readAssignments } from './assignments';
import { isSpace, skipSpaces } from './characters';
import { readExecForm } from './exec-form';
import { readHeredocOpener } from './heredoc';
import { makeScript } from './script';
import { isBare, restWord, type Statement, toWord, type UnreadStatement } from './statement';
import type { Command, Instruction, UnknownInstruction, Word } from './types';
import { splitAtBlanks, type Token } from './words';

const noHeredocs: Instruction['heredocs'] = [];

/**
 * Fields that every instruction has, to which `Object.assign` adds its own. Of `{ ...base, more }` V8 gives every single
 * object a hidden class of its own (Node 20): making it takes thirty times as long, and each look at it goes the slow way.
 */
export function makeBase({ index, range, keywordRange, flags, heredocs, leadingComments }: UnreadStatement) {
  return {
    index,
    range,
    keywordRange,
    flags,
    heredocs: heredocs.length === 0 ? noHeredocs : heredocs.map((read) => read.heredoc),
    leadingComments,
  };
}

/** The typed form of a statement other than ONBUILD; an unknown instruction where its arguments cannot be read. */
export function readInstruction(statement: Statement): Instruction {
  const base = makeBase(statement);
  const { keyword } = statement;
  switch (keyword) {
    case 'FROM':
      return readFrom(statement);
    case 'RUN':
      return Object.assign(base, { keyword, command: readCommand(statement) });
    case 'CMD':
    case 'ENTRYPOINT':
      return Object.assign(base, { keyword, command: readCommand(statement) });
    case 'COPY':
    case 'ADD':
      return readCopy(statement, keyword);
    case 'ENV':
    case 'LABEL':
    case 'ARG': {
      const read = readAssignments(statement);
      return read === null ? makeUnknown(statement) : Object.assign(base, { keyword }, read);
    }
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      if (isBare(statement)) return refuseBare(statement, `${keyword} needs one argument.`);
      return Object.assign(base, { keyword, argument: restWord(statement) });
    case 'EXPOSE':
    case 'VOLUME':
    case 'SHELL':
      return readList(statement, keyword);
    case 'HEALTHCHECK':
      return readHealthcheck(statement);
    case 'ONBUILD':
      return makeUnknown(statement);
  }
}

/** A statement whose arguments cannot be read. */
export function makeUnknown(statement: UnreadStatement): UnknownInstruction {
  const { name } = statement;
  return Object.assign(makeBase(statement), { keyword: 'UNKNOWN', name, text: restWord(statement).text } as const);
}

function refuseBare(statement: Statement, message: string): UnknownInstruction {
  statement.report('missing-arguments', message, statement.keywordRange);
  return makeUnknown(statement);
}

/** Reads exec form where the text is a JSON array of strings; `null` for shell form. */
function readExecTokens({ line, rest, report }: Statement, from = rest.start): readonly Token[] | null {
  const reading = readExecForm({ ...rest, start: from });
  if (reading.kind === 'exec') return reading.tokens;
  const range = line.range(from, rest.end);
  if (reading.kind === 'refused') {
    report('invalid-exec-form', 'A JSON array here holds strings only. Put every element in double quotes.', range);
  }
  return null;
}

function readCommand(statement: Statement, from = statement.rest.start): Command {
  const { keyword, line, rest, source, heredocs, report } = statement;
  if (isBare(statement)) {
    report('missing-arguments', `${keyword} has no command: it does nothing. Name one.`, statement.keywordRange, false);
  }
  const tokens = readExecTokens(statement, from);
  if (tokens === null) return makeScript(source, line, from, rest.end, heredocs);
  return { form: 'exec', words: tokens.map((token) => toWord(line, token)), range: line.range(from, rest.end) };
}

const stageName = /^[a-z][a-z0-9\-_.]*$/;

function readFrom(statement: Statement): Instruction {
  const { line, rest, report, range } = statement;
  const [image, asKeyword, alias, ...more] = splitAtBlanks(rest).map((token) => toWord(line, token));
  if (image === undefined) return refuseBare(statement, 'FROM needs an image. Write FROM image:tag.');
  const from = Object.assign(makeBase(statement), { keyword: 'FROM', image } as const);
  if (asKeyword === undefined) return Object.assign(from, { alias: null, asKeyword: null });
  if (asKeyword.text.toLowerCase() !== 'as' || more.length > 0) {
    report('invalid-from', 'FROM takes an image, and after it AS and a name. Remove the other words.', range);
    return Object.assign(from, { alias: null, asKeyword: null });
  }
  if (alias === undefined) {
    report('missing-stage-name', 'A stage name is missing after AS. Name the stage, or remove AS.', asKeyword.range);
    return Object.assign(from, { alias: null, asKeyword });
  }
  if (!stageName.test(alias.text.toLowerCase())) {
    const message = `${alias.text} cannot name a stage. Start with a letter; go on with letters, digits, -, _ and dots.`;
    report('invalid-stage-name', message, alias.range);
  }
  return Object.assign(from, { alias, asKeyword });
}

function readWords(statement: Statement): { form: 'shell' | 'exec'; words: Word[] } {
  const { line, rest } = statement;
  const tokens = readExecTokens(statement);
  const words = (tokens ?? splitAtBlanks(rest)).map((token) => toWord(line, token));
  return { form: tokens === null ? 'shell' : 'exec', words };
}

function readCopy(statement: Statement, keyword: 'COPY' | 'ADD'): Instruction {
  const { form, words } = readWords(statement);
  const destination = words.at(-1);
  if (destination === undefined || words.length < 2) {
    const message = `${keyword} needs at least one source and a destination. Write ${keyword} source destination.`;
    statement.report('missing-arguments', message, isBare(statement) ? statement.keywordRange : statement.range);
    return makeUnknown(statement);
  }
  if (form === 'shell' && readHeredocOpener(destination.text) !== null) {
    const message = `A here-document cannot be the destination of ${keyword}. Write the destination after it.`;
    statement.report('heredoc-destination', message, destination.range);
  }
  return Object.assign(makeBase(statement), { keyword, form, sources: words.slice(0, -1), destination });
}

function readList(statement: Statement, keyword: 'EXPOSE' | 'VOLUME' | 'SHELL'): Instruction {
  const { report, range, rest, line } = statement;
  if (isBare(statement)) return refuseBare(statement, `${keyword} needs at least one argument.`);
  const base = makeBase(statement);
  if (keyword === 'EXPOSE') {
    const words = splitAtBlanks(rest).map((token) => toWord(line, token));
    return Object.assign(base, { keyword, form: 'shell', words } as const);
  }
  const { form, words } = readWords(statement);
  if (form === 'exec' && words.length === 0)
    report('missing-arguments', `${keyword} has an empty list. Name at least one.`, range);
  if (keyword === 'SHELL' && form === 'shell') {
    report('shell-not-json', 'SHELL takes a JSON array. Write SHELL ["/bin/bash", "-c"].', range);
  }
  for (const word of words) {
    if (keyword === 'VOLUME' && word.text === '')
      report('empty-volume', 'A volume cannot be empty. Write a path.', word.range);
  }
  return Object.assign(base, { keyword, form, words });
}

function readHealthcheck(statement: Statement): Instruction {
  const { rest, report, range, flags, line } = statement;
  if (isBare(statement)) return refuseBare(statement, 'HEALTHCHECK needs CMD and a command, or NONE.');
  let typeEnd = rest.start;
  while (typeEnd < rest.end && !isSpace(rest.text.charCodeAt(typeEnd))) typeEnd++;
  const type = rest.text.slice(rest.start, typeEnd).toUpperCase();
  const commandStart = skipSpaces(rest.text, typeEnd, rest.end);
  const base = Object.assign(makeBase(statement), { keyword: 'HEALTHCHECK' } as const);
  if (type === 'NONE') {
    if (commandStart < rest.end) {
      report(
        'too-many-arguments',
        'HEALTHCHECK NONE takes no arguments. Remove them.',
        line.range(commandStart, rest.end),
      );
    }
    const [flag] = flags;
    if (flag !== undefined) report('unknown-flag', 'HEALTHCHECK NONE takes no flags. Remove them.', flag.range, false);
    return Object.assign(base, { command: null });
  }
  if (type !== 'CMD') {
    const message = `HEALTHCHECK knows no ${type}. Write HEALTHCHECK CMD and a command, or HEALTHCHECK NONE.`;
    report('invalid-healthcheck', message, line.range(rest.start, typeEnd));
    return makeUnknown(statement);
  }
  if (commandStart >= rest.end) {
    report('missing-arguments', 'A command is missing after HEALTHCHECK CMD. Name the command that checks.', range);
    return makeUnknown(statement);
  }
  const command = readCommand(statement, commandStart);
  if (command.form === 'exec' && command.words.length === 0) {
    report('missing-arguments', 'The command after HEALTHCHECK CMD is empty. Name the command that checks.', range);
  }
  return Object.assign(base, { command });
}
