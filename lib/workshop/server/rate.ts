/** At most `burst` at once, and `perMinute` in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

interface Bucket {
  left: number;
  at: number;
}

/** Counts what each key does. Keys that rested long enough to be full again are forgotten; so are the oldest beyond `mostKeys`. */
export class RateLimiter {
  readonly #rate: Rate;
  readonly #mostKeys: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, mostKeys = 10_000) {
    this.#rate = rate;
    this.#mostKeys = mostKeys;
  }

  #bucket(key: string, now: number): Bucket {
    const found = this.#buckets.get(key);
    if (found === undefined) return { left: this.#rate.burst, at: now };
    const refilled = (Math.max(0, now - found.at) / 60_000) * this.#rate.perMinute;
    return { left: Math.min(this.#rate.burst, found.left + refilled), at: now };
  }

  /** Whether the key may do it once more; does not count it. */
  allows(key: string, now: number): boolean {
    return this.#bucket(key, now).left >= 1;
  }

  /** Whether the key has been counted lately. */
  remembers(key: string, now: number): boolean {
    return this.#bucket(key, now).left < this.#rate.burst;
  }

  /** Counts it, where the key may still do it; says whether it may. */
  take(key: string, now: number): boolean {
    const bucket = this.#bucket(key, now);
    const allowed = bucket.left >= 1;
    if (allowed) bucket.left -= 1;
    // Last in the map is last used.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > this.#mostKeys) this.#forget(now);
    return allowed;
  }

  #forget(now: number): void {
    for (const key of this.#buckets.keys()) {
      if (!this.remembers(key, now)) this.#buckets.delete(key);
    }
    for (const key of this.#buckets.keys()) {
      if (this.#buckets.size <= this.#mostKeys) return;
      this.#buckets.delete(key);
    }
  }
}
