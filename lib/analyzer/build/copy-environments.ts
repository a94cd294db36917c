import { isWithin, moveUnder } from './paths';
import { sitePackages } from './site-packages';
import type { StageWalk } from './stage-walk';
import type { PythonEnvironment } from './types';

/** Environments come along whole, or as what they hold when only their packages are copied. */
export function copyEnvironments(origin: StageWalk, from: string, target: string, walk: StageWalk): void {
  for (const environment of origin.state.pythonEnvironments) {
    // Packages that nobody could read come along with those that are known.
    if (!origin.packagesCertain && (isWithin(environment.path, from) || isWithin(from, environment.path)))
      walk.packagesCertain = false;
    const packagesFolder = sitePackages(environment);
    if (isWithin(environment.path, from)) {
      const path = moveUnder(environment.path, from, target);
      joinEnvironment({ ...environment, path }, walk);
    } else if (environment.path !== from && isWithin(packagesFolder, from)) {
      const path = moveUnder(packagesFolder, from, target);
      const owner = walk.state.pythonEnvironments.find((entry) => sitePackages(entry) === path);
      const packages = environment.packages.map((entry) => ({ ...entry, scripts: entry.name === 'pip' }));
      if (owner !== undefined) joinEnvironment({ ...owner, packages }, walk);
    }
  }
}

/** Adds an environment; its packages join those of one that is already there, as when a prefix lands in /usr/local. */
function joinEnvironment(environment: PythonEnvironment, walk: StageWalk): void {
  const present = walk.state.pythonEnvironments.find((entry) => entry.path === environment.path);
  if (present === undefined) {
    // A system Python copied into an image without one brings its program along.
    walk.putEnvironment(environment);
    return;
  }
  const before = new Map(present.packages.map((entry) => [entry.name, entry]));
  const names = new Set(environment.packages.map((entry) => entry.name));
  // Scripts that are there already stay.
  const added = environment.packages.map((entry) =>
    entry.scripts === false && before.has(entry.name) && before.get(entry.name)?.scripts !== false
      ? { ...entry, scripts: true }
      : entry,
  );
  const packages = [...present.packages.filter((entry) => !names.has(entry.name)), ...added];
  walk.putEnvironment({ ...present, packages });
}
