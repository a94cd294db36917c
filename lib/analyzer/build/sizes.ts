import { readFigure } from '../catalog/look-up';
import { type Estimate, multiply, nothing, sum } from '../estimate';
import { describeBase } from './base-image';
import { measureBase } from './base-size';
import type { Build, ByteKind, Contribution, Stage, Step } from './types';

/** An image's three sizes, in bytes. */
export interface ImageSizes {
  readonly classic: Estimate;
  readonly containerd: Estimate;
  readonly compressed: Estimate;
}

/** The steps whose layers the final image holds, base first: the target's own and those of the stages below it. */
export function finalSteps(build: Build): readonly Step[] {
  const chain: Stage[] = [];
  for (let stage = build.target; stage !== null; ) {
    chain.unshift(stage);
    stage = stage.base.kind === 'stage' ? (build.stages[stage.base.stage] ?? null) : null;
  }
  return chain.flatMap((stage) => stage.steps);
}

/** Sizes of the final image in the classic store, in the containerd store, and as transferred. */
export function measureImage(build: Build): ImageSizes {
  if (build.target === null) return { classic: nothing, containerd: nothing, compressed: nothing };
  const steps = finalSteps(build);
  const classic = sum(steps.map((step) => step.bytes));
  const compressed = sum([measureCompressedBase(build), ...steps.flatMap((step) => compressLayer(step, build))]);
  const blocks = multiply(classic, readFigure(build.catalog, 'blocks-over-bytes'));
  return { classic, compressed, containerd: sum([blocks, compressed]) };
}

function measureCompressedBase(build: Build): Estimate {
  let stage = build.target;
  while (stage?.base.kind === 'stage') stage = build.stages[stage.base.stage] ?? null;
  if (stage?.base.kind !== 'image') return nothing;
  return measureBase(stage.base.reference, describeBase(stage.base.reference, build.catalog), build.catalog).compressed;
}

/** What is already compressed (package lists, wheels) hardly shrinks; programs shrink to about a third. */
function compressLayer(step: Step, build: Build): readonly Estimate[] {
  if (step.kind === 'from') return [];
  return step.contributions.map((entry) =>
    multiply(
      entry.bytes,
      readFigure(build.catalog, entry.kind === 'caches' ? 'compressed-over-caches' : 'compressed-over-unpacked'),
    ),
  );
}

/** The bytes of the final image by kind, classic store; kinds without bytes are left out. */
export function sumKinds(build: Build): readonly Contribution[] {
  const kinds = new Map<ByteKind, Estimate[]>();
  for (const step of finalSteps(build)) {
    for (const { kind, bytes } of step.contributions) {
      const list = kinds.get(kind);
      if (list === undefined) kinds.set(kind, [bytes]);
      else list.push(bytes);
    }
  }
  return [...kinds].map(([kind, bytes]) => ({ kind, label: kindLabels[kind], bytes: sum(bytes) }));
}

export const kindLabels: Readonly<Record<ByteKind, string>> = {
  base: 'Base image',
  'os-packages': 'OS packages',
  python: 'Python',
  'python-packages': 'Python packages',
  code: 'Your files',
  'build-tools': 'Build tools',
  caches: 'Caches',
  waste: 'Deleted or overwritten',
};
