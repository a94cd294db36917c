import { isBlank } from './characters';
import { isBare, type Statement, toWord } from './statement';
import type { Assignment } from './types';
import { splitQuoted, type Token } from './words';

/** The assignments of ENV or LABEL, or of ARG; `null` where there are none to read, and a problem says why. */
export function readAssignments(statement: Statement): { assignments: Assignment[]; legacyForm: boolean } | null {
  const { keyword, keywordRange, rest, report } = statement;
  if (isBare(statement)) {
    report('missing-arguments', `${keyword} needs at least one argument. Write ${keyword} NAME=value.`, keywordRange);
    return null;
  }
  const tokens = splitQuoted(rest, statement.escape);
  const [first] = tokens;
  if (keyword !== 'ARG' && first !== undefined && !first.text.includes('=')) return readLegacy(statement);
  const assignments = tokens.map((token) => readAssignment(statement, token)).filter((entry) => entry !== null);
  return assignments.length === 0 ? null : { assignments, legacyForm: false };
}

/** `ENV NAME value`: all after the first gap is the value. */
function readLegacy(statement: Statement): { assignments: Assignment[]; legacyForm: boolean } | null {
  const { keyword, rest, line, report } = statement;
  let nameEnd = rest.start;
  while (nameEnd < rest.end && !isBlank(rest.text.charCodeAt(nameEnd))) nameEnd++;
  let valueStart = nameEnd;
  while (valueStart < rest.end && isBlank(rest.text.charCodeAt(valueStart))) valueStart++;
  if (valueStart >= rest.end) {
    const name = rest.text.slice(rest.start, nameEnd);
    report('missing-arguments', `${keyword} ${name} has no value. Write ${keyword} ${name}=value.`, statement.range);
    return null;
  }
  const token = (start: number, end: number): Token => ({ text: rest.text.slice(start, end), start, end });
  const assignment: Assignment = {
    name: toWord(line, token(rest.start, nameEnd)),
    value: toWord(line, token(valueStart, rest.end)),
    range: line.range(rest.start, rest.end),
  };
  return { assignments: [assignment], legacyForm: true };
}

function readAssignment({ keyword, line, report }: Statement, token: Token): Assignment | null {
  const range = line.range(token.start, token.end);
  const equals = token.text.indexOf('=');
  if (equals < 0) {
    if (keyword === 'ARG') return { name: toWord(line, token), value: null, range };
    report(
      'invalid-assignment',
      `${token.text} has no value. Write ${token.text}=value, or quote the value before it.`,
      range,
    );
    return null;
  }
  if (equals === 0) {
    report('missing-name', `A name is missing before =. Write ${keyword} NAME=value.`, range);
    return null;
  }
  const { text, start, end } = token;
  return {
    name: toWord(line, { text: text.slice(0, equals), start, end: start + equals }),
    value: toWord(line, { text: text.slice(equals + 1), start: start + equals + 1, end }),
    range,
  };
}
