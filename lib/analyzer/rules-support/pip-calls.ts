import type { Build } from '../build/types';
import type { Option } from './commands';
import { addTo, onceForBuild } from './once-for-build';
import { type PipCommand, readPip } from './pip';
import { type PlacedRun, runs } from './steps';

/** A call of pip, or of uv's pip interface, with the RUN that it stands in. */
export interface PlacedPip {
  readonly pip: PipCommand;
  readonly run: PlacedRun;
}

/** Every call of pip in the build, in the order of the text. Found once for all rules. */
export const pipCalls = onceForBuild((build): readonly PlacedPip[] => {
  const found: PlacedPip[] = [];
  for (const run of runs(build, 'pip')) {
    for (const command of run.commands) {
      const pip = readPip(command);
      if (pip !== null) found.push({ pip, run });
    }
  }
  return found;
});

/** Every `pip install` of the build, in the order of the text. */
export const placedInstalls = onceForBuild((build): readonly PlacedPip[] =>
  pipCalls(build).filter(({ pip }) => pip.action === 'install'),
);

/** An option of a `pip install`. */
export interface PlacedOption extends PlacedPip {
  readonly option: Option;
}

const optionsByName = onceForBuild((build): ReadonlyMap<string, readonly PlacedOption[]> => {
  const named = new Map<string, PlacedOption[]>();
  for (const { pip, run } of placedInstalls(build))
    for (const option of pip.options) addTo(named, option.name, { pip, run, option });
  return named;
});

const none: readonly PlacedOption[] = [];

/** The options with one of these names that some `pip install` is given. */
export function installOptions(build: Build, ...names: readonly string[]): readonly PlacedOption[] {
  const named = optionsByName(build);
  if (named.size === 0) return none;
  return names.flatMap((name) => named.get(name) ?? []);
}
