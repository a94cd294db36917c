import type { SourceRange } from '../../syntax/range';
import type { ShellNode, ShellWord } from '../../syntax/shell';
import { lacksBuiltin } from './dialect';
import { expandText, expandWord, translate } from './expansion';
import { reportUnknownToShell } from './report-unknown';
import type { Shell } from './shell';
import { either, negate, type Status, success } from './status';

type Construct<Kind extends ShellNode['kind']> = Extract<ShellNode, { readonly kind: Kind }>;

/** Turns of a loop that are walked. */
const mostTurns = 40;

/** `a && b || c`: each part runs where the status so far lets it. */
export function walkAndOr({ parts, operators }: Construct<'and-or'>, shell: Shell): Status {
  let status = success;
  let decided = false;
  for (const [index, part] of parts.entries()) {
    const operator = operators[index - 1];
    const reached = operator === undefined || reaches(status, operator);
    if (reached === false) continue;
    if (reached === null) {
      const other = shell.perhaps(() => shell.walkNode(part));
      status = other.outcome === 'success' && operator === '||' ? success : either;
      continue;
    }
    decided = index === parts.length - 1;
    const asks = operators.indexOf('||', index) >= 0;
    status = decided ? shell.walkNode(part) : shell.conditionally(() => shell.walkNode(part), asks);
    if (status.exits) return status;
  }
  return decided ? status : { ...status, exempt: true };
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

export function walkIf({ branches, otherwise }: Construct<'if'>, shell: Shell): Status {
  let open = false;
  for (const { condition, body } of branches) {
    const status = shell.conditionally(() => shell.walkNode(condition));
    if (status.exits) return status;
    if (status.outcome === 'failure') continue;
    if (status.outcome === 'success') {
      if (!open) return shell.walkNode(body);
      shell.perhaps(() => shell.walkNode(body));
      return either;
    }
    open = true;
    shell.perhaps(() => shell.walkNode(body));
  }
  if (otherwise === null) return open ? either : success;
  if (!open) return shell.walkNode(otherwise);
  shell.perhaps(() => shell.walkNode(otherwise));
  return either;
}

/** How often a loop turns only a run would know: its body is walked as something that may happen. */
export function walkWhile({ condition, body }: Construct<'while'>, shell: Shell): Status {
  shell.perhaps(() => shell.walkNode(condition));
  shell.perhaps(() => shell.walkNode(body));
  return success;
}

export function walkFor({ name, words, body }: Construct<'for'>, shell: Shell): Status {
  const items = words?.flatMap((word) => expandWord(word, shell.scope)) ?? null;
  const known = items?.every((item) => item.known && !/[*?]/.test(item.text)) ?? false;
  if (items === null || !known || items.length > mostTurns) {
    shell.set(name, null);
    shell.perhaps(() => shell.walkNode(body));
    return success;
  }
  let status = success;
  for (const { text } of items) {
    shell.set(name, text);
    status = shell.walkNode(body);
    if (status.exits) return status;
  }
  return status;
}

export function walkCase({ word, items }: Construct<'case'>, shell: Shell): Status {
  const value = expandText(word, shell.scope);
  let open = !value.known;
  for (const { patterns, body } of items) {
    const matches = value.known ? matchesAny(value.text, patterns, shell) : null;
    if (matches === false) continue;
    if (matches === true && !open) return shell.walkNode(body);
    open = true;
    shell.perhaps(() => shell.walkNode(body));
    if (matches === true) break;
  }
  return open ? either : success;
}

function matchesAny(value: string, patterns: readonly ShellWord[], { scope }: Shell): boolean | null {
  let result: boolean | null = false;
  for (const pattern of patterns) {
    const { text, known } = expandText(pattern, scope);
    const expression = known ? translate(text) : null;
    if (expression?.test(value)) return true;
    if (expression === null) result = null;
  }
  return result;
}

/** `[[ … ]]`, which bash and ash know, and `(( … ))`. */
export function walkExtendedTest({ text, range }: { text: string; range: SourceRange }, shell: Shell): Status {
  const name = text.startsWith('[[') ? '[[' : '((';
  if (name === '[[' && lacksBuiltin(shell.dialect, name)) return reportUnknownToShell(name, range, shell);
  return either;
}
