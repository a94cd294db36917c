import { parseDockerfile } from '@/lib/analyzer/syntax/parse';
import { alignLayers, alignSteps, type InstructionStep } from '@/lib/recordings/instruction-steps';
import { readPasted } from '@/lib/recordings/readers/read-pasted';
import type { Recording } from '@/lib/recordings/schema';
import type { BuildOutput } from '../recordings/engine';
import type { Take, TakenRebuild } from '../recordings/take';
import { type EditTruth, type Truth, truth } from './schema';

/** What a case's truth says besides what the builds gave. */
export interface TruthTexts {
  readonly date: string;
  readonly standIn: boolean;
  /** Id of the catalog's machine, where it is one. */
  readonly machine?: string;
}

/** The truth that a take tells. Throws where its log is none of BuildKit. */
export function makeTruth(take: Take, { date, standIn, machine }: TruthTexts): Truth {
  const { spec, image, engine } = take;
  const cold = quickest(take.cold);
  const log = readLog(cold);
  const dockerfile = parseDockerfile(take.dockerfile);
  const steps = alignSteps(dockerfile, log.steps);
  const byId = new Map(steps.map((step) => [step.id, step]));
  const history = readPasted(image?.history ?? '').recordings[0]?.layers ?? [];
  const layers = image === null ? [] : alignLayers(dockerfile, history, spec.target);
  const starts = image?.starts ?? undefined;
  return truth.parse({
    title: spec.title,
    summary: spec.summary,
    ...(spec.series === null ? {} : { series: spec.series, order: spec.order }),
    ...(spec.note === null ? {} : { note: spec.note }),
    measured: {
      engine: [...engine.phrases],
      store: engine.store,
      platform: engine.platform,
      ...(machine === undefined ? {} : { machine }),
      date,
      standIn,
    },
    ...(Object.keys(spec.buildArguments).length === 0 ? {} : { buildArguments: spec.buildArguments }),
    ...(spec.target === null ? {} : { target: spec.target }),
    bulk: spec.bulk,
    bases: take.bases,
    builds: cold.succeeded,
    ...(cold.succeeded ? {} : { failure: describeFailure(steps, log, cold) }),
    ...(starts === undefined ? {} : { starts: starts.outcome !== 'fails' }),
    ...(starts?.outcome === 'fails'
      ? { start: { message: withoutAddresses(starts.output.slice(-3).join('\n')) } }
      : {}),
    ...(image === null ? {} : { size: image.size, seconds: round(cold.seconds) }),
    layers: layers.map(({ id, bytes }) => {
      const step = byId.get(id);
      return { step: id, line: step?.line ?? 1, text: step?.text ?? '', bytes };
    }),
    steps: steps
      .filter((step) => step.outcome === 'ran')
      .map(({ id, line, text, seconds }) => ({ step: id, line, text, seconds })),
    edits: take.rebuilds.flatMap((rebuild) => tellEdit(rebuild) ?? []),
  });
}

function tellEdit({ edit, dockerfile, builds }: TakenRebuild): EditTruth | null {
  if (edit === null) return null;
  const build = quickest(builds);
  const steps = alignSteps(parseDockerfile(dockerfile), readLog(build).steps);
  const ids = (outcome: InstructionStep['outcome']) =>
    steps.filter((step) => step.outcome === outcome).map((step) => step.id);
  return {
    ...edit,
    ran: [...ids('ran'), ...ids('failed')],
    reused: ids('cached'),
    seconds: round(build.seconds),
    builds: build.succeeded,
  };
}

function readLog(build: BuildOutput): Pick<Recording, 'steps' | 'failure'> {
  // A Dockerfile that cannot be read gives a log without steps.
  return readPasted(build.log).recordings[0] ?? { steps: [] };
}

function describeFailure(steps: readonly InstructionStep[], log: Pick<Recording, 'failure'>, build: BuildOutput) {
  const named = /Dockerfile:(\d+)$/m.exec(build.log)?.[1];
  const said = /dockerfile parse error line (\d+)/.exec(build.log)?.[1] ?? named;
  const failed = steps.find((step) => step.outcome === 'failed');
  const line = failed?.line ?? (said === undefined ? undefined : Number(said));
  const lastLine = build.log.trim().split('\n').at(-1) ?? '';
  const output = log.failure?.output.slice(-2) ?? [];
  const message = [...output, log.failure?.message ?? lastLine].join('\n').slice(0, 600);
  return { ...(line === undefined ? {} : { line }), message: withoutAddresses(message) };
}

/** What a container or a builder prints may name places in a network. */
function withoutAddresses(text: string): string {
  return text.replace(/https?:\/\/[^\s"'\\]+/g, '(address)').replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '(address)');
}

/** Other work on a machine only ever adds to a time. */
function quickest(builds: readonly BuildOutput[]): BuildOutput {
  const [first] = builds.toSorted((one, other) => one.seconds - other.seconds);
  if (first === undefined) throw new Error('a take needs at least one build');
  return first;
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
