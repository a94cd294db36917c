import { JoinedText } from '@/lib/analyzer/syntax/lines';
import type { Command, Dockerfile, Instruction } from '@/lib/analyzer/syntax/types';

/** The instructions of a Dockerfile as the S-expressions that BuildKit's parser test prints, a line each. */
export function printTree(dockerfile: Dockerfile): string {
  return dockerfile.instructions.map((instruction) => `(${printInstruction(instruction, dockerfile.text)})`).join('\n');
}

function printInstruction(instruction: Instruction, source: string): string {
  const { keywordRange, flags } = instruction;
  const name = source.slice(keywordRange.start, keywordRange.end).toLowerCase();
  const written = flags.map((flag) => quote(`--${flag.name}${flag.value === null ? '' : `=${flag.value.text}`}`));
  const head = written.length === 0 ? name : `${name} [${written.join(' ')}]`;
  return [head, ...printArguments(instruction, source).map(quote)].join(' ');
}

function printArguments(instruction: Instruction, source: string): string[] {
  switch (instruction.keyword) {
    case 'FROM':
      return [instruction.image, instruction.asKeyword, instruction.alias].flatMap((word) => word?.text ?? []);
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return printCommand(instruction.command, source);
    case 'COPY':
    case 'ADD':
      return [...instruction.sources, instruction.destination].map((word) => word.text);
    case 'ENV':
    case 'LABEL':
    case 'ARG':
      return instruction.assignments.flatMap(({ name, value }) => {
        if (instruction.keyword === 'ARG') return [value === null ? name.text : `${name.text}=${value.text}`];
        return [name.text, value?.text ?? '', instruction.legacyForm ? '' : '='];
      });
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return [instruction.argument.text];
    case 'EXPOSE':
    case 'VOLUME':
    case 'SHELL':
      return instruction.words.map((word) => word.text);
    case 'HEALTHCHECK':
      return instruction.command === null ? ['NONE'] : ['CMD', ...printCommand(instruction.command, source)];
    case 'ONBUILD':
      return [printInstruction(instruction.trigger, source)];
    case 'UNKNOWN':
      return printUnknown(instruction.name, instruction.text);
  }
}

/** What BuildKit's parser still takes apart and only its next stage refuses. */
function printUnknown(name: string, text: string): string[] {
  if (text === '') return [];
  if (name.toUpperCase() !== 'HEALTHCHECK') return [text];
  const [type = '', ...rest] = text.split(/\s+/);
  return rest.length === 0 ? [type] : [type, text.slice(type.length).trim()];
}

function printCommand(command: Command, source: string): string[] {
  if (command.form === 'exec') return command.words.map((word) => word.text);
  const { text } = new JoinedText(source, command.pieces ?? [command.range]);
  // An instruction without arguments has none in BuildKit's tree.
  return text === '' ? [] : [text];
}

/** A text as Go's `strconv.Quote` writes it. */
function quote(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '"': '\\"',
    '\\': '\\\\',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
    '\u0007': '\\a',
  };
  const written = [...text].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (
      escapes[character] ?? (code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : character)
    );
  });
  return `"${written.join('')}"`;
}
