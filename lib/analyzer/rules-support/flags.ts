import type { Build } from '../build/types';
import type { CopyInstruction, Flag, RunInstruction } from '../syntax/types';
import { addTo, onceForBuild } from './once-for-build';
import { type Placed, placed } from './steps';

/** A flag of a RUN, COPY or ADD. */
export interface PlacedFlag extends Placed<RunInstruction | CopyInstruction> {
  readonly flag: Flag;
}

const flagsByName = onceForBuild((build): ReadonlyMap<string, readonly PlacedFlag[]> => {
  const named = new Map<string, PlacedFlag[]>();
  for (const { instruction, stage, step, triggered } of placed(build, 'RUN', 'COPY', 'ADD'))
    for (const flag of instruction.flags) addTo(named, flag.name, { instruction, stage, step, triggered, flag });
  return named;
});

/** The flags of that name, such as `from` or `mount`, in the order of the text. Found once for all rules. */
export function flagsNamed(build: Build, name: string): readonly PlacedFlag[] {
  return flagsByName(build).get(name) ?? [];
}
