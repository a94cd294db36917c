import type { Command, Dockerfile, Instruction, Word } from '../analyzer/syntax/types';

/**
 * A Dockerfile's instructions, one normalised string each: comments and blank lines dropped, continuations joined, blanks
 * outside quotes folded, keywords in capitals, exec forms written one way. Two Dockerfiles with equal lists build the same,
 * save for blanks inside shell commands, which BuildKit's cache counts and the result does not.
 */
export function normalizeInstructions(dockerfile: Dockerfile): readonly string[] {
  return dockerfile.instructions.map((instruction) => normalizeInstruction(instruction, dockerfile));
}

function normalizeInstruction(instruction: Instruction, dockerfile: Dockerfile): string {
  const flags = instruction.flags.map((flag) => `--${flag.name}${flag.value === null ? '' : `=${flag.value.text}`} `);
  const head = `${instruction.keyword} ${flags.join('')}`;
  switch (instruction.keyword) {
    case 'FROM': {
      const alias = instruction.alias === null ? '' : ` AS ${instruction.alias.text.toLowerCase()}`;
      return `${head}${instruction.image.text}${alias}`;
    }
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return isExec(instruction.command)
        ? `${head}${writeExec(instruction.command.words)}`
        : normalizeSource(instruction, dockerfile);
    case 'ONBUILD':
      return `ONBUILD ${normalizeInstruction(instruction.trigger, dockerfile)}`;
    default:
      return normalizeSource(instruction, dockerfile);
  }
}

function isExec(command: Command): command is Extract<Command, { form: 'exec' }> {
  return command.form === 'exec';
}

function writeExec(words: readonly Word[]): string {
  return `[${words.map((word) => JSON.stringify(word.text)).join(', ')}]`;
}

/** The instruction as written, its lines joined; the content of heredocs stays as it is. */
function normalizeSource({ range, keyword, heredocs }: Instruction, dockerfile: Dockerfile): string {
  const bodies = heredocs[0]?.contentRange.start ?? range.end;
  const head = foldBlanks(joinLines(dockerfile.text.slice(range.start, bodies), dockerfile.escape));
  const name = keyword === 'UNKNOWN' ? '' : keyword;
  const rest = head.slice(name.length);
  const contents = heredocs.map((heredoc) => `\n${heredoc.content.replace(/\r\n/g, '\n')}${heredoc.name}`);
  return `${name}${rest}${contents.join('')}`;
}

/** Joins continued lines as BuildKit does: the escape character and what follows it on its line go, comment lines and empty lines too. */
function joinLines(source: string, continuation: string): string {
  const [first = '', ...rest] = source.split(/\r?\n/);
  const lines = [first, ...rest.filter((line) => !/^\s*(?:#|$)/.test(line))];
  return lines
    .map((line) => {
      const end = line.trimEnd();
      return end.endsWith(continuation) ? end.slice(0, -1) : line;
    })
    .join('');
}

/** Runs of blanks outside quotes become one blank. */
function foldBlanks(text: string): string {
  let folded = '';
  let quote = '';
  for (const character of text.trim()) {
    if (quote !== '') {
      if (character === quote) quote = '';
      folded += character;
    } else if (/\s/.test(character)) {
      if (!folded.endsWith(' ')) folded += ' ';
    } else {
      if (character === '"' || character === "'") quote = character;
      folded += character;
    }
  }
  return folded;
}
