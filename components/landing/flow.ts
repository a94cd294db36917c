import type { ByteKind } from '@/lib/analyzer/build/types';
import type { LandingBand } from './types';

/** Everything in pixels; the top of the first line is 0. */
export interface FlowMeasures {
  readonly lineHeight: number;
  /** Height at which `scale` bytes stand. */
  readonly height: number;
  /** Bytes that fill the height: the same for every state, so that the stacks compare. */
  readonly scale: number;
  /** From the lines to the stack. */
  readonly width: number;
}

export interface FlowSegment {
  readonly id: string;
  readonly kind: ByteKind;
  readonly bytes: number;
  readonly top: number;
  readonly height: number;
  /** Path of the ribbon that leads from the instruction's lines to the segment. */
  readonly ribbon: string;
}

/** What is there but small still shows. */
const least = 1;
const round = (value: number) => Math.round(value * 10) / 10;

/**
 * Leads each instruction's lines to its bytes: one segment a band, stacked from the top in build order, and a ribbon between.
 * Where an instruction has several bands, they share its lines in proportion to their bytes, and the thinner ribbon is the one at the lines.
 */
export function layOutFlow(bands: readonly LandingBand[], measures: FlowMeasures): readonly FlowSegment[] {
  const { lineHeight, height, scale, width } = measures;
  const totals = new Map<number, number>();
  for (const band of bands) totals.set(band.firstLine, (totals.get(band.firstLine) ?? 0) + band.bytes);

  const taken = new Map<number, number>();
  let top = 0;
  return bands.map((band) => {
    const tall = Math.max(least, (band.bytes / scale) * height);
    const lines = (band.lastLine - band.firstLine + 1) * lineHeight - 4;
    const before = taken.get(band.firstLine) ?? 0;
    const whole = totals.get(band.firstLine) || 1;
    taken.set(band.firstLine, before + band.bytes);

    // A ribbon never narrows: a line with few bytes sends a thread from its middle.
    const thickness = Math.min(lines, (whole / scale) * height);
    const left = band.firstLine * lineHeight + 2 + (lines - thickness) / 2;
    const from = round(left + (before / whole) * thickness);
    const to = round(left + ((before + band.bytes) / whole) * thickness);
    const segment = { id: band.id, kind: band.kind, bytes: band.bytes, top: round(top), height: round(tall) };
    const middle = width / 2;
    const bottom = round(top + tall);
    const ribbon =
      `M0 ${from}C${middle} ${from} ${middle} ${segment.top} ${width} ${segment.top}` +
      `V${bottom}C${middle} ${bottom} ${middle} ${to} 0 ${to}Z`;
    top += tall;
    return { ...segment, ribbon };
  });
}
