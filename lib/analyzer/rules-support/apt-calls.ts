import type { Build } from '../build/types';
import { type AptCommand, aptCommands } from './apt';
import { addTo, onceForBuild } from './once-for-build';
import { type PlacedRun, runs } from './steps';

/** A call of apt-get, apt or aptitude with the RUN that it stands in. */
export interface PlacedApt {
  readonly apt: AptCommand;
  readonly run: PlacedRun;
}

const callsByAction = onceForBuild((build): ReadonlyMap<string, readonly PlacedApt[]> => {
  const named = new Map<string, PlacedApt[]>();
  for (const run of runs(build, 'apt', 'apt-get', 'aptitude'))
    for (const apt of aptCommands(run.commands)) addTo(named, apt.action, { apt, run });
  return named;
});

const none: readonly PlacedApt[] = [];

/** The calls of apt with one of these actions; each action's in the order of the text. Found once for all rules. */
export function aptCalls(build: Build, ...actions: readonly string[]): readonly PlacedApt[] {
  const named = callsByAction(build);
  if (named.size === 0) return none;
  const [only, ...others] = actions;
  if (only !== undefined && others.length === 0) return named.get(only) ?? none;
  return actions.flatMap((action) => named.get(action) ?? []);
}
