import type { Argument } from '../invocation';
import { resolvePath } from '../paths';
import type { StageWalk } from '../stage-walk';

/** Whether a condition holds; `null` where only a run would know. */
export type Truth = boolean | null;

export interface ConditionScope {
  readonly walk: StageWalk;
  readonly workingDirectory: string;
}

/** Evaluates the arguments of `test` or `[`, the closing bracket left out. */
export function evaluateTest(words: readonly Argument[], scope: ConditionScope): Truth {
  return evaluateOr(words, scope);
}

/** `-o` binds less than `-a`. */
function evaluateOr(words: readonly Argument[], scope: ConditionScope): Truth {
  return combine(split(words, '-o'), (part) => evaluateAnd(part, scope), true);
}

function evaluateAnd(words: readonly Argument[], scope: ConditionScope): Truth {
  return combine(split(words, '-a'), (part) => evaluatePrimary(part, scope), false);
}

/** The first part that decides does; one that is not known leaves the rest open. */
function combine(
  parts: readonly (readonly Argument[])[],
  evaluate: (part: readonly Argument[]) => Truth,
  deciding: boolean,
): Truth {
  let result: Truth = !deciding;
  for (const part of parts) {
    const truth = evaluate(part);
    if (truth === deciding) return deciding;
    if (truth === null) result = null;
  }
  return result;
}

function split(words: readonly Argument[], operator: string): readonly (readonly Argument[])[] {
  // Up to three words an operator may be an operand: `[ -o = x ]`.
  if (words.length <= 3) return [words];
  const parts: Argument[][] = [[]];
  for (const word of words) {
    if (word.text === operator) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function evaluatePrimary(words: readonly Argument[], scope: ConditionScope): Truth {
  const [first, second, third] = words;
  if (first === undefined) return false;
  if (first.text === '!' && words.length > 1) {
    const truth = evaluatePrimary(words.slice(1), scope);
    return truth === null ? null : !truth;
  }
  if (words.length === 1) return first.known ? first.text !== '' : null;
  if (words.length === 2 && second !== undefined) return evaluateUnary(first.text, second, scope);
  if (words.length === 3 && second !== undefined && third !== undefined) return compare(first, second.text, third);
  return null;
}

function evaluateUnary(operator: string, operand: Argument, { walk, workingDirectory }: ConditionScope): Truth {
  if (!operand.known) return null;
  switch (operator) {
    case '-n':
      return operand.text !== '';
    case '-z':
      return operand.text === '';
    case '-e':
    case '-f':
    case '-d':
    case '-s':
    case '-r': {
      if (/[*?[]/.test(operand.text) || operand.text === '') return operand.text === '' ? false : null;
      const kind = walk.lookUp(resolvePath(workingDirectory, operand.text));
      if (kind === 'unknown') return null;
      if (operator === '-f') return kind === 'file';
      if (operator === '-d') return kind === 'directory';
      return operator === '-s' && kind !== 'missing' ? null : kind !== 'missing';
    }
    case '-x':
      return walk.lookUp(resolvePath(workingDirectory, operand.text)) === 'missing' ? false : null;
    default:
      return null;
  }
}

function compare(left: Argument, operator: string, right: Argument): Truth {
  if (!left.known || !right.known) return null;
  const [one, other] = [Number(left.text), Number(right.text)];
  const numbers = /^-?\d+$/.test(left.text) && /^-?\d+$/.test(right.text);
  switch (operator) {
    case '=':
    case '==':
      return left.text === right.text;
    case '!=':
      return left.text !== right.text;
    case '-eq':
      return numbers ? one === other : null;
    case '-ne':
      return numbers ? one !== other : null;
    case '-gt':
      return numbers ? one > other : null;
    case '-ge':
      return numbers ? one >= other : null;
    case '-lt':
      return numbers ? one < other : null;
    case '-le':
      return numbers ? one <= other : null;
    default:
      return null;
  }
}
