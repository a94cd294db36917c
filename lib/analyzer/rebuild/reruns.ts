import { overlap } from '../build/paths';
import type { Build, Step } from '../build/types';
import type { Estimate } from '../estimate';
import { type BuiltSteps, keyBuilt, predictEdit, type Rebuild } from './rebuild';

/** What an edit of one file makes run again. */
export interface Rerun {
  readonly path: string;
  readonly steps: readonly Step[];
  readonly seconds: Estimate;
  /** Why the first of them runs again: a sentence; `null` where nothing does. */
  readonly reason: string | null;
}

/**
 * Finds which steps run again once a file of the context has other content, after a build with everything cached. An edit of
 * the Dockerfile counts as one that leaves its instructions as they are: a comment. Of a build that fails it is told what the
 * edit would cost if it did not.
 */
export function findReruns(build: Build, paths: readonly string[]): readonly Rerun[] {
  const built = keyBuilt(build, { ignoreFailures: true });
  const sightings = sightFiles(built);
  const known = new Map<string, { readonly path: string; readonly rebuild: Rebuild }>();
  return paths.map((path) => {
    const kind = sightings(path);
    let entry = known.get(kind);
    if (entry === undefined) {
      entry = { path, rebuild: predictEdit(built, path, { ignoreFailures: true }) };
      known.set(kind, entry);
    }
    const { steps, seconds, reason } = entry.rebuild;
    return {
      path,
      steps: steps.filter(({ outcome }) => outcome === 'again').map(({ step }) => step),
      seconds,
      reason: reason?.replace(`\`${entry.path}\``, `\`${path}\``) ?? null,
    };
  });
}

/**
 * Tells the files of the context apart by what becomes of them: by which steps take them in, and which steps take in the
 * places where they come to lie. Files that are alike in this make the same steps run again.
 */
function sightFiles({ steps }: BuiltSteps): (path: string) => string {
  const takers = new Map<string, string[]>();
  const taken = new Set<string>();
  for (const { step } of steps) {
    for (const path of step.contextPaths) push(takers, path, `${step.stage}:${step.index}`);
    for (const { paths } of step.fromStages) for (const path of paths) taken.add(path);
  }
  const places = taken.size === 0 ? new Map<string, readonly string[]>() : placeFiles(steps);
  return (path) => {
    const here = places.get(path) ?? [];
    const further = [...taken].filter((from) => here.some((place) => overlap(place, from)));
    return JSON.stringify([takers.get(path) ?? [], further]);
  };
}

/** Where each file of the context comes to lie. */
function placeFiles(steps: BuiltSteps['steps']): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const { step } of steps) {
    const own = new Set(step.contextPaths);
    if (own.size === 0) continue;
    for (const [place, source] of step.after.files) if (source !== null && own.has(source)) push(places, source, place);
  }
  return places;
}

function push(lists: Map<string, string[]>, name: string, value: string): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [value]);
  else list.push(value);
}
