import type { Estimate } from '../estimate';
import { copyMap } from './copy-map';
import { isWithin, normalisePath } from './paths';
import type { ByteKind } from './types';

/** Bytes in one place of an image, whatever step puts them there: a file, a folder, or what a package is made of. */
export interface Piece {
  /** Path and label as one text: what tells pieces apart. */
  readonly key: string;
  /** Where it lies; absolute. */
  readonly path: string;
  readonly kind: ByteKind;
  readonly label: string;
  readonly bytes: Estimate;
}

/** A piece that a step has put into its layer. */
export interface Holding extends Piece {
  /** `stage:index` of the step whose layer holds it. */
  readonly step: string;
}

/** A piece at a path under a label: several packages may share a folder. */
export function makePiece(path: string, kind: ByteKind, label: string, bytes: Estimate): Piece {
  return { key: keyOf(path, label), path, kind, label, bytes };
}

function keyOf(path: string, label: string): string {
  return `${path}\0${label}`;
}

/** Bytes of a layer that nothing can see any more. */
export interface Waste extends Holding {
  /** The step that deleted or overwrote them. */
  readonly lostIn: string;
}

/** What an image holds after some steps: what can still be seen, and what a later step deleted or overwrote. */
export class Contents {
  readonly #visible: Map<string, Holding>;
  /** Bytes of a layer that nothing can see any more; the image carries them all the same. */
  readonly #wasted: Waste[];

  constructor(inherited?: Contents) {
    this.#visible = inherited === undefined ? new Map() : copyMap(inherited.#visible);
    this.#wasted = inherited === undefined ? [] : [...inherited.#wasted];
  }

  get visible(): Iterable<Holding> {
    return this.#visible.values();
  }

  get wasted(): readonly Waste[] {
    return this.#wasted;
  }

  /** Puts a piece into the layer of a step; one of the same path and label is overwritten. */
  add({ key, path, kind, label, bytes }: Piece, step: string): void {
    const before = this.#visible.get(key);
    if (before !== undefined) this.#lose(before, step);
    this.#visible.set(key, { key, path, kind, label, bytes, step });
  }

  /** A file at `path` is replaced: whatever lay there as a file of the project is lost. */
  overwrite(path: string, step: string): void {
    const before = this.#visible.get(keyOf(path, fileLabel));
    if (before !== undefined) this.#lose(before, step);
  }

  /**
   * Deletes what lies at a path or in it; the last component may hold `*`. What this very step added is gone; what an
   * earlier layer holds stays as waste. Gives what was deleted.
   */
  remove(pattern: string, step: string): readonly Holding[] {
    const removed = this.within(pattern);
    for (const holding of removed) this.#lose(holding, step);
    return removed;
  }

  /** Likely bytes of the file at a path; 0 where none is held. */
  bytesOfFile(path: string): number {
    return this.#visible.get(keyOf(path, fileLabel))?.bytes.likely ?? 0;
  }

  /** Deletes whatever lies at the paths that a test accepts. */
  removeWhere(accept: (path: string) => boolean, step: string): void {
    for (const holding of [...this.visible]) if (accept(holding.path)) this.#lose(holding, step);
  }

  /** Owner or mode of everything in a folder changes: what earlier layers hold is copied whole into this step's. */
  copyUp(pattern: string, step: string): void {
    for (const holding of this.within(pattern)) if (holding.step !== step) this.add(holding, step);
  }

  /** The same for one file or folder itself. */
  copyUpFile(path: string, step: string): void {
    const holding = this.#visible.get(keyOf(path, fileLabel));
    if (holding !== undefined && holding.step !== step) this.add(holding, step);
  }

  /** What lies at a path or in it. */
  within(pattern: string): readonly Holding[] {
    const inFolder = pattern.endsWith('/*');
    const folder = normalisePath(inFolder ? pattern.slice(0, -2) : pattern);
    const star = inFolder ? -1 : folder.indexOf('*');
    const head = folder.slice(0, Math.max(0, star));
    const found: Holding[] = [];
    for (const holding of this.#visible.values()) {
      if (star >= 0 ? holding.path.startsWith(head) : isWithin(holding.path, folder)) found.push(holding);
    }
    return found;
  }

  #lose({ key, path, kind, label, bytes, step }: Holding, lostIn: string): void {
    this.#visible.delete(key);
    // Written out: of `{ ...holding, lostIn }` every object has a hidden class of its own.
    if (step !== lostIn) this.#wasted.push({ key, path, kind, label, bytes, step, lostIn });
  }
}

/** Label of holdings that are single files of the project: the path tells them apart. */
export const fileLabel = '';
