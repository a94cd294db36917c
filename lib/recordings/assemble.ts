import { parseDockerfile } from '../analyzer/syntax/parse';
import { alignLayers, alignSteps } from './instruction-steps';
import { normalizeInstructions } from './instructions';
import { readPasted } from './readers/read-pasted';
import { type RecordedStep, type Recording, recording } from './schema';

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
  /** Stage that was built, where it is not the last. */
  readonly target?: string | null;
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
  const dockerfile = parseDockerfile(build.dockerfile);
  const from = dockerfile.instructions.findLast((instruction) => instruction.keyword === 'FROM');
  if (from?.keyword !== 'FROM') throw new Error(`${build.id}: the Dockerfile has no FROM`);
  const cold = quickest(build.cold);
  const log = readLog(build.id, cold);
  const layers = readPasted(build.history).recordings[0]?.layers;
  if (layers === undefined) throw new Error(`${build.id}: not the output of docker history`);
  if (layers.some((layer) => layer.roundedTo > 1))
    throw new Error('docker history rounded; call it with --human=false');
  const bytes = new Map(alignLayers(dockerfile, layers, build.target).map((layer) => [layer.id, layer.bytes]));
  const places = new Map(
    alignSteps(dockerfile, log.steps).flatMap(({ id, place }) => (place === null ? [] : [[place, id] as const])),
  );
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
    size: { bytes: build.size, kind: log.exported?.store ?? 'unstated' },
    seconds: roundSeconds(cold.seconds),
    steps: log.steps.map((step, place) => {
      const layer = bytes.get(places.get(place) ?? '');
      const { seconds, kind, cached } = step;
      return { name: nameOf(step), seconds, kind, cached, ...(layer === undefined ? {} : { bytes: layer }) };
    }),
    rebuilds: build.rebuilds.map(({ edit, builds }) => {
      const output = quickest(builds);
      const ran = readLog(build.id, output).steps.filter((step) => step.position !== undefined && isRun(step));
      return { edit, seconds: roundSeconds(output.seconds), ran: ran.map(nameOf) };
    }),
    ...(build.project === null ? {} : { project: build.project }),
    instructions: normalizeInstructions(dockerfile),
    requirements: [...build.requirements].sort(),
    ...(build.note === null ? {} : { note: build.note }),
  });
}

/** What the log of a build that ended well tells. Throws where it did not. */
function readLog(id: string, output: BuildOutput): Recording {
  const [log] = readPasted(output.log).recordings;
  if (log === undefined) throw new Error(`${id}: the build's output is no log of BuildKit`);
  if (log.failure === undefined) return log;
  const step = log.failure.step === undefined ? undefined : log.steps[log.failure.step];
  throw new Error(`${id}: ${step?.name ?? 'the build'}: ${log.failure.message}`);
}

const isRun = (step: RecordedStep) => !step.cached && step.kind !== 'base';

/** Steps of an earlier stage carry its name, so that a reader can tell them apart. */
function nameOf({ name, stage }: RecordedStep): string {
  return stage === undefined || stage.startsWith('stage-') ? name : `[${stage}] ${name}`;
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
