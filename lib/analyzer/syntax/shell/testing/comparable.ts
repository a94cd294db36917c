import type { ShellCommand, ShellNode, ShellWord, ShellWordPart } from '../../shell';

/** A reading without what two readers may say in two ways. */
export function comparableNode(node: ShellNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => {
      if (key !== 'parts') return value;
      if (isWordParts(value)) return joinText(value);
      return isNodes(value) ? value.filter((part) => !isNothing(part)) : value;
    }),
  );
}

export function comparableCommand(command: ShellCommand): unknown {
  return comparableNode({ kind: 'command', command });
}

function isNodes(value: unknown): value is readonly ShellNode[] {
  return Array.isArray(value) && value.every((part) => part !== null && typeof part === 'object' && 'kind' in part);
}

/** What holds no command, such as the arithmetic of a loop, and is read no further. */
function isNothing(node: ShellNode): boolean {
  return node.kind === 'other' && node.parts.every(isNothing);
}

function isWordParts(value: unknown): value is readonly ShellWordPart[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((part) => part !== null && typeof part === 'object' && 'quoted' in part)
  );
}

/** Text that goes on with the same quotes is one part; quotes around nothing are none. */
function joinText(parts: NonNullable<ShellWord['parts']>): readonly ShellWordPart[] {
  const joined: ShellWordPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind !== 'text') joined.push(part);
    else if (last?.kind === 'text' && last.quoted === part.quoted) {
      joined[joined.length - 1] = { ...part, text: last.text + part.text };
    } else if (part.text !== '' || parts.length === 1) joined.push(part);
  }
  return joined;
}
