import type { Estimate } from '../estimate';
import { isWithin, normalisePath } from './paths';
import type { ByteKind } from './types';

/** Bytes that a step puts into one place of an image: a file, a folder, or what a package is made of. */
export interface Holding {
  /** Where it lies; absolute. */
  readonly path: string;
  readonly kind: ByteKind;
  readonly label: string;
  readonly bytes: Estimate;
  /** Files that it is made of, where known. */
  readonly files?: number;
  /** `stage:index` of the step whose layer holds it. */
  readonly step: string;
}

/** Bytes of a layer that nothing can see any more. */
export interface Waste extends Holding {
  /** The step that deleted or overwrote them. */
  readonly lostIn: string;
}

/** What an image holds after some steps: what can still be seen, and what a later step deleted or overwrote. */
export class Contents {
  /** By path and label: several packages may share a folder. */
  readonly #visible: Map<string, Holding>;
  /** Bytes of a layer that nothing can see any more; the image carries them all the same. */
  readonly #wasted: Waste[];

  constructor(inherited?: Contents) {
    this.#visible = new Map(inherited === undefined ? [] : inherited.#visible);
    this.#wasted = inherited === undefined ? [] : [...inherited.#wasted];
  }

  get visible(): Iterable<Holding> {
    return this.#visible.values();
  }

  get wasted(): readonly Waste[] {
    return this.#wasted;
  }

  /** Adds a holding; one of the same path and label is overwritten. */
  add(holding: Holding): void {
    const key = `${holding.path}\0${holding.label}`;
    const before = this.#visible.get(key);
    if (before !== undefined) this.#lose(key, before, holding.step);
    this.#visible.set(key, holding);
  }

  /** A file at `path` is replaced: whatever lay there as a file of the project is lost. */
  overwrite(path: string, step: string): void {
    const key = `${path}\0${fileLabel}`;
    const before = this.#visible.get(key);
    if (before !== undefined) this.#lose(key, before, step);
  }

  /**
   * Deletes what lies at a path or in it; the last component may hold `*`. What this very step added is gone; what an
   * earlier layer holds stays as waste. Gives what was deleted.
   */
  remove(pattern: string, step: string): readonly Holding[] {
    const removed: Holding[] = [];
    for (const [key, holding] of this.within(pattern)) {
      removed.push(holding);
      this.#lose(key, holding, step);
    }
    return removed;
  }

  /** Likely bytes of the file at a path; 0 where none is held. */
  bytesOfFile(path: string): number {
    return this.#visible.get(`${path}\0${fileLabel}`)?.bytes.likely ?? 0;
  }

  /** Deletes whatever lies at the paths that a test accepts. */
  removeWhere(accept: (path: string) => boolean, step: string): void {
    for (const [key, holding] of [...this.#visible]) if (accept(holding.path)) this.#lose(key, holding, step);
  }

  /** Owner or mode of everything in a folder changes: what earlier layers hold is copied whole into this step's. */
  copyUp(pattern: string, step: string): void {
    for (const [key, holding] of this.within(pattern)) {
      if (holding.step === step) continue;
      this.#lose(key, holding, step);
      this.#visible.set(key, { ...holding, step });
    }
  }

  /** The same for one file or folder itself. */
  copyUpFile(path: string, step: string): void {
    const key = `${path}\0${fileLabel}`;
    const holding = this.#visible.get(key);
    if (holding === undefined || holding.step === step) return;
    this.#lose(key, holding, step);
    this.#visible.set(key, { ...holding, step });
  }

  /** What lies at a path or in it. */
  within(pattern: string): readonly (readonly [string, Holding])[] {
    const inFolder = pattern.endsWith('/*');
    const folder = normalisePath(inFolder ? pattern.slice(0, -2) : pattern);
    const star = inFolder ? -1 : folder.indexOf('*');
    const accept =
      star >= 0 ? (path: string) => path.startsWith(folder.slice(0, star)) : (path: string) => isWithin(path, folder);
    const found: (readonly [string, Holding])[] = [];
    for (const entry of this.#visible) if (accept(entry[1].path)) found.push(entry);
    return found;
  }

  #lose(key: string, holding: Holding, step: string): void {
    this.#visible.delete(key);
    if (holding.step !== step) this.#wasted.push(loseHolding(holding, step));
  }
}

/** Written out: of `{ ...holding, lostIn }` every object has a hidden class of its own. */
function loseHolding({ path, kind, label, bytes, files, step }: Holding, lostIn: string): Waste {
  return files === undefined
    ? { path, kind, label, bytes, step, lostIn }
    : { path, kind, label, bytes, step, lostIn, files };
}

/** Label of holdings that are single files of the project: the path tells them apart. */
export const fileLabel = '';
