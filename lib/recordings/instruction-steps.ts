import { indexLines } from '../analyzer/syntax/position';
import type { Dockerfile, FromInstruction, Instruction } from '../analyzer/syntax/types';
import type { RecordedLayer, RecordedStep } from './schema';

/** An instruction that BuildKit runs as a step of its own, and what became of it in one build. */
export interface InstructionStep {
  /** `1:3`: stage and place of the instruction in it, the FROM being 0. */
  readonly id: string;
  /** First line, 1-based. */
  readonly line: number;
  /** The instruction on one line, as the log names it. */
  readonly text: string;
  /** `not-built`: the log does not speak of it, for the target does not need it or the build had failed before. */
  readonly outcome: 'ran' | 'cached' | 'failed' | 'not-built';
  readonly seconds: number;
  /** Place among the steps of the log; `null` where it has none of its own. */
  readonly place: number | null;
}

interface WrittenStage {
  readonly index: number;
  /** How a log names it; `null` where it is the only one and has no alias. */
  readonly label: string | null;
  readonly from: FromInstruction;
  /** Index of the stage that it builds on; `null` for an image. */
  readonly below: number | null;
  readonly instructions: readonly Instruction[];
}

const running: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

function listStages({ instructions }: Dockerfile): readonly WrittenStage[] {
  const starts = instructions.flatMap((instruction, place) => (instruction.keyword === 'FROM' ? [place] : []));
  const names: (string | null)[] = [];
  return starts.flatMap((start, index) => {
    const from = instructions[start];
    if (from?.keyword !== 'FROM') return [];
    const below = names.lastIndexOf(from.image.text.toLowerCase());
    const alias = from.alias?.text.toLowerCase() ?? null;
    names.push(alias);
    const label = alias ?? (starts.length > 1 ? `stage-${index}` : null);
    return [
      {
        index,
        label,
        from,
        below: below === -1 ? null : below,
        instructions: instructions.slice(start, starts[index + 1]),
      },
    ];
  });
}

/**
 * What became of every RUN, COPY, ADD and WORKDIR of a Dockerfile in the build that a log tells of, in the order of the
 * file. Steps that BuildKit built once for several stages, for they are the same, share what became of them.
 */
export function alignSteps(dockerfile: Dockerfile, steps: readonly RecordedStep[]): readonly InstructionStep[] {
  const lines = indexLines(dockerfile.text);
  const aligned = listStages(dockerfile).flatMap((stage) => {
    const logged = steps.filter((step) => step.position !== undefined && isOf(stage, step));
    const own = stage.instructions.flatMap((instruction, index) =>
      running.has(instruction.keyword) ? [{ instruction, index }] : [],
    );
    // An image's FROM is step 1; a stage that builds on another, or on nothing, has no such step.
    const first = stage.below !== null || stage.from.image.text === 'scratch' ? 1 : 2;
    const last = Math.max(0, ...logged.map((step) => step.position ?? 0));
    // What ONBUILD of the stage below triggers comes before all else.
    const triggered = Math.max(0, last - (first + own.length - 1));
    return own.map(({ instruction, index }, place) => {
      const step = logged.find((candidate) => candidate.position === first + triggered + place);
      return {
        id: `${stage.index}:${index}`,
        line: lines.lineAt(instruction.range.start),
        text: step?.name ?? foldInstruction(dockerfile.text.slice(instruction.range.start, instruction.range.end)),
        outcome: step === undefined ? ('not-built' as const) : outcomeOf(step),
        seconds: step?.seconds ?? 0,
        place: step === undefined ? null : steps.indexOf(step),
        logged: logged.length > 0,
      };
    });
  });
  return aligned.map(({ logged, ...step }) => {
    if (step.outcome !== 'not-built' || !logged) return step;
    const twin = aligned.find((other) => other.outcome !== 'not-built' && other.text === step.text);
    return twin === undefined ? step : { ...step, outcome: twin.outcome };
  });
}

/** Mounts make BuildKit name the only stage too: `stage-0`. */
function isOf({ label, index }: WrittenStage, step: RecordedStep): boolean {
  const named = step.stage?.toLowerCase() ?? null;
  return named === label || (label === null && named === `stage-${index}`);
}

function outcomeOf(step: RecordedStep): InstructionStep['outcome'] {
  if (step.outcome === 'failed') return 'failed';
  if (step.cached) return 'cached';
  return step.outcome === 'cancelled' || step.outcome === 'unfinished' ? 'not-built' : 'ran';
}

function foldInstruction(text: string): string {
  return text
    .replace(/[\\`]\r?\n(?:\s*#.*\r?\n)*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function listTriggers(stage: WrittenStage | undefined): readonly string[] {
  return (stage?.instructions ?? []).flatMap((instruction) =>
    instruction.keyword === 'ONBUILD' ? [instruction.trigger.keyword] : [],
  );
}

/** Instructions that leave no entry in an image's history. */
const unnoted: ReadonlySet<string> = new Set(['ONBUILD', 'FROM']);

/**
 * Bytes of the layers of the image, base left out, by the id of the step that made each, in build order; the history is
 * oldest first, as the readers give it. The stage is the last, or the one named.
 */
export function alignLayers(
  dockerfile: Dockerfile,
  history: readonly RecordedLayer[],
  target?: string | null,
): readonly { readonly id: string; readonly bytes: number }[] {
  const stages = listStages(dockerfile);
  const chain: WrittenStage[] = [];
  const named = stages.find(
    (stage) => target != null && (stage.label === target.toLowerCase() || String(stage.index) === target),
  );
  for (let stage = named ?? stages.at(-1); stage !== undefined; ) {
    chain.unshift(stage);
    stage = stage.below === null ? undefined : stages[stage.below];
  }
  const noted = chain.flatMap((stage) => [
    // What ONBUILD of the stage below triggers counts with the FROM that triggers it.
    ...listTriggers(stage.below === null ? undefined : stages[stage.below]).map((keyword) => ({
      id: `${stage.index}:0`,
      keyword,
    })),
    ...stage.instructions.flatMap((instruction, index) =>
      unnoted.has(instruction.keyword) ? [] : [{ id: `${stage.index}:${index}`, keyword: instruction.keyword }],
    ),
  ]);
  const entries = noted.length === 0 ? [] : history.slice(-noted.length);
  return noted.flatMap(({ id, keyword }, place) => {
    const entry = entries[place - (noted.length - entries.length)];
    return running.has(keyword) && entry !== undefined ? [{ id, bytes: entry.bytes }] : [];
  });
}
