import { z } from 'zod';

/** Which of an image's three sizes a number is. */
export const sizeKind = z.enum(['classic', 'containerd', 'compressed', 'unstated']);
export type SizeKind = z.infer<typeof sizeKind>;

const recordedSize = z.object({
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
});
export type RecordedStep = z.infer<typeof recordedStep>;

/** One build that someone really ran. */
export const recording = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string(),
  summary: z.string().describe('One or two sentences: what was built and what it shows'),
  origin: z.enum(['published', 'ours']),
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
});
export type Recording = z.infer<typeof recording>;
