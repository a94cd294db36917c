import { z } from 'zod';
import { edit } from '../recordings/edits';

const bytes = z.number().int().nonnegative();
const stepId = z
  .string()
  .regex(/^\d+:\d+$/)
  .describe('Stage and place of the instruction in it, each from 0, the FROM being place 0');

const failureTruth = z.object({
  line: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('First line of the instruction that fails, where the builder tells'),
  message: z.string().describe('What the builder or the container says'),
});

const editTruth = edit.extend({
  ran: z
    .array(stepId)
    .describe('RUN, COPY, ADD and WORKDIR steps that ran, by their place in the Dockerfile after the edit'),
  reused: z.array(stepId).describe('The others of the stages that were built'),
  seconds: z.number().nonnegative().optional().describe('Wall clock of the whole build'),
  builds: z.boolean().default(true),
});
export type EditTruth = z.infer<typeof editTruth>;

/** What a real engine made of one build: truth.json, in the folder of the Dockerfile and its context. */
export const truth = z.object({
  title: z.string(),
  summary: z.string().default(''),
  series: z.string().optional(),
  order: z.number().int().default(0),
  note: z.string().optional(),
  measured: z.object({
    engine: z.array(z.string()).describe('Engine, storage, platform and machine: one phrase each'),
    store: z
      .enum(['classic', 'containerd'])
      .describe('Whose bytes `size` and `layers` are: unpacked lengths, or blocks'),
    platform: z.string(),
    machine: z
      .string()
      .optional()
      .describe("Id of the catalog's machine whose times these are; without it times are not compared"),
    date: z.iso.date(),
    standIn: z.boolean().default(false).describe('Built on stand-ins for the official base images'),
    note: z.string().optional(),
  }),
  buildArguments: z.record(z.string(), z.string()).optional(),
  target: z.string().optional(),
  bulk: z
    .array(z.object({ path: z.string(), bytes, files: z.number().int().positive() }))
    .default([])
    .describe('Files of random bytes that the context holds besides'),
  bases: z
    .array(
      z.object({
        image: z.string().describe('As FROM names it'),
        bytes: z.number().int().positive(),
        compressedBytes: z.number().int().positive().optional(),
        packages: z.array(z.string()).optional().describe('Every OS package in it'),
        documentation: z
          .boolean()
          .optional()
          .describe('dpkg unpacks documentation and manuals there; official slim images leave them out'),
      }),
    )
    .default([])
    .describe('Real sizes of the base images, in place of those that the catalog has'),
  builds: z.boolean(),
  failure: failureTruth.optional().describe('Where it does not build'),
  starts: z
    .boolean()
    .optional()
    .describe('Whether a container comes up: keeps running or ends with 0; absent: not tried'),
  start: failureTruth.omit({ line: true }).optional().describe('Where it does not start'),
  size: bytes.optional().describe('Of the final image, base included'),
  compressedBytes: bytes.optional(),
  layers: z
    .array(z.object({ step: stepId, line: z.number().int().positive(), text: z.string(), bytes }))
    .default([])
    .describe('Layers above the base, in build order'),
  seconds: z.number().positive().optional().describe('Whole cold build, the base being there'),
  steps: z
    .array(
      z.object({
        step: stepId,
        line: z.number().int().positive(),
        text: z.string(),
        seconds: z.number().nonnegative(),
      }),
    )
    .default([])
    .describe('Steps that ran in the cold build'),
  edits: z.array(editTruth).default([]),
});
export type Truth = z.infer<typeof truth>;
