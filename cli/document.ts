import { z } from 'zod';
import type { Analysis } from '@/lib/analyzer/analysis';
import type { Project } from '@/lib/analyzer/project';
import { failOnLevels } from '@/lib/analyzer/settings/types';
import type { SourceRange } from '@/lib/analyzer/syntax/range';
import { positionsIn } from './positions';
import type { Verdict } from './verdict';

/** Raised when a field is renamed, removed or changes its meaning; added fields leave it as it is. */
export const schemaVersion = 1;

const bytes = z.number().int().nonnegative();

const position = z
  .object({ line: z.number().int().positive(), column: z.number().int().positive() })
  .describe('1-based; columns count UTF-16 units');

const place = z
  .object({
    start: position,
    end: position.describe('Exclusive'),
    offsets: z.object({ start: bytes, end: bytes }).describe('0-based UTF-16 offsets, end exclusive'),
  })
  .meta({ id: 'place' });

export const evidenceShape = z.object({
  text: z.string().describe('What was measured or published, in a short phrase'),
  kind: z.enum(['recorded', 'published', 'measured', 'assumed']),
  url: z.string().optional(),
  date: z.string().optional(),
  recording: z.string().optional().describe('Id of a recording'),
});

const estimate = z
  .object({
    low: z.number(),
    likely: z.number(),
    high: z.number(),
    evidence: z.array(evidenceShape),
    unknown: z.array(z.string()).describe('What is not known; each entry has widened the range'),
  })
  .meta({ id: 'estimate', description: 'A number with its range and what it rests on' });

const contribution = z.object({
  kind: z.enum(['base', 'os-packages', 'python', 'python-packages', 'code', 'build-tools', 'caches', 'waste']),
  label: z.string(),
  bytes: estimate,
  path: z.string().optional(),
});

const severity = z.enum(['error', 'warning', 'info']);

const finding = z.object({
  rule: z.string(),
  title: z.string(),
  category: z.enum(['size', 'speed', 'security', 'reliability', 'reproducibility', 'clarity']),
  severity,
  wrong: z.string().describe('What is wrong'),
  why: z.string().describe('Why it matters'),
  remedy: z.string().describe('What to do'),
  file: z.string(),
  place,
  stage: z.number().int().nonnegative().nullable(),
  saves: z.object({
    bytes: estimate.optional().describe('Of the final image'),
    seconds: estimate.optional().describe('Of a build with nothing cached'),
    secondsPerEdit: estimate.optional().describe('Of the build after every edit of the sources'),
  }),
  fix: z
    .object({
      title: z.string(),
      safety: z.enum(['safe', 'review']).describe('`safe` never changes what the image does; `review` may'),
      edits: z.array(z.object({ file: z.string(), place, text: z.string() })),
    })
    .nullable(),
  codes: z
    .object({ hadolint: z.array(z.string()).optional(), buildkit: z.array(z.string()).optional() })
    .describe('The same check in other tools'),
  failure: z.number().int().nonnegative().optional().describe('Index of the failure that is the same fault, if any'),
});

const step = z.object({
  id: z.string(),
  kind: z.enum(['from', 'run', 'copy', 'working-directory', 'configuration', 'argument']),
  text: z.string().describe('The instruction on one line'),
  line: z.number().int().positive(),
  lastLine: z.number().int().positive(),
  layer: z.boolean(),
  bytes: estimate,
  seconds: estimate,
  contributions: z.array(contribution),
});

/** What `check --format json` prints. Its JSON Schema is `docs/analysis.schema.json`; a test keeps the two in step. */
export const analysisDocument = z
  .object({
    schemaVersion: z.literal(schemaVersion),
    tool: z.object({ name: z.literal('layerwise'), version: z.string(), ruleset: z.string() }),
    input: z.object({
      path: z.string().describe('As given'),
      dockerfile: z.string().describe('Relative to the build context'),
      filesRead: z.number().int().nonnegative(),
      counted: z
        .array(z.object({ path: z.string(), bytes, files: z.number().int().nonnegative() }))
        .describe('Large and binary files and folders, which are counted and not read'),
      settings: z.array(z.string()).describe('Settings files that were gone by; the last goes before the others'),
      notes: z.array(z.string()),
    }),
    verdict: z.object({
      passed: z.boolean().describe('Whether the exit status is 0'),
      failOn: z.enum(failOnLevels),
      errors: z.number().int().nonnegative(),
      warnings: z.number().int().nonnegative(),
      infos: z.number().int().nonnegative(),
    }),
    score: z.object({
      points: z.number().int().min(0).max(100),
      letter: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
      lost: z.array(z.object({ points: z.number(), reason: z.string(), source: z.string(), place: place.nullable() })),
    }),
    problems: z
      .array(z.object({ code: z.string(), message: z.string(), fatal: z.boolean(), place }))
      .describe('What BuildKit would refuse, or what could not be read'),
    failures: z
      .array(
        z.object({
          code: z.string(),
          when: z.enum(['build', 'start']),
          message: z.string(),
          remedy: z.string(),
          stage: z.number().int().nonnegative(),
          place,
          rule: z.string().optional().describe('Rule whose finding is the same fault, if any'),
        }),
      )
      .describe('Steps or a start that would not work'),
    findings: z.array(finding),
    silenced: z
      .array(z.object({ rule: z.string(), file: z.string(), line: z.number().int().positive() }))
      .describe('What rules found and comments of the project silence'),
    size: z
      .object({
        classic: estimate.describe('Unpacked bytes of the layers'),
        containerd: estimate.describe('4 KiB blocks plus compressed content'),
        compressed: estimate.describe('What a push or pull transfers'),
      })
      .describe('Bytes of the final image'),
    kinds: z.array(contribution).describe('Bytes of the final image by kind, classic store'),
    cold: estimate.describe('Seconds of a build with nothing cached'),
    rebuilds: z
      .array(
        z.object({ path: z.string(), steps: z.array(z.string()), seconds: estimate, reason: z.string().nullable() }),
      )
      .describe('What an edit of one file makes run again'),
    stages: z.array(
      z.object({
        index: z.number().int().nonnegative(),
        name: z.string().nullable(),
        base: z.string(),
        needed: z.boolean(),
        steps: z.array(step),
      }),
    ),
    target: z.number().int().nonnegative().nullable().describe('Index of the stage that becomes the image'),
    layers: z.array(z.string()).describe('Ids of the steps whose layers the image holds, base first'),
    pythonPackages: z.array(z.object({ name: z.string(), version: z.string().nullable(), direct: z.boolean() })),
    unknown: z.array(z.string()),
  })
  .meta({ title: 'Layerwise analysis', description: 'One Dockerfile, checked: what `check --format json` prints' });
export type AnalysisDocument = z.infer<typeof analysisDocument>;

export interface Checked {
  readonly path: string;
  readonly version: string;
  readonly project: Project;
  /** Settings files that were gone by. */
  readonly settings: readonly string[];
  readonly notes: readonly string[];
  readonly analysis: Analysis;
  readonly verdict: Verdict;
}

/** Turns an analysis into the document. Throws if it does not fit its own schema, which is a bug. */
export function makeDocument(checked: Checked): AnalysisDocument {
  const { analysis, project, verdict } = checked;
  const positions = positionsIn(project);
  const placeOf = (range: SourceRange, file = project.dockerfile) => ({
    start: positions.at(file, range.start),
    end: positions.at(file, range.end),
    offsets: range,
  });
  const placed = <Entry extends { readonly range: SourceRange }>(entry: Entry) => ({
    ...entry,
    place: placeOf(entry.range),
  });
  return analysisDocument.parse({
    ...analysis,
    schemaVersion,
    tool: { name: 'layerwise', version: checked.version, ruleset: analysis.ruleset },
    input: {
      path: checked.path,
      dockerfile: project.dockerfile,
      filesRead: project.files.length,
      counted: project.bulk,
      settings: checked.settings,
      notes: checked.notes,
    },
    verdict,
    score: {
      ...analysis.score,
      lost: analysis.score.lost.map((entry) => ({ ...entry, place: entry.range && placeOf(entry.range) })),
    },
    problems: analysis.problems.map(placed),
    failures: analysis.failures.map(placed),
    findings: analysis.findings.map((entry) => ({
      ...entry,
      place: placeOf(entry.range, entry.file),
      fix: entry.fix && {
        ...entry.fix,
        edits: entry.fix.edits.map((edit) => ({ ...edit, place: placeOf(edit.range, edit.file) })),
      },
    })),
  });
}
