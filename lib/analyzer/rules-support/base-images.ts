import { describeBase } from '../build/base-image';
import type { Build, Stage } from '../build/types';
import { bottomStage } from './steps';

/**
 * Whether the variables of the image that a stage starts from, directly or by way of other stages, are known: those of an
 * operating system or of Python. An image of another maker may set any.
 */
export function knowsVariablesOfBase(build: Build, stage: Stage): boolean {
  const known = knownVariables.get(stage);
  if (known !== undefined) return known;
  const { base } = bottomStage(build, stage);
  const knows =
    base.kind === 'scratch' || (base.kind === 'image' && !describeBase(base.reference, build.catalog).foreign);
  knownVariables.set(stage, knows);
  return knows;
}

/** Several rules ask it of every step. */
const knownVariables = new WeakMap<Stage, boolean>();

/** The image that a stage starts from, if it starts from one. */
export function imageOf(stage: Stage): Extract<Stage['base'], { kind: 'image' }> | null {
  return stage.base.kind === 'image' ? stage.base : null;
}
