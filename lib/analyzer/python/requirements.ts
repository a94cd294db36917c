import { JoinedText } from '../syntax/lines';
import type { SourceRange } from '../syntax/range';
import { type OptionToken, readOptions } from './options';
import { readEditableText, readRequirementText } from './requirement-text';
import type { Requirement, RequirementsFile } from './types';

/** UTF-16 units of a requirements file that are read: our own bound. */
const longestFile = 1_048_576;

/**
 * Reads a requirements file as pip does: continuations, comments, options, hashes, markers, URLs and paths. What pip
 * would refuse is a problem, and the lines around it are still read. Never throws; a file above 1 MiB is one problem.
 * Source: pip.pypa.io/en/stable/reference/requirements-file-format.
 */
export function readRequirements(path: string, text: string): RequirementsFile {
  if (text.length > longestFile) {
    const message = 'The file is larger than 1 MiB, so it is not read. Split it.';
    return { path, requirements: [], includes: [], options: [], problems: [{ message, range: { start: 0, end: 0 } }] };
  }
  return new RequirementsReader(path, text).read();
}

/**
 * Reads one argument of `pip install` that is not an option; `null` where pip would refuse it. `file` and `range` tell
 * where it stands. With `editable` it is what follows `-e`.
 */
export function parseRequirementArgument(
  text: string,
  file: string,
  range: SourceRange,
  editable = false,
): Requirement | null {
  const content = editable ? readEditableText(text) : readRequirementText(text);
  return content === null ? null : { hashed: false, text, file, range, ...content };
}

/** Builds up what a requirements file says, line by line. */
class RequirementsReader {
  readonly #path: string;
  readonly #text: string;
  readonly #requirements: Requirement[] = [];
  readonly #includes: RequirementsFile['includes'][number][] = [];
  readonly #options: RequirementsFile['options'][number][] = [];
  readonly #problems: RequirementsFile['problems'][number][] = [];

  constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
  }

  read(): RequirementsFile {
    for (const line of gatherLines(this.#text)) this.#readLine(line);
    return {
      path: this.#path,
      requirements: this.#requirements,
      includes: this.#includes,
      options: this.#options,
      problems: this.#problems,
    };
  }

  #readLine(line: JoinedText): void {
    const comment = /(?:^|\s)#/.exec(line.text);
    const end = (comment === null ? line.text : line.text.slice(0, comment.index)).trimEnd().length;
    const start = line.text.length - line.text.trimStart().length;
    if (start >= end) return;
    const optionsStart = findOptions(line.text, start, end);
    const options = readOptions(line.text, optionsStart, end);
    const range = line.range(start, end);
    for (const option of options) {
      if (option.problem !== null) this.#addProblem(option.problem, line.range(option.start, option.end));
    }
    const argument = line.text.slice(start, optionsStart).trim();
    if (argument === '') {
      for (const option of options) this.#applyOption(option, line);
      return;
    }
    const content = readRequirementText(argument);
    if (content === null) {
      this.#addProblem(
        `pip cannot read ${argument.slice(0, 60)}. Write a name, and after it a version such as ==1.0.`,
        range,
      );
      return;
    }
    const hashed = options.some((option) => option.name === '--hash');
    const text = line.text.slice(start, end);
    this.#requirements.push({ hashed, text, file: this.#path, range, ...content });
  }

  /** An option on a line of its own: it concerns the whole file. */
  #applyOption(option: OptionToken, line: JoinedText): void {
    const { name, value, start, end } = option;
    if (name === null) return;
    const range = line.range(start, end);
    const text = line.text.slice(start, end);
    if (name === '--requirement' || name === '--constraint') {
      if (value === null || value === '') return;
      this.#includes.push({ option: name === '--requirement' ? '-r' : '-c', path: value, range });
    } else if (name === '--editable') {
      const content = value === null ? null : readEditableText(value);
      if (content !== null) this.#requirements.push({ hashed: false, text, file: this.#path, range, ...content });
    } else if (name === '--hash') {
      this.#addProblem('--hash belongs behind a requirement. Join the lines with a backslash.', range);
    } else this.#options.push({ text, range });
  }

  #addProblem(message: string, range: SourceRange): void {
    this.#problems.push({ message, range });
  }
}

/** Joins lines that end with a backslash to the next; a line that is a comment ends what it is joined to. */
function* gatherLines(text: string): Generator<JoinedText> {
  let stretches: SourceRange[] = [];
  const line = /[^\r\n]*(?:\r\n|\r|\n|$)/g;
  line.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  for (let match = line.exec(text); match !== null && match[0] !== ''; match = line.exec(text)) {
    const written = match[0].replace(/[\r\n]+$/, '');
    const start = match.index;
    const isComment = /^\s*#/.test(written);
    if (written.endsWith('\\') && !isComment) {
      let end = written.length;
      while (end > 0 && written[end - 1] === '\\') end--;
      stretches.push({ start, end: start + end });
      continue;
    }
    if (isComment && stretches.length > 0) yield new JoinedText(text, stretches);
    else yield new JoinedText(text, [...stretches, { start, end: start + written.length }]);
    stretches = [];
  }
  if (stretches.length > 0) yield new JoinedText(text, stretches);
}

/** Where the options of a line begin: the first word, after a blank or the line's start, with a hyphen before it. */
function findOptions(text: string, start: number, end: number): number {
  const option = /(?:^|[ \t])-/g;
  option.lastIndex = Math.max(start - 1, 0);
  if (text[start] === '-') return start;
  const match = option.exec(text.slice(0, end));
  return match === null ? end : match.index + match[0].length - 1;
}
