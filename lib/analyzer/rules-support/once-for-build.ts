import type { Build } from '../build/types';

/** Keeps the answer of a function of the build: many rules ask for the same list. A build never changes. */
export function onceForBuild<Answer extends object>(read: (build: Build) => Answer): (build: Build) => Answer {
  const answers = new WeakMap<Build, Answer>();
  return (build) => {
    const known = answers.get(build);
    if (known !== undefined) return known;
    const answer = read(build);
    answers.set(build, answer);
    return answer;
  };
}

/** Adds a value to the list under a key. */
export function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
