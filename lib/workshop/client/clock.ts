const samples = 8;

/**
 * The difference between the server's clock and ours. What the server says is always older than it seems, by the way it took:
 * the largest difference of the last few is the nearest to the truth.
 */
export class ServerClock {
  #offsets: number[] = [];

  /** Takes in what the server's clock said; both in milliseconds since 1970. */
  hear(serverNow: number, now: number): void {
    this.#offsets = [...this.#offsets, serverNow - now].slice(-samples);
  }

  /** Our clock was set, or the device slept: what was heard before says nothing. */
  forget(): void {
    this.#offsets = [];
  }

  /** Add to our clock for the server's; 0 as long as nothing was heard. */
  get offset(): number {
    return this.#offsets.length === 0 ? 0 : Math.max(...this.#offsets);
  }
}
