/** How far the text is scrolled, in pixels: told by whichever surface shows it, heard by the margin beside it. */
export class ScrollPosition {
  #top = 0;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): number => this.#top;

  readonly tell = (top: number): void => {
    if (top === this.#top) return;
    this.#top = top;
    for (const listener of this.#listeners) listener();
  };
}
