/** What a piece of saved work belongs to. */
export type WorkScope =
  | { readonly kind: 'playground' }
  | { readonly kind: 'lesson'; readonly track: string; readonly name: string; readonly version: number };

const workPrefix = 'layerwise.work.';
const lessonKey = /^lesson\/([a-z0-9-]+)\/([a-z0-9-]+)@([1-9][0-9]{0,8})$/;

/** The storage key of a scope: `layerwise.work.playground`, `layerwise.work.lesson/<track>/<name>@<version>`. */
export function workKey(scope: WorkScope): string {
  return scope.kind === 'playground'
    ? `${workPrefix}playground`
    : `${workPrefix}lesson/${scope.track}/${scope.name}@${scope.version}`;
}

/** The scope of a storage key; `null` for keys that are not saved work. */
export function scopeOfKey(key: string): WorkScope | null {
  if (!key.startsWith(workPrefix)) return null;
  const rest = key.slice(workPrefix.length);
  if (rest === 'playground') return { kind: 'playground' };
  const [, track, name, version] = lessonKey.exec(rest) ?? [];
  if (track === undefined || name === undefined || version === undefined) return null;
  return { kind: 'lesson', track, name, version: Number(version) };
}
