import type { Recording } from '../schema';
import type { PastedLine } from './lines';

/** The forms of text that are recognised. */
export type PastedForm =
  | 'buildkit-plain'
  | 'buildkit-terminal'
  | 'buildkit-rawjson'
  | 'legacy-builder'
  | 'buildah'
  | 'docker-history'
  | 'image-inspect'
  | 'docker-images'
  | 'build-cache';

/** What one form tells of a build: any part of a recording. */
export type Facts = Partial<
  Pick<
    Recording,
    | 'base'
    | 'size'
    | 'contentSize'
    | 'seconds'
    | 'steps'
    | 'outcome'
    | 'builder'
    | 'exported'
    | 'failure'
    | 'warnings'
    | 'layers'
    | 'platforms'
    | 'targets'
    | 'images'
    | 'buildCache'
    | 'circumstances'
  >
>;

/** One build's log, or one listing. */
export interface ReadPart {
  readonly facts: Facts;
  /** Lines within the part that no reader understands, 1-based. */
  readonly notUnderstood: readonly PastedLine[];
  /** Index of the first line after the part; greater than where it began. */
  readonly next: number;
}

/** Reads one form. It takes any lines, never throws, and runs in time linear in what it consumes. */
export interface Reader {
  readonly form: PastedForm;
  /** Whether the form begins at this line. Looks at a bounded number of lines. */
  begins(lines: readonly PastedLine[], index: number): boolean;
  /** Reads from a line where the form begins; `endsAt` tells where another form begins. `null`: it is not of the form after all. */
  read(lines: readonly PastedLine[], index: number, endsAt: (index: number) => boolean): ReadPart | null;
}
