import type { ByteKind } from '@/lib/analyzer/build/types';
import type { ShownLine } from './lines';

/** A number with its likely range; bytes or seconds. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** Bytes of one kind that one instruction puts into the final image. */
export interface LandingBand {
  /** The same from state to state, so that the picture can move: `base-1`, `python-packages-1`. */
  readonly id: string;
  readonly kind: ByteKind;
  readonly bytes: number;
  /** Positions of the instruction's first and last line among the shown lines of the Dockerfile. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface LandingLine extends ShownLine {
  /** `+470 MB · 75 s` at the last line of an instruction; `null` elsewhere and where it costs next to nothing. */
  readonly cost: string | null;
}

/** One state of the Dockerfile on its way from half a gigabyte down. Plain data, made when the page is built. */
export interface LandingStep {
  readonly title: string;
  /** What changes and what it takes off. */
  readonly text: string;
  readonly dockerfile: readonly LandingLine[];
  readonly requirements: readonly ShownLine[];
  /** In build order: the FROM's first. */
  readonly bands: readonly LandingBand[];
  readonly size: Range;
  readonly cold: Range;
  /** The build that was recorded of exactly these files; `null`: nobody has built them yet. */
  readonly recorded: {
    readonly id: string;
    readonly bytes: number;
    readonly seconds: number | null;
    readonly by: string;
  } | null;
}
