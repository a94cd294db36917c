import type { SourceRange } from '../../syntax/range';
import type { Invocation } from '../invocation';
import type { Status } from '../shell/status';
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
  /** Runs a script that the command brings along; everything in it is placed at `place`. `null` where it cannot be read. */
  readonly runScript: (text: string, place: SourceRange) => Status | null;
}

/** Whether a variable is set to what pip and Python take for yes. */
export function isSwitchedOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !/^(0|no|n|false|off)$/i.test(value);
}
