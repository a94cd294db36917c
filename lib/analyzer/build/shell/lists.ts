import type { ShellNode } from '../../syntax/shell';
import type { Shell } from './shell';
import { either, isOver, negate, type Status, success } from './status';

type Construct<Kind extends ShellNode['kind']> = Extract<ShellNode, { readonly kind: Kind }>;

/** Parted by `;` or newlines: each part runs, until one leaves the list. */
export function walkList({ parts }: Construct<'list'>, shell: Shell): Status {
  let status = success;
  let mayLeave = false;
  for (const part of parts) {
    status = shell.settle(mayLeave ? shell.perhaps(() => shell.walkNode(part)) : shell.walkNode(part));
    if (isOver(status)) break;
    mayLeave ||= status.mayLeave === true;
  }
  return mayLeave ? { ...status, mayLeave } : status;
}

/** `a && b || c`: each part runs where the status so far lets it. */
export function walkAndOr({ parts, operators }: Construct<'and-or'>, shell: Shell): Status {
  let status = success;
  let decided = false;
  let mayLeave = false;
  for (const [index, part] of parts.entries()) {
    const operator = operators[index - 1];
    const reached = operator === undefined || reaches(status, operator);
    if (reached === false) continue;
    if (reached === null) {
      const other = shell.perhaps(() => shell.walkNode(part));
      mayLeave ||= other.mayLeave === true;
      status = other.outcome === 'success' && operator === '||' ? success : either;
      continue;
    }
    decided = index === parts.length - 1;
    const asks = operators.indexOf('||', index) >= 0;
    status = decided ? shell.walkNode(part) : shell.conditionally(() => shell.walkNode(part), asks);
    if (isOver(status)) return status;
    mayLeave ||= status.mayLeave === true;
  }
  const result = decided ? status : { ...status, exempt: true };
  return mayLeave ? { ...result, mayLeave } : result;
}

/** Whether the command after an operator runs; `null` where only a run would know. */
function reaches({ outcome }: Status, operator: '&&' | '||'): boolean | null {
  return outcome === 'either' ? null : (outcome === 'success') === (operator === '&&');
}

/** `a | b`: each part in a shell of its own; the last one's status counts, with pipefail that of any that fails. */
export function walkPipeline({ parts, negated }: Construct<'pipeline'>, shell: Shell): Status {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    const status = negated ? shell.conditionally(() => shell.walkNode(only)) : shell.walkNode(only);
    return negated ? negate(status) : status;
  }
  const statuses = parts.map((part) => ({ ...shell.walkApart(part), exits: false }));
  const failed = shell.pipefail ? statuses.findLast((status) => status.outcome === 'failure') : undefined;
  const status = failed ?? statuses.at(-1) ?? success;
  return negated ? negate(status) : status;
}
