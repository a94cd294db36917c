import { parseDockerfile } from '../analyzer/syntax/parse';
import type { Instruction } from '../analyzer/syntax/types';
import { normalizeInstructions } from './instructions';
import { layerBytes, readHistory } from './read-history';
import { type BuildLog, type LoggedStep, readBuildLog } from './read-log';
import { type Recording, recording } from './schema';

/** What a recorder got from the engine for one `docker build`. */
export interface BuildOutput {
  /** Log of `--progress=plain`. */
  readonly log: string;
  /** Wall clock. */
  readonly seconds: number;
}

/** All that one recording is made of. */
export interface RecordedBuild {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly source: Recording['source'];
  readonly circumstances: readonly string[];
  readonly standIn: boolean;
  /** `null` where it belongs to no progression. */
  readonly series: string | null;
  readonly order: number;
  readonly project: string | null;
  readonly note: string | null;
  readonly dockerfile: string;
  /** Pins of the requirements that are installed. */
  readonly requirements: readonly string[];
  /** Output of `docker history --no-trunc --human=false --format '{{json .}}'`. */
  readonly history: string;
  /** `docker image inspect`'s `Size`, in bytes. */
  readonly size: number;
  /** Builds with nothing cached; the quickest is recorded. */
  readonly cold: readonly BuildOutput[];
  /** Builds after an edit, several of each; of each edit the quickest is recorded. */
  readonly rebuilds: readonly { readonly edit: string; readonly builds: readonly BuildOutput[] }[];
}

/** Makes a recording of a build's outputs. Throws where a log holds an error or the parts do not fit the schema. */
export function assembleRecording(build: RecordedBuild): Recording {
  const { instructions } = parseDockerfile(build.dockerfile);
  const lastFrom = instructions.findLastIndex((instruction) => instruction.keyword === 'FROM');
  const from = instructions[lastFrom];
  if (from?.keyword !== 'FROM') throw new Error(`${build.id}: the Dockerfile has no FROM`);
  const cold = quickest(build.cold);
  const log = readLog(build.id, cold);
  const final = instructions.slice(lastFrom + 1);
  const bytes = layerBytes(readHistory(build.history), final.length);
  return recording.parse({
    id: build.id,
    title: build.title,
    summary: build.summary,
    origin: 'ours',
    source: build.source,
    circumstances: build.circumstances,
    standIn: build.standIn,
    base: from.image.text,
    ...(build.series === null ? {} : { series: build.series }),
    order: build.order,
    size: { bytes: build.size, kind: log.store ?? 'unstated' },
    seconds: roundSeconds(cold.seconds),
    steps: recordSteps(log.steps, nameOfLastStage(instructions), stepPositions(final), bytes),
    rebuilds: build.rebuilds.map(({ edit, builds }) => {
      const output = quickest(builds);
      const ran = readLog(build.id, output).steps.filter((step) => step.position !== null && isRun(step));
      return { edit, seconds: roundSeconds(output.seconds), ran: ran.map(nameOf) };
    }),
    ...(build.project === null ? {} : { project: build.project }),
    instructions: normalizeInstructions(parseDockerfile(build.dockerfile)),
    requirements: [...build.requirements].sort(),
    ...(build.note === null ? {} : { note: build.note }),
  });
}

function readLog(id: string, output: BuildOutput): BuildLog {
  const log = readBuildLog(output.log);
  if (log.error !== null) throw new Error(`${id}: ${log.error}`);
  return log;
}

const isRun = (step: LoggedStep) => !step.cached && step.kind !== 'base';

/** Steps of an earlier stage carry its name, so that a reader can tell them apart. */
function nameOf(step: LoggedStep): string {
  return step.stage === null || step.stage.startsWith('stage-') ? step.name : `[${step.stage}] ${step.name}`;
}

/** How the log names the last stage: by its alias or as `stage-1`, and not at all where it is the only one. */
function nameOfLastStage(instructions: readonly Instruction[]): string | null {
  const stages = instructions.filter((instruction) => instruction.keyword === 'FROM');
  const last = stages.at(-1);
  if (last?.keyword !== 'FROM' || stages.length === 1)
    return last?.keyword === 'FROM' ? (last.alias?.text ?? null) : null;
  return last.alias?.text.toLowerCase() ?? `stage-${stages.length - 1}`;
}

/** For each instruction of the last stage that BuildKit runs as a step, its place among the stage's instructions. */
function stepPositions(instructions: readonly Instruction[]): readonly number[] {
  return instructions.flatMap((instruction, index) =>
    ['RUN', 'COPY', 'ADD', 'WORKDIR'].includes(instruction.keyword) ? [index] : [],
  );
}

function recordSteps(
  steps: readonly LoggedStep[],
  lastStage: string | null,
  positions: readonly number[],
  bytes: readonly number[],
): Recording['steps'] {
  return steps.map((step) => {
    const entry = { name: nameOf(step), seconds: step.seconds, kind: step.kind, cached: step.cached };
    if (step.position === null || step.kind === 'base' || step.stage !== lastStage) return entry;
    // Position 1 is the FROM, so the first instruction after it is 2.
    const instruction = positions[step.position - 2];
    const layer = instruction === undefined ? undefined : bytes[instruction];
    return layer === undefined ? entry : { ...entry, bytes: layer };
  });
}

/**
 * The quickest build: other work on a machine only ever adds to a time. Throws where there is no build.
 */
function quickest(builds: readonly BuildOutput[]): BuildOutput {
  const [first] = [...builds].sort((one, other) => one.seconds - other.seconds);
  if (first === undefined) throw new Error('a recording needs at least one build');
  return first;
}

function roundSeconds(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
