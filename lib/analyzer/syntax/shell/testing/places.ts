import type { SourceRange } from '../../range';
import type { ShellCommand, ShellNode, ShellReading, ShellTest, ShellWord } from '../../shell';

/** A thing of a script, where it lies, and what it is made of in the order of the text. */
export interface Place {
  readonly what: string;
  readonly range: SourceRange;
  readonly parts: readonly Place[];
}

/** The places of all that a reading holds: its script, and the commands that stand in no word of it. */
export function placesOf({ script, commands, problems }: ShellReading): readonly Place[] {
  return [
    ...(script === null ? [] : placesOfNode(script)),
    ...commands.map(placeOfCommand),
    ...problems.map(({ message, range }) => ({ what: message, range, parts: [] })),
  ];
}

function placeOfWord(word: ShellWord): Place {
  const parts = (word.parts ?? []).flatMap((part): readonly Place[] => {
    if (part.kind === 'substitution') return placesOfNode(part.script);
    return part.kind === 'variable' && part.operand !== null ? [placeOfWord(part.operand)] : [];
  });
  return { what: `the word ${word.source}`, range: word.range, parts };
}

function placeOfCommand(command: ShellCommand): Place {
  const { name, nameWord, nameRange, words, assignments, redirections, range } = command;
  const named: Place = {
    what: `the name ${name}`,
    range: nameRange,
    parts: nameWord === undefined ? [] : [placeOfWord(nameWord)],
  };
  const parts: readonly Place[] = [
    ...(name === '' && nameWord === undefined ? [] : [named]),
    ...words.map(placeOfWord),
    ...assignments.map((assignment) => ({
      what: `the assignment of ${assignment.name}`,
      range: assignment.range,
      parts: assignment.value === null ? [] : [placeOfWord(assignment.value)],
    })),
    ...redirections.map(({ operator, target, range: place }) => ({
      what: `the redirection ${operator}`,
      range: place,
      parts: [placeOfWord(target)],
    })),
  ];
  return {
    what: `the command ${name}`,
    range,
    parts: parts.toSorted((one, other) => one.range.start - other.range.start),
  };
}

function placesOfTest(test: ShellTest): readonly Place[] {
  if (test.kind === 'question') return test.operands.map(placeOfWord);
  return test.kind === 'not' ? placesOfTest(test.test) : test.tests.flatMap(placesOfTest);
}

/** The commands, words and tests of a node in the order of the text. */
function placesOfNode(node: ShellNode): readonly Place[] {
  switch (node.kind) {
    case 'command':
      return [placeOfCommand(node.command)];
    case 'list':
    case 'and-or':
    case 'pipeline':
    case 'other':
      return node.parts.flatMap(placesOfNode);
    case 'group':
      return [
        ...placesOfNode(node.body),
        ...node.redirections.map(({ operator, range }) => ({ what: `the redirection ${operator}`, range, parts: [] })),
      ];
    case 'background':
    case 'subshell':
    case 'function':
      return placesOfNode(node.body);
    case 'if':
      return [
        ...node.branches.flatMap(({ condition, body }) => [...placesOfNode(condition), ...placesOfNode(body)]),
        ...(node.otherwise === null ? [] : placesOfNode(node.otherwise)),
      ];
    case 'while':
      return [...placesOfNode(node.condition), ...placesOfNode(node.body)];
    case 'for':
      return [...(node.words ?? []).map(placeOfWord), ...placesOfNode(node.body)];
    case 'case':
      return [
        placeOfWord(node.word),
        ...node.items.flatMap(({ patterns, body }) => [...patterns.map(placeOfWord), ...placesOfNode(body)]),
      ];
    case 'extended-test':
      return [{ what: node.text, range: node.range, parts: node.test === undefined ? [] : placesOfTest(node.test) }];
  }
}

/**
 * What is wrong with places that should lie within `around`, and one after the other if they are `inOrder`; `null` where
 * nothing is. All of a script that was decoded lies at one place.
 */
export function findMisplaced(places: readonly Place[], around: SourceRange, inOrder: boolean): string | null {
  let last = { start: around.start, end: around.start };
  for (const { what, range, parts } of places) {
    if (range.start < around.start || range.end > around.end || range.end < range.start) {
      return `${what} at ${range.start}-${range.end} is not within ${around.start}-${around.end}`;
    }
    const isDecoded = range.start === last.start && range.end === last.end;
    if (inOrder && range.start < last.end && !isDecoded) return `${what} at ${range.start} begins before ${last.end}`;
    last = range;
    const misplaced = findMisplaced(parts, range, true);
    if (misplaced !== null) return `${misplaced}, in ${what}`;
  }
  return null;
}
