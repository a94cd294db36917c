import { z } from './validation';

/** Which of an image's three sizes a number is. */
export const sizeKind = z.enum(['classic', 'containerd', 'compressed', 'unstated']);
export type SizeKind = z.infer<typeof sizeKind>;

const bytes = z.number().int().nonnegative();
const seconds = z.number().nonnegative();

export const recordedSize = z.object({
  bytes: z.number().int().positive(),
  kind: sizeKind.describe('`unstated` where the source does not say and the circumstances do not tell'),
  roundedTo: z.number().int().positive().default(1).describe('Precision in bytes: 10,000,000 for "1.09 GB"'),
  text: z.string().optional().describe('As printed, "1.09 GB"'),
  bound: z.literal('below').optional().describe('The source gives only an upper bound: "less than 70 MB"'),
});

export const recordedStep = z.object({
  name: z.string().describe('As the log names it, blanks folded'),
  seconds: z.number().nonnegative(),
  kind: z.enum(['metadata', 'context', 'base', 'run', 'copy', 'working-directory', 'export']),
  cached: z.boolean().default(false),
  bytes: z.number().int().nonnegative().optional().describe('Its layer, where history tells'),
  outcome: z
    .enum(['done', 'cached', 'failed', 'cancelled', 'unfinished'])
    .optional()
    .describe('How it ended; `unfinished` where the log stops before, and then `seconds` is the least it took'),
  stage: z.string().optional().describe('As the log names it: `build`, `stage-1`'),
  position: z.number().int().positive().optional().describe('Number of the instruction in its stage, FROM being 1'),
  platform: z.string().optional().describe('`linux/arm64`, where the build is for several'),
  target: z.string().optional().describe('Compose service or bake target'),
  startedAt: seconds.optional().describe('Seconds after the start of the build, where the log tells'),
  after: z.array(z.number().int().nonnegative()).optional().describe('Places in `steps` of the steps it waited for'),
  parts: z
    .array(z.object({ name: z.string(), seconds }))
    .optional()
    .describe('What the log lists under the step: `exporting layers`, `extracting sha256:…`'),
  nameIsCut: z.boolean().optional().describe('The terminal was too narrow for the whole name'),
});
export type RecordedStep = z.infer<typeof recordedStep>;

/** One entry of an image's history: an instruction, and the layer it made if it made one. */
export const recordedLayer = z.object({
  createdBy: z.string().describe('The instruction as history notes it, blanks folded'),
  bytes,
  roundedTo: z.number().int().positive().default(1),
  ofBase: z.boolean().optional().describe('Came with the base image, as far as the history tells'),
  nameIsCut: z.boolean().optional().describe('History was printed without --no-trunc'),
});
export type RecordedLayer = z.infer<typeof recordedLayer>;

/** What became of the result: `image` into the engine's own store, `docker` loaded into it from another builder. */
export const recordedExport = z.object({
  how: z.enum(['image', 'docker', 'oci', 'local', 'tar', 'cache-only', 'unstated']),
  store: z.enum(['classic', 'containerd']).optional().describe('Where the log tells'),
  names: z.array(z.string()).describe('Tags, without the default registry'),
  pushed: z.boolean(),
  seconds: seconds.optional(),
});

export const recordedFailure = z.object({
  step: z.number().int().nonnegative().optional().describe('Place in `steps`'),
  message: z.string(),
  exitCode: z.number().int().optional(),
  output: z.array(z.string()).describe('Last lines that the step printed'),
});

/** Whether a container of the image comes up. */
export const recordedStart = z.object({
  outcome: z.enum(['keeps running', 'exits', 'fails']).describe('`exits`: with code 0; `fails`: with another'),
  exitCode: z.number().int().optional(),
  waitedSeconds: seconds.describe('How long it was watched'),
  output: z.array(z.string()).describe('Last lines it printed'),
});

/** What one layer holds, summed; bytes are lengths of files, as the classic store counts. */
export const recordedContent = z.object({
  createdBy: z.string().describe('The instruction that made the layer'),
  bytes,
  files: z.number().int().nonnegative(),
  packages: z.array(z.object({ name: z.string(), bytes, files: z.number().int().nonnegative() })),
  folders: z.array(z.object({ path: z.string(), bytes, files: z.number().int().nonnegative() })),
});
export type RecordedContent = z.infer<typeof recordedContent>;

export const recordedImage = z.object({
  name: z.string().describe('`app:latest`, or `<none>`'),
  id: z.string().optional(),
  size: recordedSize.optional(),
  content: recordedSize.optional().describe("Engine 29's CONTENT SIZE: compressed"),
});

/** What `docker buildx du` lists. */
export const recordedCache = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      bytes,
      reclaimable: z.boolean(),
      shared: z.boolean(),
      description: z.string().optional(),
      kind: z.string().optional().describe('`exec.cachemount`, `regular`, `source.local`'),
    }),
  ),
  total: bytes.optional(),
  reclaimable: bytes.optional(),
});

/** One build that someone really ran. */
export const recording = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string(),
  summary: z.string().describe('One or two sentences: what was built and what it shows'),
  origin: z.enum(['published', 'ours', 'pasted']),
  source: z.object({
    author: z.string().optional(),
    title: z.string(),
    url: z.url().optional(),
    date: z
      .string()
      .regex(/^(\d{4}-\d{2}(-\d{2})?|undated)$/)
      .describe('ISO date, or year and month where the source says no more, or `undated` where it says nothing'),
  }),
  circumstances: z
    .array(z.string())
    .describe('Machine, engine, network, method: one phrase each; what is not stated is said so'),
  standIn: z.boolean().default(false).describe('Built on a stand-in for an official base image'),
  base: z.string().describe('As in FROM, of the final stage'),
  series: z.string().optional().describe('Recordings of one progression share a name'),
  order: z.number().int().default(0).describe('Place in the series'),
  size: recordedSize.optional(),
  seconds: z.number().positive().optional().describe('Whole cold build'),
  steps: z.array(recordedStep).default([]),
  rebuilds: z
    .array(z.object({ edit: z.string(), seconds: z.number().nonnegative(), ran: z.array(z.string()) }))
    .default([])
    .describe('Builds after an edit, with the names of the steps that ran'),
  parts: z
    .array(z.object({ label: z.string(), bytes: z.number().int().nonnegative() }))
    .default([])
    .describe('Sizes of parts that the source states'),
  project: z.string().optional().describe('Sample project in content/projects'),
  instructions: z
    .array(z.string())
    .default([])
    .describe('The build, one normalised instruction a line: what a Dockerfile is matched against'),
  requirements: z.array(z.string()).default([]).describe('Pins that were installed, sorted'),
  works: z.boolean().default(true).describe('false: as printed it does not build or start'),
  note: z.string().optional(),
  outcome: z.enum(['finished', 'failed', 'unfinished']).optional().describe('Of the build, where the log tells'),
  builder: z
    .enum(['buildkit', 'legacy', 'buildah'])
    .optional()
    .describe('The program that built: `buildah` is also what podman builds with'),
  exported: recordedExport.optional(),
  failure: recordedFailure.optional(),
  warnings: z.array(z.string()).optional().describe("The builder's own"),
  layers: z.array(recordedLayer).optional().describe('Oldest first'),
  contentSize: recordedSize.optional().describe('Compressed bytes, where a containerd store lists both'),
  platforms: z.array(z.string()).optional(),
  targets: z.array(z.string()).optional().describe('Compose services or bake targets of this one build'),
  images: z.array(recordedImage).optional().describe('What `docker images` listed'),
  buildCache: recordedCache.optional(),
  starts: recordedStart.optional(),
  contents: z.array(recordedContent).optional().describe('Per layer of the build, oldest first'),
});
export type Recording = z.infer<typeof recording>;
