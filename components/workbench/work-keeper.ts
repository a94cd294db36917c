import { type LoadedWork, loadWork, saveWork } from '@/lib/storage/saved-work';
import { workKey } from '@/lib/storage/scope';
import { parseWork, type SavedWork, type StoredWork, workFormat } from '@/lib/storage/work-schema';
import type { WorkStorage } from '@/lib/storage/work-storage';
import type { WorkScope } from './types';

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly rescued: string | null }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Another tab saved since; nothing was written. `theirs` is `null` where it removed its work. */
  | { readonly kind: 'conflict'; readonly theirs: StoredWork | null };

/**
 * Reads and writes the saved work of one scope for one page, and never writes over what another tab saved since: the
 * page must first `accept` the other's work as seen.
 */
export class WorkKeeper {
  readonly scope: WorkScope;
  readonly #storage: WorkStorage;
  /** What stood in the storage when this page last looked. */
  #seen: string | null = null;
  #revision = 0;

  constructor(storage: WorkStorage, scope: WorkScope) {
    this.#storage = storage;
    this.scope = scope;
  }

  load(): LoadedWork {
    const loaded = loadWork(this.#storage, this.scope);
    this.accept();
    return loaded;
  }

  save(work: SavedWork): SaveOutcome {
    const theirs = this.look();
    if (theirs !== undefined) return { kind: 'conflict', theirs };
    const result = saveWork(this.#storage, this.scope, work, this.#revision);
    if (result.status !== 'saved') return { kind: 'refused', reason: result.message };
    this.#revision = result.revision;
    this.#seen = this.#read();
    return { kind: 'saved', rescued: result.rescued };
  }

  /** Work that another tab saved since this page last looked, `null` where it was removed; `undefined` where none did. */
  look(): StoredWork | null | undefined {
    const present = this.#read();
    if (present === this.#seen) return undefined;
    return present === null ? null : (parseWork(present) ?? undefined);
  }

  /** From now on what stands in the storage counts as seen and may be replaced. */
  accept(): void {
    this.#seen = this.#read();
    this.#revision = this.#seen === null ? 0 : (parseWork(this.#seen)?.revision ?? 0);
  }

  /** Puts work aside that may not be saved in its place, so that it can be offered when the page opens again. */
  putAside(work: SavedWork): void {
    try {
      const text = JSON.stringify({ ...work, format: workFormat, revision: this.#revision + 1 } satisfies StoredWork);
      this.#storage.setItem(this.#asideKey, text);
    } catch {
      // Full or blocked: the page has said already that nothing is saved.
    }
  }

  readAside(): StoredWork | null {
    try {
      return parseWork(this.#storage.getItem(this.#asideKey) ?? '');
    } catch {
      return null;
    }
  }

  dropAside(): void {
    try {
      this.#storage.removeItem(this.#asideKey);
    } catch {
      // Blocked storage holds nothing.
    }
  }

  /** Among the rescued texts, which the export of all work includes. */
  get #asideKey(): string {
    return workKey(this.scope).replace(/^layerwise\./, 'layerwise.rescued.other-tab.');
  }

  #read(): string | null {
    try {
      return this.#storage.getItem(workKey(this.scope));
    } catch {
      // Blocked storage: `saveWork` says so when it matters.
      return null;
    }
  }
}
