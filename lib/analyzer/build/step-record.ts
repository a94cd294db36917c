import type { Estimate } from '../estimate';
import type { Requirement } from '../python/types';
import type { SourceRange } from '../syntax/range';
import type { Owner } from './image-files';

/** What one step has done so far. */
export interface StepRecord {
  readonly id: string;
  readonly range: SourceRange;
  readonly seconds: Estimate[];
  readonly requirements: Requirement[];
  readonly contextPaths: string[];
  /** Paths in the image that it wrote to or deleted: what may differ when it runs again. */
  readonly writes: string[];
  /** Whom a COPY gives its files to: `--chown`, else root; `null` where the step's user counts. */
  owner: Owner | null;
}

/** The record of a step at its beginning; `position` is its place in the stage, the FROM being 0. */
export function newStep(stage: number, position: number, range: SourceRange): StepRecord {
  return {
    id: `${stage}:${position}`,
    range,
    seconds: [],
    requirements: [],
    contextPaths: [],
    writes: [],
    owner: null,
  };
}
