import type { ShellNode, ShellWord } from '../../syntax/shell';
import { expandText, expandWord, translate } from './expansion';
import { walkExtendedTest } from './extended-test';
import type { Shell } from './shell';
import { either, isOver, type Status, success } from './status';

type Construct<Kind extends ShellNode['kind']> = Extract<ShellNode, { readonly kind: Kind }>;

/** Walks a condition, a loop or a test, as far as its outcome is known. */
export function walkConstruct(
  node: Construct<'if' | 'while' | 'for' | 'case' | 'extended-test'>,
  shell: Shell,
): Status {
  switch (node.kind) {
    case 'if':
      return walkIf(node, shell);
    case 'while':
      return walkWhile(node, shell);
    case 'for':
      return walkFor(node, shell);
    case 'case':
      return walkCase(node, shell);
    case 'extended-test':
      return walkExtendedTest(node, shell);
  }
}

/** Turns of a loop that are walked. */
const mostTurns = 40;

function walkIf({ branches, otherwise }: Construct<'if'>, shell: Shell): Status {
  const open: Status[] = [];
  for (const { condition, body } of branches) {
    const walkCondition = () => shell.conditionally(() => shell.walkNode(condition));
    const status = open.length > 0 ? shell.perhaps(walkCondition) : walkCondition();
    if (isOver(status)) return status;
    if (status.outcome === 'failure') continue;
    if (status.outcome === 'success' && open.length === 0) return shell.walkNode(body);
    open.push(shell.perhaps(() => shell.walkNode(body)));
    if (status.outcome === 'success') return join(open);
  }
  if (otherwise === null) return open.length > 0 ? join(open) : success;
  if (open.length === 0) return shell.walkNode(otherwise);
  open.push(shell.perhaps(() => shell.walkNode(otherwise)));
  return join(open);
}

/** What is known after branches of which only a run would know the one that is taken. */
function join(branches: readonly Status[]): Status {
  return branches.some((status) => status.mayLeave === true) ? { ...either, mayLeave: true } : either;
}

/**
 * The condition is asked once for certain, and where it holds, the body runs once; how often a loop turns after that only a
 * run would know.
 */
function walkWhile({ condition, body, until }: Construct<'while'>, shell: Shell): Status {
  const asked = shell.conditionally(() => shell.walkNode(condition));
  if (isOver(asked)) return asked;
  if (asked.outcome === (until ? 'success' : 'failure')) return success;
  if (asked.outcome === 'either') {
    shell.perhaps(() => shell.walkNode(body));
    return success;
  }
  // A condition that ends a loop by failing has not failed anything.
  const turn = shell.settle(shell.walkNode(body));
  if (turn.exits || turn.leaves === 'function') return turn;
  return success;
}

function walkFor({ name, words, body }: Construct<'for'>, shell: Shell): Status {
  const items = words?.flatMap((word) => expandWord(word, shell.scope)) ?? shell.positional;
  const known = items?.every((item) => item.known && !/[*?]/.test(item.text)) ?? false;
  if (items === null || !known || items.length > mostTurns) {
    shell.set(name, null);
    shell.perhaps(() => shell.walkNode(body));
    return success;
  }
  let status = success;
  let mayLeave = false;
  for (const { text } of items) {
    shell.set(name, text);
    status = shell.settle(mayLeave ? shell.perhaps(() => shell.walkNode(body)) : shell.walkNode(body));
    if (status.exits || status.leaves === 'function') return status;
    mayLeave ||= status.mayLeave === true;
    if (status.leaves === 'loop') break;
  }
  return { ...status, leaves: undefined, mayLeave };
}

function walkCase({ word, items }: Construct<'case'>, shell: Shell): Status {
  const value = expandText(word, shell.scope);
  const open: Status[] = [];
  for (const { patterns, body } of items) {
    const matches = value.known ? matchesAny(value.text, patterns, shell) : isCatchAll(patterns) ? true : null;
    if (matches === false) continue;
    if (matches === true && open.length === 0) return shell.walkNode(body);
    open.push(shell.perhaps(() => shell.walkNode(body)));
    if (matches === true) return join(open);
  }
  return open.length > 0 || !value.known ? join(open) : success;
}

/** `*)` takes whatever is left. */
function isCatchAll(patterns: readonly ShellWord[]): boolean {
  return patterns.some(({ source }) => source === '*');
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
