import type { Build } from '../build/types';
import type { Comment, Instruction } from '../syntax/types';
import { defineRule, type Report } from './types';

const check = 'InvalidDefinitionDescription';

/** BuildKit runs this check only where the head of the file asks for it. */
function isAskedFor(build: Build): boolean {
  return build.dockerfile.directives.some(
    ({ name, value }) =>
      name.toLowerCase() === 'check' &&
      value.split(';').some((option) => {
        const [key, list = ''] = option.split('=', 2);
        const names = list.split(',').map((entry) => entry.trim());
        return key?.trim() === 'experimental' && (names.includes(check) || names.includes('all'));
      }),
  );
}

/** The name that a description has to begin with; `null` where the instruction takes none. */
function nameOf(instruction: Instruction): string | null {
  if (instruction.keyword === 'FROM') return instruction.alias?.text ?? null;
  if (instruction.keyword !== 'ARG') return null;
  return instruction.assignments.length === 1 ? (instruction.assignments[0]?.name.text ?? null) : '';
}

function reportComment(instruction: Instruction, comment: Comment): readonly Report[] {
  const name = nameOf(instruction);
  if (name === null || (name !== '' && comment.text.startsWith(`${name} `))) return [];
  return [
    {
      range: instruction.range,
      wrong:
        name === ''
          ? 'One description stands above several definitions.'
          : `The description above does not begin with \`${name}\`.`,
    },
  ];
}

export default defineRule({
  id: 'definition-description',
  title: 'A description that is not shown',
  category: 'clarity',
  severity: 'info',
  codes: { buildkit: [check] },
  wrong: 'The description above does not begin with the name of what it describes.',
  why: '`docker build --call=outline` shows a comment beside a stage or argument only when it begins with its name.',
  remedy: 'Begin the comment with the name, or part it from the line by a blank line.',
  recordings: [],
  check(build) {
    if (!isAskedFor(build)) return [];
    return build.dockerfile.instructions.flatMap((instruction) => {
      const comment = instruction.leadingComments.at(-1);
      return comment === undefined ? [] : reportComment(instruction, comment);
    });
  },
  examples: [
    {
      title: 'A comment about something else',
      bad: '# check=experimental=InvalidDefinitionDescription\n# the version to use\nARG VERSION=3.13\n# runtime is what is shipped\nFROM python:${VERSION}-slim AS runtime\n',
      good: '# check=experimental=InvalidDefinitionDescription\n# VERSION of Python to use\nARG VERSION=3.13\n# runtime is what is shipped\nFROM python:${VERSION}-slim AS runtime\n',
      fires: ['ARG VERSION=3.13'],
    },
  ],
});
