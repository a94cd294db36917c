import { formatBytes } from '@/lib/format/figures';
import type { Compared, Judgement } from './judge';

/** What the harness is held to. */
export interface Targets {
  /** Shares: 0.03 is 3 %. */
  readonly medianSize: number;
  readonly worstSize: number;
  /** 1.5: between two thirds of the real time and one and a half times it. */
  readonly timeFactor: number;
}

/** Share by which a prediction is off, above or below. */
export function errorOf({ real, predicted }: Compared): number {
  return real === 0 ? (predicted === 0 ? 0 : 1) : (predicted - real) / real;
}

/** By which factor a prediction is off, at least 1. */
export function factorOf({ real, predicted }: Compared): number {
  const [low, high] = [Math.min(real, predicted), Math.max(real, predicted)];
  return low <= 0 ? Number.POSITIVE_INFINITY : high / low;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / (sorted.length === 0 ? 1 : 2);
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** Lines on one case: its figures, and everything in which it is off. */
export function describeCase(judgement: Judgement, verbose: boolean): readonly string[] {
  const { name, size, added, layers, seconds, missed, invented, edits, withinRange } = judgement;
  const figures = [
    size === null ? null : `${formatBytes(size.predicted)} for ${formatBytes(size.real)} (${percent(errorOf(size))})`,
    added === null || added.real === 0 ? null : `adds ${percent(errorOf(added))}`,
    seconds === null ? null : `${seconds.predicted.toFixed(1)} s for ${seconds.real.toFixed(1)} s`,
    withinRange ? null : 'outside of its own range',
  ].filter((figure) => figure !== null);
  const off = layers.filter((layer) => {
    const bytes = Math.abs(layer.predicted - layer.real);
    return verbose ? bytes > 0 : bytes > 500_000 || (bytes > 20_000 && Math.abs(errorOf(layer)) > 0.08);
  });
  return [
    `${name}: ${figures.length === 0 ? 'does not build' : figures.join('; ')}`,
    ...off.map(
      (layer) =>
        `    line ${layer.line}: ${formatBytes(layer.predicted)} for ${formatBytes(layer.real)}  ${layer.text.slice(0, 90)}`,
    ),
    ...missed.map((sentence) => `    MISSED ${sentence.replaceAll('\n', ' | ').slice(0, 300)}`),
    ...invented.map((sentence) => `    INVENTED ${sentence.slice(0, 300)}`),
    ...edits.flatMap((edit) => [
      ...(edit.missed.length === 0 ? [] : [`    ${edit.name}: ran, said to be reused: ${edit.missed.join(', ')}`]),
      ...(edit.invented.length === 0 ? [] : [`    ${edit.name}: reused, said to run: ${edit.invented.join(', ')}`]),
    ]),
  ];
}

export interface Summary {
  readonly lines: readonly string[];
  /** Targets that are missed: sentences. */
  readonly broken: readonly string[];
}

/** The figures over all cases, and which targets they miss. */
export function summarise(judgements: readonly Judgement[], targets: Targets): Summary {
  const sizes = judgements.flatMap(({ size }) => (size === null ? [] : [Math.abs(errorOf(size))]));
  const additions = judgements.flatMap(({ added }) =>
    added === null || added.real < 100_000 ? [] : [Math.abs(errorOf(added))],
  );
  const layers = judgements.flatMap((each) =>
    each.layers.filter((layer) => layer.real > 100_000).map((layer) => Math.abs(errorOf(layer))),
  );
  const times = judgements.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  const edits = judgements.flatMap((each) => each.edits);
  const wrongEdits = edits.filter((edit) => edit.missed.length + edit.invented.length > 0);
  const failing = judgements.filter(({ truth }) => !truth.builds || truth.starts === false);
  const missed = judgements.filter((each) => each.missed.length > 0);
  const invented = judgements.filter((each) => each.invented.length > 0);
  const slow = times.filter((time) => factorOf(time) > targets.timeFactor);
  const { right, pairs } = rank(judgements);
  const worst = (values: readonly number[]) => Math.max(0, ...values);
  const broken = [
    ...(median(sizes) > targets.medianSize ? [`size: median above ${percent(targets.medianSize)}`] : []),
    ...(worst(sizes) > targets.worstSize ? [`size: worst above ${percent(targets.worstSize)}`] : []),
    ...(wrongEdits.length > 0 ? [`reuse: ${wrongEdits.length} edits are wrong`] : []),
    ...(missed.length > 0 ? [`failures: missed in ${missed.map(({ name }) => name).join(', ')}`] : []),
    ...(invented.length > 0 ? [`failures: invented in ${invented.map(({ name }) => name).join(', ')}`] : []),
    ...(slow.length > 0 ? [`time: ${slow.length} of ${times.length} are off by more than ${targets.timeFactor}`] : []),
  ];
  return {
    broken,
    lines: [
      `cases     ${judgements.length}, of which ${failing.length} do not build or start`,
      `size      median ${percent(median(sizes))}, worst ${percent(worst(sizes))} of the image (${sizes.length})`,
      `added     median ${percent(median(additions))}, worst ${percent(worst(additions))} of what the build adds`,
      `layers    median ${percent(median(layers))}, worst ${percent(worst(layers))} of those above 100 kB (${layers.length})`,
      `range     ${judgements.filter((each) => each.size !== null && each.withinRange).length} of ${sizes.length} within the predicted range`,
      `reuse     ${edits.length - wrongEdits.length} of ${edits.length} edits right`,
      `failures  ${failing.length - missed.filter((each) => failing.includes(each)).length} of ${failing.length} foretold; invented in ${invented.length}`,
      `time      median factor ${median(times.map(factorOf)).toFixed(2)}, worst ${worst(times.map(factorOf)).toFixed(2)}; ${times.length - slow.length} of ${times.length} within ${targets.timeFactor}; ranked right in ${right} of ${pairs} pairs`,
    ],
  };
}

/** Pairs of cases whose real times differ by half or more, and in how many the prediction has them the same way round. */
function rank(judgements: readonly Judgement[]): { right: number; pairs: number } {
  const times = judgements.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  let right = 0;
  let pairs = 0;
  for (const [place, one] of times.entries()) {
    for (const other of times.slice(place + 1)) {
      const [quick, slow] = one.real < other.real ? [one, other] : [other, one];
      if (slow.real < quick.real * 1.5) continue;
      pairs += 1;
      if (slow.predicted > quick.predicted) right += 1;
    }
  }
  return { right, pairs };
}
