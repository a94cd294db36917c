import { RateLimiter } from './rate';

/**
 * Slows down who tries codes, and nobody else: a whole conference may share one address, so only wrong codes count, and whoever
 * has a place in a room is never asked. 26 to the 6th are 309 million codes; at these rates one address finds one of a thousand
 * live rooms after some ten days.
 */
export class GuessGuard {
  readonly #byAddress = new RateLimiter({ burst: 60, perMinute: 20 });
  /** All addresses together: when many guess, those with wrong codes of their own wait. */
  readonly #together = new RateLimiter({ burst: 3_000, perMinute: 1_000 });
  readonly #creations = new RateLimiter({ burst: 30, perMinute: 6 });
  readonly #moves = new RateLimiter({ burst: 10, perMinute: 2 });

  mayGuess(address: string, now: number): boolean {
    if (!this.#byAddress.allows(address, now)) return false;
    return this.#together.allows('all', now) || !this.#byAddress.remembers(address, now);
  }

  /** Counts a wrong code. */
  guessedWrong(address: string, now: number): void {
    this.#byAddress.take(address, now);
    this.#together.take('all', now);
  }

  mayCreate(address: string, now: number): boolean {
    return this.#creations.take(address, now);
  }

  /** Codes for another device are tried within a room, from anywhere. */
  mayMove(code: string, now: number): boolean {
    return this.#moves.allows(code, now);
  }

  movedWrong(code: string, now: number): void {
    this.#moves.take(code, now);
  }
}
