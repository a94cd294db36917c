import type { Build } from '../build/types';
import type { Assignment, AssignmentInstruction } from '../syntax/types';
import { addTo, onceForBuild } from './once-for-build';
import { type Placed, placed } from './steps';

/** A variable in an ENV or ARG of a stage. */
export interface PlacedAssignment extends Placed<AssignmentInstruction> {
  readonly assignment: Assignment;
}

/** The variables of every ENV and ARG by name; each name's in the order of the text. Found once for all rules. */
export const assignmentsByName = onceForBuild((build): ReadonlyMap<string, readonly PlacedAssignment[]> => {
  const named = new Map<string, PlacedAssignment[]>();
  for (const { instruction, stage, step, triggered } of placed(build, 'ENV', 'ARG'))
    for (const assignment of instruction.assignments)
      addTo(named, assignment.name.text, { instruction, stage, step, triggered, assignment });
  return named;
});

const none: readonly PlacedAssignment[] = [];

/** Where ENV or ARG names one of some variables. */
export function assignments(build: Build, ...names: readonly (string | RegExp)[]): readonly PlacedAssignment[] {
  const named = assignmentsByName(build);
  if (named.size === 0) return none;
  return names.flatMap((name) =>
    typeof name === 'string'
      ? (named.get(name) ?? [])
      : [...named].flatMap(([text, found]) => (name.test(text) ? found : [])),
  );
}

/** Where ENV names one of some variables. */
export function environmentOf(build: Build, ...names: readonly string[]): readonly PlacedAssignment[] {
  return assignments(build, ...names).filter(({ instruction }) => instruction.keyword === 'ENV');
}
