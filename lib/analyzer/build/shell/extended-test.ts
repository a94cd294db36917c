import type { ShellNode, ShellTest, ShellWord } from '../../syntax/shell';
import { evaluateTest, type Truth } from './conditions';
import { lacksBuiltin } from './dialect';
import { expandText, translate } from './expansion';
import { reportUnknownToShell } from './report-unknown';
import type { Shell } from './shell';
import { either, type Status, success } from './status';

/** `[[ … ]]`, which bash and ash know, and `(( … ))`, which is left to a run. */
export function walkExtendedTest(node: Extract<ShellNode, { kind: 'extended-test' }>, shell: Shell): Status {
  const { test, range } = node;
  if (test === undefined) return either;
  if (lacksBuiltin(shell.dialect, '[[')) return reportUnknownToShell('[[', range, shell);
  const truth = evaluate(test, shell);
  if (truth === null) return either;
  if (truth) return success;
  shell.fail('condition-fails', range);
  return shell.takeFailure();
}

function evaluate(test: ShellTest, shell: Shell): Truth {
  switch (test.kind) {
    case 'not': {
      const truth = evaluate(test.test, shell);
      return truth === null ? null : !truth;
    }
    case 'and':
    case 'or': {
      const deciding = test.kind === 'or';
      const truths = test.tests.map((part) => evaluate(part, shell));
      if (truths.includes(deciding)) return deciding;
      return truths.includes(null) ? null : !deciding;
    }
    case 'question':
      return ask(test.operator, test.operands, shell);
  }
}

function ask(operator: string, [left, right]: readonly ShellWord[], shell: Shell): Truth {
  if (left === undefined) return null;
  const one = expandText(left, shell.scope);
  const word = { text: operator, known: true, range: left.range };
  if (right === undefined) return evaluateTest(operator === '' ? [one] : [word, one], shell);
  const other = expandText(right, shell.scope);
  // Outside quotes the right side of a comparison is a pattern.
  const pattern = /[*?[]/.test(right.source) && !/["']/.test(right.source);
  if (!pattern || !/^(==?|!=)$/.test(operator)) return evaluateTest([one, word, other], shell);
  const expression = other.known && one.known ? translate(other.text) : null;
  return expression === null ? null : expression.test(one.text) === (operator !== '!=');
}
