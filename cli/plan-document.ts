import { z } from 'zod';
import { rulesetVersion } from '@/lib/analyzer/index';
import type { Plan, PlanFigures } from '@/lib/analyzer/plan/types';
import type { Project } from '@/lib/analyzer/project';
import { rangeShape, toBytes, toSeconds } from './range-shape';
import type { ChangedFile } from './write-project';

/** Raised when a field is renamed, removed or changes its meaning; added fields leave it as it is. */
const schemaVersion = 1;

const figures = z
  .object({
    points: z.number().int().min(0).max(100),
    letter: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
    failures: z.number().int().nonnegative().describe('Steps and starts that would not work'),
    bytes: rangeShape.describe('Bytes of the image, unpacked (classic store)'),
    cold: rangeShape.describe('Seconds of a build with nothing cached'),
    edit: rangeShape.describe('Seconds of the build after an edit of a source file'),
  })
  .meta({ id: 'figures', description: 'Where a project stands, predicted' });

/** What `plan --format json` prints. Its JSON Schema is `docs/plan.schema.json`; a test keeps the two in step. */
export const planDocument = z
  .object({
    schemaVersion: z.literal(schemaVersion),
    simulated: z.literal(true).describe('Nothing was built: every figure is predicted'),
    tool: z.object({ name: z.literal('layerwise'), version: z.string(), ruleset: z.string() }),
    input: z.object({
      path: z.string().describe('As given'),
      dockerfile: z.string().describe('Relative to the build context'),
      settings: z.array(z.string()).describe('Settings files that were gone by; the last goes before the others'),
      notes: z.array(z.string()),
    }),
    before: figures,
    steps: z
      .array(
        z.object({
          source: z.string().describe('The rule whose fix it is, or the name of a rewrite of the plan itself'),
          rule: z.boolean().describe('Whether `source` is a rule'),
          title: z.string().describe('What to do, in the imperative'),
          wrong: z.string().describe('What is wrong before it'),
          why: z.string().describe('Why it matters'),
          safety: z.enum(['safe', 'review']).describe('`safe` never changes what the image does; `review` may'),
          file: z.string(),
          line: z.number().int().positive().describe('1-based, in the file as the steps before have left it'),
          saves: z
            .object({
              bytes: z.number(),
              coldSeconds: z.number(),
              editSeconds: z.number(),
              points: z.number(),
              failures: z.number(),
            })
            .describe('The likely difference that it makes; negative where it costs'),
          after: figures,
        }),
      )
      .describe('What to do, in this order: what mends failures first, then by what it saves'),
    after: figures.describe('Where the project stands once every step is taken'),
    files: z
      .array(z.object({ path: z.string(), text: z.string(), created: z.boolean() }))
      .describe('The files that the steps change or make, as they become'),
  })
  .meta({
    title: 'Layerwise plan',
    description: 'What to do next, and what it saves: what `plan --format json` prints',
  });
export type PlanDocument = z.infer<typeof planDocument>;

/** A plan for one project, for the document and for the terminal. */
export interface PlannedProject {
  readonly path: string;
  readonly version: string;
  readonly project: Project;
  readonly settings: readonly string[];
  readonly notes: readonly string[];
  readonly plan: Plan;
  readonly changes: readonly ChangedFile[];
}

function toFigures({ points, letter, failures, bytes, cold, edit }: PlanFigures): PlanDocument['before'] {
  return { points, letter, failures, bytes: toBytes(bytes), cold: toSeconds(cold), edit: toSeconds(edit) };
}

/** Turns a plan into the document. Throws if it does not fit its own schema, which is a bug. */
export function makePlanDocument({
  path,
  version,
  project,
  settings,
  notes,
  plan,
  changes,
}: PlannedProject): PlanDocument {
  const document: PlanDocument = {
    schemaVersion,
    simulated: true,
    tool: { name: 'layerwise', version, ruleset: rulesetVersion },
    input: { path, dockerfile: project.dockerfile, settings: [...settings], notes: [...notes] },
    before: toFigures(plan.before),
    steps: plan.steps.map(({ source, rule, title, wrong, why, safety, file, line, saves, after }) => ({
      source,
      rule,
      title,
      wrong,
      why,
      safety,
      file,
      line,
      saves,
      after: toFigures(after),
    })),
    after: toFigures(plan.after),
    files: changes.map((change) => ({ path: change.path, text: change.after, created: change.before === null })),
  };
  return planDocument.parse(document);
}
