import { readPattern, removePrefix, removeSuffix, replacePattern, type ShellPattern } from './pattern';

/** Why a word cannot be expanded: a sentence part without a full stop. */
export class ExpansionError extends Error {}

/** What `${name-operand}` and its kin become. */
export function applyOperator(
  operator: string,
  name: string,
  value: string | undefined,
  operand: string,
  emptyIsUnset: boolean,
): string {
  const missing = value === undefined || (emptyIsUnset && value === '');
  switch (operator) {
    case '-':
      return missing ? operand : value;
    case '+':
      return missing ? '' : operand;
    case '?': {
      if (!missing) return value;
      const reason = value === undefined ? 'is not allowed to be unset' : 'is not allowed to be empty';
      throw new ExpansionError(`${name}: ${operand === '' ? reason : operand}`);
    }
    default:
      return removeMatch(operator, operand, value ?? '');
  }
}

function removeMatch(operator: string, operand: string, value: string): string {
  const longest = operand.startsWith(operator);
  const pattern = longest ? operand.slice(1) : operand;
  const parts = requirePattern(pattern);
  return operator === '#' ? removePrefix(parts, value, longest) : removeSuffix(parts, value, longest);
}

/** What `${name/pattern/replacement}` becomes. Throws an `ExpansionError` where the pattern cannot be read. */
export function replaceMatches(pattern: string, value: string, replacement: string, all: boolean): string {
  return replacePattern(requirePattern(pattern), value, replacement, all);
}

function requirePattern(text: string): ShellPattern {
  const pattern = readPattern(text);
  if (pattern === null) throw new ExpansionError(`the pattern ${text} has a backslash before a plain character`);
  return pattern;
}
