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
    this.#own = new Map(this.#entries);
    this.#entries = this.#own;
    return this.#own;
  }
}

/** The same for a set. */
export class InheritedSet<Value> {
  #values: ReadonlySet<Value>;
  #own: Set<Value> | null = null;

  constructor(from: ReadonlySet<Value> | InheritedSet<Value>) {
    this.#values = from instanceof InheritedSet ? from.share() : from;
  }

  has(value: Value): boolean {
    return this.#values.has(value);
  }

  [Symbol.iterator](): Iterator<Value> {
    return this.#values[Symbol.iterator]();
  }

  add(value: Value): void {
    if (!this.#values.has(value)) this.#change().add(value);
  }

  delete(value: Value): void {
    if (this.#values.has(value)) this.#change().delete(value);
  }

  clear(): void {
    this.#own = new Set();
    this.#values = this.#own;
  }

  /** Gives the values away: whoever changes them next takes a copy. */
  share(): ReadonlySet<Value> {
    this.#own = null;
    return this.#values;
  }

  #change(): Set<Value> {
    if (this.#own !== null) return this.#own;
    this.#own = new Set(this.#values);
    this.#values = this.#own;
    return this.#own;
  }
}
