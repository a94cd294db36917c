import type { Build } from '../build/types';
import type { Comment, Instruction } from '../syntax/types';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

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

/** The names of what an instruction defines: one of them has to begin a description. */
function namesIn(instruction: Instruction): readonly string[] {
  if (instruction.keyword === 'FROM') return instruction.alias === null ? [] : [instruction.alias.text];
  return instruction.keyword === 'ARG' ? instruction.assignments.map(({ name }) => name.text) : [];
}

function reportComment(instruction: Instruction, comment: Comment): readonly Report[] {
  const names = namesIn(instruction);
  // An empty comment parts what stands above it from the instruction.
  if (names.length === 0 || comment.text === '' || names.some((name) => comment.text.startsWith(`${name} `))) return [];
  const wrong =
    names.length === 1
      ? `The comment above does not begin with \`${names[0]}\`.`
      : 'The comment above begins with none of the names defined here.';
  return [{ range: instruction.range, wrong }];
}

export const texts: RuleTexts = {
  title: 'A description does not begin with its name',
  category: 'clarity',
  wrong: 'The comment above does not begin with the name of what it describes.',
  why: '`docker build --call=outline` shows a comment on a stage or an argument only when it begins with that name.',
  remedy: 'Begin the comment with the name, or put a blank line between the comment and the instruction.',
  recordings: [],
};

export default defineRule({
  id: 'definition-description',
  part: 'configuration',
  severity: 'info',
  codes: { buildkit: [check] },
  check(build) {
    if (!isAskedFor(build)) return [];
    return build.dockerfile.instructions.flatMap((instruction) => {
      const comment = instruction.leadingComments.at(-1);
      return comment === undefined ? [] : reportComment(instruction, comment);
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A comment about something else',
    bad: '# check=experimental=InvalidDefinitionDescription\n# the version to use\nARG VERSION=3.13\n# runtime is what is shipped\nFROM python:${VERSION}-slim AS runtime\n',
    good: '# check=experimental=InvalidDefinitionDescription\n# VERSION of Python to use\nARG VERSION=3.13\n# runtime is what is shipped\nFROM python:${VERSION}-slim AS runtime\n',
    fires: ['ARG VERSION=3.13'],
  },
  {
    title: 'One comment above two arguments',
    bad: '# check=experimental=InvalidDefinitionDescription\n# what to build with\nARG PYTHON=3.13 UV=0.9\nFROM python:${PYTHON}-slim\n',
    good: '# check=experimental=InvalidDefinitionDescription\n# UV installs the packages\nARG PYTHON=3.13 UV=0.9\nFROM python:${PYTHON}-slim\n',
    fires: ['ARG PYTHON=3.13 UV=0.9'],
  },
];
