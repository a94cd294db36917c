import type { Build } from '../build/types';
import { onceForBuild } from './once-for-build';
import { type Placed, placedInstructions } from './steps';

const foundIn = onceForBuild(() => new Map<string, readonly Placed[]>());

/**
 * The instructions in whose source a text occurs, in the order of the text: what a rule about variables, say, has to look
 * at. Found once for all rules.
 */
export function instructionsWith(build: Build, text: string): readonly Placed[] {
  const known = foundIn(build).get(text);
  if (known !== undefined) return known;
  const found = findIn(build, text);
  foundIn(build).set(text, found);
  return found;
}

function findIn(build: Build, text: string): readonly Placed[] {
  const source = build.dockerfile.text;
  const found: Placed[] = [];
  let next = source.indexOf(text);
  for (const entry of placedInstructions(build)) {
    const { start, end } = entry.instruction.range;
    if (next >= 0 && next < start) next = source.indexOf(text, start);
    if (next < 0) break;
    if (next < end) found.push(entry);
  }
  return found;
}
