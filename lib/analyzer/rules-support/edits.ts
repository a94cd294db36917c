import type { Build } from '../build/types';
import type { TextEdit } from '../rules/types';
import type { SourceRange } from '../syntax/range';
import type { ShellCommand } from '../syntax/shell';
import type { Instruction, RunInstruction } from '../syntax/types';

/** Replaces a stretch of the Dockerfile. */
export function replaceText(build: Build, range: SourceRange, text: string): TextEdit {
  return { file: build.project.dockerfile, range, text };
}

/** Inserts text into the Dockerfile at an offset. */
export function insertText(build: Build, offset: number, text: string): TextEdit {
  return replaceText(build, { start: offset, end: offset }, text);
}

/** Takes a word out together with the blanks, and the continuation, in front of it. */
export function removeWord(build: Build, range: SourceRange): TextEdit {
  const before = build.dockerfile.text.slice(0, range.start);
  const gap = /(?:[ \t]|[\\`][ \t]*\r?\n)*$/.exec(before)?.[0].length ?? 0;
  return replaceText(build, { start: range.start - gap, end: range.end }, '');
}

/** The offset of the start of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The line ending that the Dockerfile uses. */
export function newline(build: Build): string {
  return build.dockerfile.text.includes('\r\n') ? '\r\n' : '\n';
}

/** Puts lines in front of an instruction, below the comments that belong to it. */
export function insertBefore(build: Build, instruction: Instruction, lines: readonly string[]): TextEdit {
  const end = newline(build);
  const at = lineStart(build.dockerfile.text, instruction.range.start);
  return insertText(build, at, lines.map((line) => line + end).join(''));
}

/** Puts lines behind an instruction. */
export function insertBehind(build: Build, instruction: Instruction, lines: readonly string[]): TextEdit {
  const end = newline(build);
  return insertText(build, instruction.range.end, lines.map((line) => end + line).join(''));
}

/** Takes an instruction out with its line ending, the comments above it and, between two blank lines, one of them. */
export function removeInstruction(build: Build, instruction: Instruction): TextEdit {
  const { text } = build.dockerfile;
  const first = instruction.leadingComments[0]?.range.start ?? instruction.range.start;
  const start = lineStart(text, first);
  let end = text.indexOf('\n', instruction.range.end);
  end = end < 0 ? text.length : end + 1;
  const blankAbove = start === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  const blankBelow = /^[ \t]*\r?\n/.exec(text.slice(end));
  if (blankAbove && blankBelow !== null) end += blankBelow[0].length;
  return replaceText(build, { start, end }, '');
}

/**
 * Joins one more command to the end of a RUN's script with `&&`, on a line of its own where the script already has
 * several. `null` where the end of the script is not the end of its last command, as with a shell comment.
 */
export function appendCommand(
  build: Build,
  run: RunInstruction,
  commands: readonly ShellCommand[],
  addition: string,
): TextEdit | null {
  const last = commands.at(-1);
  if (run.command.form !== 'shell' || last === undefined || last.subshell > 0 || last.conditional) return null;
  const script = run.command;
  const length = script.text.trimEnd().length;
  const end = script.range.start + length;
  if (last.range.end !== end || last.joint === 'background') return null;
  // What follows the word that closes a here-document keeps it from being closed.
  if (run.heredocs.some(({ contentRange }) => end > contentRange.end)) return null;
  if (run.heredocs.length > 0) return insertText(build, end, ` && ${addition}`);
  const lines = build.dockerfile.text.slice(run.range.start, end).split('\n');
  if (lines.length === 1) return insertText(build, end, ` && ${addition}`);
  const indent = /^[ \t]*/.exec(lines.at(-1) ?? '')?.[0] || '    ';
  return insertText(build, end, ` ${build.dockerfile.escape}${newline(build)}${indent}&& ${addition}`);
}

/**
 * Takes one command out of a RUN whose commands are joined by `&&` or `;`, the joint included. `null` where it is the
 * only one, or nested so that something else hangs on it.
 */
export function removeCommand(build: Build, commands: readonly ShellCommand[], command: ShellCommand): TextEdit | null {
  const at = commands.indexOf(command);
  const plain = commands.every(
    (entry) => !entry.conditional && entry.subshell === 0 && ['first', 'and', 'then'].includes(entry.joint),
  );
  if (at < 0 || commands.length < 2 || !plain) return null;
  const following = commands[at + 1];
  const previous = commands[at - 1];
  // A word with dashes would be read as a flag, were it the first behind RUN.
  if (at === 0 && following?.name.startsWith('-') === true) return null;
  if (following !== undefined)
    return replaceText(build, { start: command.range.start, end: following.range.start }, '');
  if (previous !== undefined) return replaceText(build, { start: previous.range.end, end: command.range.end }, '');
  return null;
}
