import { copyMap } from './copy-map';

/** A map that a stage inherits: it shares the one that it was made from until it is changed. */
export class InheritedMap<Key, Value> {
  #entries: ReadonlyMap<Key, Value>;
  #own: Map<Key, Value> | null = null;

  constructor(from: ReadonlyMap<Key, Value> | InheritedMap<Key, Value>) {
    this.#entries = from instanceof InheritedMap ? from.share() : from;
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  keys(): Iterable<Key> {
    return this.#entries.keys();
  }

  values(): Iterable<Value> {
    return this.#entries.values();
  }

  [Symbol.iterator](): Iterator<[Key, Value]> {
    return this.#entries[Symbol.iterator]();
  }

  set(key: Key, value: Value): void {
    this.#change().set(key, value);
  }

  delete(key: Key): void {
    if (this.#entries.has(key)) this.#change().delete(key);
  }

  /** Gives the entries away: whoever changes them next takes a copy. */
  share(): ReadonlyMap<Key, Value> {
    this.#own = null;
    return this.#entries;
  }

  #change(): Map<Key, Value> {
    if (this.#own !== null) return this.#own;
    this.#own = copyMap(this.#entries);
    this.#entries = this.#own;
    return this.#own;
  }
}

/** The same for a set; what is added does not copy what is inherited. */
export class InheritedSet<Value> {
  #inherited: ReadonlySet<Value>;
  #added: Set<Value> | null = null;

  constructor(from: ReadonlySet<Value> | InheritedSet<Value>) {
    this.#inherited = from instanceof InheritedSet ? from.share() : from;
  }

  has(value: Value): boolean {
    return this.#inherited.has(value) || this.#added?.has(value) === true;
  }

  /** All values, those inherited first. */
  list(): readonly Value[] {
    return this.#added === null ? [...this.#inherited] : [...this.#inherited, ...this.#added];
  }

  some(test: (value: Value) => boolean): boolean {
    for (const value of this.#inherited) if (test(value)) return true;
    if (this.#added !== null) for (const value of this.#added) if (test(value)) return true;
    return false;
  }

  add(value: Value): void {
    if (this.has(value)) return;
    this.#added ??= new Set();
    this.#added.add(value);
  }

  delete(value: Value): void {
    if (!this.has(value)) return;
    this.#added = new Set(this.list());
    this.#added.delete(value);
    this.#inherited = new Set();
  }

  clear(): void {
    this.#inherited = new Set();
    this.#added = null;
  }

  /** Gives the values away. */
  share(): ReadonlySet<Value> {
    if (this.#added !== null) {
      this.#inherited = new Set(this.list());
      this.#added = null;
    }
    return this.#inherited;
  }
}
