import type { Invocation } from '../invocation';
import type { StageWalk } from '../stage-walk';
import type { Variables } from '../variables';

/** A command about to run, with what is in force for it. */
export interface Running {
  readonly walk: StageWalk;
  readonly invocation: Invocation;
  /** The shell's variables, with those set for this command alone. */
  readonly variables: Variables;
  /** The shell's working directory, which `cd` has changed. */
  readonly workingDirectory: string;
}

/** Whether a variable is set to what pip and Python take for yes. */
export function isSwitchedOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !/^(0|no|n|false|off)$/i.test(value);
}
