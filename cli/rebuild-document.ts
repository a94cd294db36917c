import { z } from 'zod';
import type { Build } from '@/lib/analyzer/build/types';
import { rulesetVersion } from '@/lib/analyzer/index';
import type { RebuildSummary } from '@/lib/analyzer/rebuild/summary';
import { rangeShape, toSeconds } from './range-shape';

/** Raised when a field is renamed, removed or changes its meaning; added fields leave it as it is. */
const schemaVersion = 1;

const stepId = z.string().describe('`stage:position`, both from 0; the FROM is position 0');

const side = z.object({
  path: z.string().describe('As given'),
  dockerfile: z.string().describe('Relative to the build context'),
  target: z.string().nullable().describe('Stage that was asked for; null: the last'),
  buildArguments: z.record(z.string(), z.string()),
  builds: z.boolean().describe('Whether nothing is known that would stop the build'),
});

/** What `rebuild --format json` prints. Its JSON Schema is `docs/rebuild.schema.json`; a test keeps the two in step. */
export const rebuildDocument = z
  .object({
    schemaVersion: z.literal(schemaVersion),
    simulated: z.literal(true).describe('Nothing was built: all of it is predicted'),
    tool: z.object({ name: z.literal('layerwise'), version: z.string(), ruleset: z.string() }),
    before: side.describe('What has been built'),
    after: side.describe('What is built then'),
    steps: z
      .array(
        z.object({
          id: stepId,
          stage: z.number().int().nonnegative(),
          stageName: z.string().nullable(),
          line: z.number().int().positive().describe('1-based line of the Dockerfile of `after`'),
          instruction: z.string().describe('The instruction on one line'),
          outcome: z
            .enum(['again', 'cached', 'not-reached'])
            .describe('`again`: it runs; `cached`: its result is reused; `not-reached`: the build stops before it'),
          reason: z.string().nullable().describe('Why it runs: the end of a sentence that begins with the step'),
          seconds: rangeShape.describe('Seconds that it takes when it runs'),
        }),
      )
      .describe('RUN, COPY, ADD and WORKDIR of the stages that the target needs, in the order of the file'),
    ran: z.array(stepId).describe('Ids of the steps that run again'),
    reused: z.array(stepId).describe('Ids of the steps whose results are reused'),
    seconds: rangeShape.describe('Seconds of the whole rebuild'),
    reason: z.string().nullable().describe('Why the first step that runs is not reused; null where nothing runs'),
    notes: z.array(z.string()),
    unknown: z.array(z.string()).describe('What is not known about the build of `after`'),
  })
  .meta({ title: 'Layerwise rebuild', description: 'What runs again: what `rebuild --format json` prints' });
export type RebuildDocument = z.infer<typeof rebuildDocument>;

export interface RebuildSide {
  readonly path: string;
  readonly target: string | undefined;
  readonly buildArguments: Readonly<Record<string, string>> | undefined;
  readonly build: Build;
}

export interface SimulatedRebuild {
  readonly version: string;
  readonly before: RebuildSide;
  readonly after: RebuildSide;
  readonly summary: RebuildSummary;
  readonly notes: readonly string[];
}

/** Whether nothing is known that would stop a build. */
export function comesToItsEnd({ target, dockerfile, failures }: Build): boolean {
  return (
    target !== null &&
    !dockerfile.problems.some((problem) => problem.fatal) &&
    !failures.some((failure) => failure.when === 'build')
  );
}

function describeSide({ path, target, buildArguments, build }: RebuildSide): RebuildDocument['before'] {
  return {
    path,
    dockerfile: build.project.dockerfile,
    target: target ?? null,
    buildArguments: { ...buildArguments },
    builds: comesToItsEnd(build),
  };
}

/** Turns a rebuild into the document. Throws if it does not fit its own schema, which is a bug. */
export function makeRebuildDocument({ version, before, after, summary, notes }: SimulatedRebuild): RebuildDocument {
  const idsOf = (outcome: string) => summary.steps.filter((step) => step.outcome === outcome).map(({ id }) => id);
  const document: RebuildDocument = {
    schemaVersion,
    simulated: true,
    tool: { name: 'layerwise', version, ruleset: rulesetVersion },
    before: describeSide(before),
    after: describeSide(after),
    steps: summary.steps.map(({ id, stage, stageName, line, text, outcome, reason, seconds }) => ({
      id,
      stage,
      stageName,
      line,
      instruction: text,
      outcome,
      reason,
      seconds: toSeconds(seconds),
    })),
    ran: idsOf('again'),
    reused: idsOf('cached'),
    seconds: toSeconds(summary.seconds),
    reason: summary.reason,
    notes: [...notes],
    unknown: [...after.build.unknown],
  };
  return rebuildDocument.parse(document);
}
