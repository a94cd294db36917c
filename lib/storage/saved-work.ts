import { listRescued, type RescuedText, rescue } from './rescue';
import { scopeOfKey, type WorkScope, workKey } from './scope';
import { parseWork, type SavedWork, type StoredWork, workFormat, workLimits } from './work-schema';
import { listKeys, nameTrouble, type StorageTrouble, storageMessages, type WorkStorage } from './work-storage';

/** What was found for a lesson or the playground. */
export interface LoadedWork {
  readonly work: StoredWork | null;
  /** Work of an earlier version of the same lesson, the latest there is: to be offered where there is no `work`. */
  readonly earlier: { readonly version: number; readonly work: StoredWork } | null;
  /** Key under which a text that could not be read was put aside. */
  readonly rescued: string | null;
  readonly trouble: StorageTrouble | null;
  /** A sentence for people where something was put aside or storage is in trouble. */
  readonly message: string | null;
}

export type SaveResult =
  /** `overtook`: another tab had saved since `knownRevision`; its work was replaced. */
  | { readonly status: 'saved'; readonly revision: number; readonly overtook: boolean; readonly rescued: string | null }
  | { readonly status: StorageTrouble; readonly message: string };

const nothingFound: LoadedWork = { work: null, earlier: null, rescued: null, trouble: null, message: null };

function findEarlier(storage: WorkStorage, scope: WorkScope): LoadedWork['earlier'] {
  if (scope.kind !== 'lesson') return null;
  const versions = listKeys(storage)
    .map(scopeOfKey)
    .flatMap((other) =>
      other?.kind === 'lesson' && other.track === scope.track && other.name === scope.name ? [other.version] : [],
    )
    .filter((version) => version < scope.version)
    .sort((one, other) => other - one);
  for (const version of versions) {
    const work = parseWork(storage.getItem(workKey({ ...scope, version })) ?? '');
    if (work !== null) return { version, work };
  }
  return null;
}

function describeRescue(key: string): string {
  return `Saved work was found here in a form that this version cannot read. It was put aside unchanged under "${key}" in the browser's storage, and the page starts afresh.`;
}

/**
 * Finds saved work. A text that cannot be read is put aside under another key, never thrown away; work of an earlier lesson
 * version stays where it is and comes back as `earlier`. Never throws.
 */
export function loadWork(storage: WorkStorage, scope: WorkScope): LoadedWork {
  const key = workKey(scope);
  try {
    const text = storage.getItem(key);
    const work = text === null ? null : parseWork(text);
    const earlier = findEarlier(storage, scope);
    if (text === null || work !== null) return { ...nothingFound, work, earlier };
    const rescued = rescue(storage, key, text);
    return rescued.ok
      ? { ...nothingFound, earlier, rescued: rescued.key, message: describeRescue(rescued.key) }
      : { ...nothingFound, earlier, trouble: rescued.trouble, message: storageMessages[rescued.trouble] };
  } catch (error) {
    const trouble = nameTrouble(error);
    return { ...nothingFound, trouble, message: storageMessages[trouble] };
  }
}

/**
 * Saves work; the last write wins. `knownRevision` is the revision that this page loaded or last saved (0 for none): from it
 * the result tells whether another tab was overtaken. A text that cannot be read is never overwritten: it is put aside first.
 * Never throws.
 */
export function saveWork(storage: WorkStorage, scope: WorkScope, work: SavedWork, knownRevision = 0): SaveResult {
  const key = workKey(scope);
  try {
    const present = storage.getItem(key);
    const found = present === null ? null : parseWork(present);
    const revision = Math.max(found?.revision ?? 0, knownRevision) + 1;
    const text = JSON.stringify({ ...work, format: workFormat, revision } satisfies StoredWork);
    if (text.length > workLimits.characters) return { status: 'full', message: storageMessages.full };
    let rescued: string | null = null;
    if (present !== null && found === null) {
      const result = rescue(storage, key, present);
      if (!result.ok) return { status: result.trouble, message: storageMessages[result.trouble] };
      rescued = result.key;
    }
    storage.setItem(key, text);
    return { status: 'saved', revision, overtook: (found?.revision ?? 0) > knownRevision, rescued };
  } catch (error) {
    const status = nameTrouble(error);
    return { status, message: storageMessages[status] };
  }
}

/** Removes the work of one scope (*Reset*). `null` when done, else why not. */
export function removeWork(storage: WorkStorage, scope: WorkScope): StorageTrouble | null {
  try {
    storage.removeItem(workKey(scope));
    return null;
  } catch (error) {
    return nameTrouble(error);
  }
}

/**
 * Reads a `storage` event, which the other tabs get after a save: whose work changed, and to what. `work` is `null` where it
 * was removed or cannot be read. `null` where the event is about something else.
 */
export function readWorkChange(event: {
  readonly key: string | null;
  readonly newValue: string | null;
}): { readonly scope: WorkScope; readonly work: StoredWork | null } | null {
  const scope = event.key === null ? null : scopeOfKey(event.key);
  if (scope === null) return null;
  return { scope, work: event.newValue === null ? null : parseWork(event.newValue) };
}

/** All saved work that can be read, by key; none where the storage is blocked. */
export function listWork(storage: WorkStorage): readonly { readonly scope: WorkScope; readonly work: StoredWork }[] {
  try {
    return listKeys(storage).flatMap((key) => {
      const scope = scopeOfKey(key);
      const work = scope === null ? null : parseWork(storage.getItem(key) ?? '');
      return scope === null || work === null ? [] : [{ scope, work }];
    });
  } catch {
    return [];
  }
}

/** Everything that the learner wrote in this browser, what was put aside included, as one JSON document to download. */
export function exportWork(storage: WorkStorage, exportedAt: string): string {
  let rescued: readonly RescuedText[] = [];
  try {
    rescued = listRescued(storage);
  } catch {
    // Blocked storage holds nothing that could be exported.
  }
  const work = listWork(storage).map((entry) => ({ key: workKey(entry.scope), ...entry }));
  return `${JSON.stringify({ product: 'layerwise', format: workFormat, exportedAt, work, rescued }, null, 2)}\n`;
}
