/** Panes that can be resized, each a custom property on the page's root element. `app/first-paint/panes.js` sets them before the first paint. */
export interface Pane {
  /** Custom property, without the dashes. */
  readonly name: 'instrument' | 'editor' | 'dock';
  /** What the divider says to those who do not see it. */
  readonly label: string;
  /** Percent of the window (width or height, as `axis` says). */
  readonly minimum: number;
  readonly maximum: number;
  readonly axis: 'x' | 'y';
}

export const panes = {
  instrument: { name: 'instrument', label: 'Width of the instrument', minimum: 38, maximum: 72, axis: 'x' },
  editor: { name: 'editor', label: 'Height of the editor', minimum: 16, maximum: 70, axis: 'y' },
  dock: { name: 'dock', label: 'Height of the instrument', minimum: 24, maximum: 80, axis: 'y' },
} as const satisfies Record<string, Pane>;

const storageKey = 'layerwise.panes';

/** Percent from a size in pixels, held to the pane's bounds. */
export function percentOf(pane: Pane, pixels: number, whole: number): number {
  const percent = whole > 0 ? (pixels / whole) * 100 : pane.minimum;
  return Math.min(pane.maximum, Math.max(pane.minimum, Math.round(percent * 10) / 10));
}

/** Sizes in percent by pane; what cannot be read counts as not set. */
export function readPanes(text: string | null): Readonly<Partial<Record<Pane['name'], number>>> {
  try {
    const saved: unknown = JSON.parse(text ?? '{}');
    if (typeof saved !== 'object' || saved === null) return {};
    const entries = Object.values(panes).flatMap((pane) => {
      const value: unknown = Reflect.get(saved, pane.name);
      return typeof value === 'number' && value >= pane.minimum && value <= pane.maximum ? [[pane.name, value]] : [];
    });
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

/** Remembers a pane's size; `null` returns it to its own. A browser without storage forgets it with the page. */
export function savePane(pane: Pane, percent: number | null): void {
  const root = document.documentElement;
  if (percent === null) root.style.removeProperty(`--${pane.name}`);
  else root.style.setProperty(`--${pane.name}`, `${percent}${pane.axis === 'x' ? 'vw' : 'dvh'}`);
  try {
    const { [pane.name]: _, ...others } = readPanes(localStorage.getItem(storageKey));
    localStorage.setItem(storageKey, JSON.stringify(percent === null ? others : { ...others, [pane.name]: percent }));
  } catch {
    // Storage is full or blocked: the size holds until the page is left.
  }
}
