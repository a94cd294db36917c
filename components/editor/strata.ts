import type { StepCost } from './costs';

/** A step's band in the margin: pixels from the top of the margin. */
export interface Band {
  readonly id: string;
  readonly top: number;
  readonly height: number;
  readonly cost: StepCost;
}

/** What the bands share among themselves: `[top, height]` of each, in order. */
export type BandLayout = readonly { readonly top: number; readonly height: number }[];

/** A band thinner than this could not be seen; what it takes too much, the others give in proportion. */
const thinnest = 2;

/**
 * Heights of bands, in proportion to bytes, that together fill `height` pixels. Bytes must not be negative; a zero gets
 * no height. Every other band is at least 2 pixels tall, or as tall as all others where there is no room for that.
 */
export function layOutBands(bytes: readonly number[], height: number): BandLayout {
  const heights = shareHeight(bytes, height);
  let top = 0;
  return heights.map((own) => {
    const band = { top, height: own };
    top += own;
    return band;
  });
}

function shareHeight(bytes: readonly number[], height: number): number[] {
  const present = bytes.filter((value) => value > 0).length;
  if (present === 0 || height <= 0) return bytes.map(() => 0);
  if (present * thinnest >= height) return bytes.map((value) => (value > 0 ? height / present : 0));
  const fixed = new Set<number>();
  for (;;) {
    const room = height - fixed.size * thinnest;
    const total = bytes.reduce((sum, value, index) => (fixed.has(index) ? sum : sum + value), 0);
    const before = fixed.size;
    for (const [index, value] of bytes.entries()) {
      if (value > 0 && !fixed.has(index) && (value / total) * room < thinnest) fixed.add(index);
    }
    if (fixed.size === before) {
      return bytes.map((value, index) => (fixed.has(index) ? thinnest : (value / total) * room));
    }
  }
}

/** The bands of an image's steps, in the order of the text. */
export function bandsOf(costs: readonly StepCost[], height: number): readonly Band[] {
  const counted = costs.filter((cost) => cost.bytes > 0);
  const layout = layOutBands(
    counted.map((cost) => cost.bytes),
    height,
  );
  return counted.map((cost, index) => ({
    id: cost.id,
    top: layout[index]?.top ?? 0,
    height: layout[index]?.height ?? 0,
    cost,
  }));
}

/**
 * The outline that ties a band to its lines: from the band's right edge at x = 0 to the lines' left edge at `width`.
 * All in pixels; an SVG path.
 */
export function ribbonPath(
  band: { readonly top: number; readonly height: number },
  lines: { readonly top: number; readonly bottom: number },
  width: number,
): string {
  const middle = round(width / 2);
  const [a, b, c, d] = [band.top, band.top + band.height, lines.top, lines.bottom].map(round);
  return `M0 ${a}C${middle} ${a} ${middle} ${c} ${width} ${c}V${d}C${middle} ${d} ${middle} ${b} 0 ${b}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Between two sets of bands, `progress` from 0 to 1, eased; bands that are new grow from nothing at their place. */
export function blendBands(from: readonly Band[], to: readonly Band[], progress: number): readonly Band[] {
  if (progress >= 1) return to;
  const eased = 1 - (1 - progress) ** 3;
  const known = new Map(from.map((band) => [band.id, band]));
  return to.map((band) => {
    const start = known.get(band.id) ?? { top: band.top, height: 0 };
    return {
      ...band,
      top: start.top + (band.top - start.top) * eased,
      height: start.height + (band.height - start.height) * eased,
    };
  });
}
