import { z } from 'zod';
import type { Analysis } from '@/lib/analyzer/analysis';
import { isContextKnown, type Project } from '@/lib/analyzer/project';
import { type BuildOutcome, findFailingStep } from './build-outcome';
import { evidenceShape } from './document';
import { toBytes as bytes, rangeShape as range, toSeconds as seconds } from './range-shape';

/** Raised when a field is renamed, removed or changes its meaning; added fields leave it as it is. */
const schemaVersion = 1;

const line = z.number().int().positive().describe('1-based line of the Dockerfile');

const stageIndex = z.number().int().nonnegative().describe('Position of the stage, from 0');

const stepId = z.string().describe('`stage:position`, both from 0; the FROM is position 0');

const answer = z.union([z.boolean(), z.literal('unknown')]);

const step = z.object({
  id: stepId,
  line,
  lastLine: line,
  instruction: z.string().describe('The instruction on one line'),
  kind: z.enum(['from', 'run', 'copy', 'working-directory', 'configuration', 'argument']),
  outcome: z
    .enum(['runs', 'fails', 'not-reached', 'not-needed'])
    .describe(
      '`fails`: the build stops here; `not-reached`: it stopped before; `not-needed`: the target needs nothing of it',
    ),
  layer: z.boolean().describe('Whether it makes a layer'),
  bytes: range.describe('Bytes of its layer, unpacked; of a FROM, those of the base image'),
  seconds: range.describe('Seconds that it takes when nothing is cached'),
});

/** What `build --format json` prints. Its JSON Schema is `docs/build.schema.json`; a test keeps the two in step. */
export const buildDocument = z
  .object({
    schemaVersion: z.literal(schemaVersion),
    simulated: z.literal(true).describe('Nothing was built: every figure is predicted'),
    tool: z.object({ name: z.literal('layerwise'), version: z.string(), ruleset: z.string() }),
    input: z.object({
      path: z.string().describe('As given'),
      dockerfile: z.string().describe('Relative to the build context'),
      contextKnown: z.boolean().describe('`false`: files that COPY takes in may exist or not'),
      notes: z.array(z.string()),
    }),
    target: z.object({ stage: stageIndex, name: z.string().nullable() }).nullable(),
    builds: answer.describe('Whether the build comes to its end'),
    starts: answer.describe('Whether a container of the image starts; false where the image does not build'),
    failures: z
      .array(
        z.object({
          code: z.string().describe('Stable, kebab-case; of a Dockerfile that cannot be read, the code of the problem'),
          when: z.enum(['build', 'start']),
          stage: stageIndex.nullable(),
          step: stepId.nullable(),
          line,
          message: z.string(),
          remedy: z.string().nullable(),
        }),
      )
      .describe('Why it does not build or start; empty where nothing is known to be wrong'),
    stages: z.array(
      z.object({
        index: stageIndex,
        name: z.string().nullable(),
        base: z.string().describe('As written after FROM, variables expanded'),
        needed: z.boolean().describe('Whether the target needs it: other stages are not built'),
        steps: z.array(step),
      }),
    ),
    image: z.object({
      layers: z
        .array(z.object({ step: stepId, line, instruction: z.string(), bytes: range }))
        .describe('Layers of the final image, base first; the layers of the base image are one entry'),
      size: z
        .object({
          classic: range.describe('Unpacked bytes of the layers: `docker images` with the classic store (overlay2)'),
          containerd: range.describe('4 KiB blocks plus compressed content: `docker images` with the containerd store'),
          compressed: range.describe('What a push or pull transfers, and a registry shows'),
        })
        .describe('Bytes of the final image, in the three ways in which it is counted'),
    }),
    cold: range.describe('Seconds of a build with nothing cached: pull, steps, export'),
    evidence: z.array(evidenceShape).describe('What sizes and times rest on'),
    unknown: z.array(z.string()).describe('What is not known; each entry has widened a range'),
  })
  .meta({ title: 'Layerwise build', description: 'One build, simulated: what `build --format json` prints' });
export type BuildDocument = z.infer<typeof buildDocument>;

/** A build that was simulated, for the document and for the terminal. */
export interface SimulatedBuild {
  readonly path: string;
  readonly version: string;
  readonly project: Project;
  readonly notes: readonly string[];
  readonly analysis: Analysis;
  readonly outcome: BuildOutcome;
}

function listFailures({ problems, failures, stages }: Analysis): BuildDocument['failures'] {
  const unread: BuildDocument['failures'] = problems
    .filter((problem) => problem.fatal)
    .map((problem) => ({
      code: problem.code,
      when: 'build',
      stage: null,
      step: null,
      line: problem.line,
      message: problem.message,
      remedy: null,
    }));
  const others = failures.map((failure) => ({
    code: failure.code,
    when: failure.when,
    stage: failure.stage,
    step: findFailingStep(failure, { stages })?.id ?? null,
    line: failure.line,
    message: failure.message,
    remedy: failure.remedy,
  }));
  return [...unread, ...others];
}

function listEvidence({ size, cold }: Analysis): BuildDocument['evidence'] {
  const evidence = [
    ...size.classic.evidence,
    ...size.containerd.evidence,
    ...size.compressed.evidence,
    ...cold.evidence,
  ];
  return [...new Map(evidence.map((entry) => [entry.text, entry])).values()];
}

/** Turns a simulated build into the document. Throws if it does not fit its own schema, which is a bug. */
export function makeBuildDocument({ path, version, project, notes, analysis, outcome }: SimulatedBuild): BuildDocument {
  const { stages, size, cold } = analysis;
  const target = analysis.target === null ? undefined : stages[analysis.target];
  const steps = new Map(stages.flatMap((stage) => stage.steps).map((entry) => [entry.id, entry]));
  const document: BuildDocument = {
    schemaVersion,
    simulated: true,
    tool: { name: 'layerwise', version, ruleset: analysis.ruleset },
    input: {
      path,
      dockerfile: project.dockerfile,
      contextKnown: isContextKnown(project),
      notes: [...notes],
    },
    target: target === undefined ? null : { stage: target.index, name: target.name },
    builds: outcome.builds,
    starts: outcome.starts,
    failures: listFailures(analysis),
    stages: stages.map((stage) => ({
      index: stage.index,
      name: stage.name,
      base: stage.base,
      needed: stage.needed,
      steps: stage.steps.map((entry) => ({
        id: entry.id,
        line: entry.line,
        lastLine: entry.lastLine,
        instruction: entry.text,
        kind: entry.kind,
        outcome: outcome.steps.get(entry.id) ?? 'runs',
        layer: entry.layer,
        bytes: bytes(entry.bytes),
        seconds: seconds(entry.seconds),
      })),
    })),
    image: {
      layers: analysis.layers.flatMap((id) => {
        const entry = steps.get(id);
        return entry === undefined
          ? []
          : [{ step: id, line: entry.line, instruction: entry.text, bytes: bytes(entry.bytes) }];
      }),
      size: { classic: bytes(size.classic), containerd: bytes(size.containerd), compressed: bytes(size.compressed) },
    },
    cold: seconds(cold),
    evidence: listEvidence(analysis),
    unknown: [...new Set([...analysis.unknown, ...size.classic.unknown, ...cold.unknown])],
  };
  return buildDocument.parse(document);
}
