import { copyMap } from './copy-map';

/**
 * A map that shares what it has in common with the map that it was made from: a step that adds one file to an image of a
 * hundred thousand does not copy them all. Never changed once made.
 */
export class LayeredMap<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly #below: ReadonlyMap<Key, Value>;
  /** Values set here; `removed` where the key is gone. */
  readonly #changes: ReadonlyMap<Key, Value | typeof removed>;
  readonly size: number;
  readonly #depth: number;

  private constructor(
    below: ReadonlyMap<Key, Value>,
    changes: ReadonlyMap<Key, Value | typeof removed>,
    size: number,
    depth: number,
  ) {
    this.#below = below;
    this.#changes = changes;
    this.size = size;
    this.#depth = depth;
  }

  /** `map` with some keys set and others gone. */
  static change<Key, Value>(
    map: ReadonlyMap<Key, Value>,
    set: Iterable<readonly [Key, Value]>,
    gone: Iterable<Key> = [],
  ): ReadonlyMap<Key, Value> {
    const changes = new Map<Key, Value | typeof removed>();
    let { size } = map;
    for (const key of gone) {
      if (!map.has(key) || changes.has(key)) continue;
      changes.set(key, removed);
      size -= 1;
    }
    for (const [key, value] of set) {
      const absent = changes.has(key) ? changes.get(key) === removed : !map.has(key);
      if (absent) size += 1;
      changes.set(key, value);
    }
    if (changes.size === 0) return map;
    const depth = map instanceof LayeredMap ? map.#depth + 1 : 1;
    // A deep pile is slow to ask, and a small one cheap to copy.
    if (depth > deepestPile || map.size <= Math.max(smallMap, changes.size * 4)) return copyWith(map, changes);
    return new LayeredMap(map, changes, size, depth);
  }

  get(key: Key): Value | undefined {
    const change = this.#changes.get(key);
    if (change === removed) return undefined;
    return change === undefined && !this.#changes.has(key) ? this.#below.get(key) : change;
  }

  has(key: Key): boolean {
    return this.#changes.has(key) ? this.#changes.get(key) !== removed : this.#below.has(key);
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const entry of this.#below) if (!this.#changes.has(entry[0])) yield entry;
    for (const [key, value] of this.#changes) if (value !== removed) yield [key, value];
  }

  *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}

function copyWith<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  changes: ReadonlyMap<Key, Value | typeof removed>,
): ReadonlyMap<Key, Value> {
  const copy = copyMap(map);
  for (const [key, value] of changes) {
    // A key that is set anew comes last, as in the layers.
    copy.delete(key);
    if (value !== removed) copy.set(key, value);
  }
  return copy;
}

const removed = Symbol('removed');
const deepestPile = 30;
const smallMap = 20;
