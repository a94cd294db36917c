import { wordError } from './expand';
import type { ReportProblem } from './flags';
import type { Assignment, Instruction, Word } from './types';

/** Reports the words in which BuildKit would fail to expand variables whatever their values. */
export function checkExpansions(instruction: Instruction, escapeCharacter: string, report: ReportProblem): void {
  for (const word of expandedWords(instruction)) {
    const error = wordError(word.text, escapeCharacter);
    if (error === null) continue;
    if (error.includes('quote')) {
      report(
        'unterminated-quote',
        `This word cannot be read: ${error}. Close it, or put the escape character before it.`,
        word.range,
      );
    } else {
      report(
        'bad-substitution',
        `This word cannot be read: ${error}. Correct the variable, or escape the $.`,
        word.range,
      );
    }
  }
}

/** The words of an instruction in which BuildKit, not a shell, expands variables. */
export function expandedWords(instruction: Instruction): readonly Word[] {
  switch (instruction.keyword) {
    case 'FROM':
      return [instruction.image, ...flagValues(instruction)];
    case 'COPY':
    case 'ADD':
      return [...instruction.sources, instruction.destination, ...flagValues(instruction)];
    case 'ENV':
    case 'LABEL':
    case 'ARG':
      return wordsOf(instruction.assignments);
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
      return [instruction.argument];
    case 'EXPOSE':
    case 'VOLUME':
      return instruction.words;
    default:
      return [];
  }
}

function wordsOf(assignments: readonly Assignment[]): readonly Word[] {
  const words: Word[] = [];
  for (const { name, value } of assignments) {
    words.push(name);
    if (value !== null) words.push(value);
  }
  return words;
}

function flagValues({ flags }: Instruction): readonly Word[] {
  return flags.length === 0 ? noWords : flags.map(({ value }) => value).filter((value) => value !== null);
}

const noWords: readonly Word[] = [];
