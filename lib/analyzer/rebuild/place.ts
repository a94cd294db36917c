import { hasWildcard, isWithin, overlap } from '../build/paths';
import type { Build } from '../build/types';
import type { ContextDigests } from './digests';
import type { KeyedStage, KeyTable } from './keys';
import type { Output, WrittenSoFar } from './outputs';

/** Where a step stands: its build, and the stages before its own. */
export interface Place {
  readonly build: Build;
  readonly stages: ReadonlyMap<number, KeyedStage>;
  readonly table: KeyTable;
  readonly digests: ContextDigests;
}

/**
 * Key of what a stage holds at a path. The image at its bottom counts only where no step is known to have made all that
 * lies there.
 */
export function keyContent(path: string, { image, outputs }: WrittenSoFar, table: KeyTable): number {
  const folder = hasWildcard(path) ? path.slice(0, path.search(/[*?[\\]/)).replace(/[^/]*$/, '') || '/' : path;
  const place = folder.length > 1 ? folder.replace(/\/$/, '') : folder;
  const touching = outputs.filter((output) => overlap(output.path, place));
  const made = touching.some((output) => output.makes && isWithin(place, output.path));
  const parts = touching.map((output) => keyPart(output, place, table)).filter((part) => part !== null);
  return table.key('content', made ? null : image, [...new Set(parts)]);
}

/** Key of what an output has at a place; `null` where a copy put no file there. */
function keyPart(output: Output, place: string, table: KeyTable): number | null {
  if (output.parts === undefined || isWithin(output.path, place)) return output.content;
  const here = [...output.parts()].filter(([path]) => overlap(path, place));
  return here.length === 0 ? null : table.key('part', here);
}

/** Key of what a stage of this build, by its index, holds at a path. */
export function keyStageContent(stage: number, path: string, { stages, table }: Place): number {
  const keyed = stages.get(stage);
  return keyed === undefined ? table.key('no stage', stage) : keyContent(path, keyed.written, table);
}
