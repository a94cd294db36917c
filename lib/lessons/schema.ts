import { z } from 'zod';

/** A condition on the analysis. Any right answer passes, not only ours. */
export const condition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('builds') }).describe('No failure, no fatal syntax problem'),
  z
    .object({
      kind: z.literal('base'),
      variant: z.array(z.enum(['full', 'slim', 'alpine', 'minimal'])).min(1),
      python: z.boolean().optional(),
    })
    .describe('The final image starts from such a base'),
  z.object({ kind: z.literal('silent'), rule: z.string() }).describe('The rule does not fire'),
  z.object({ kind: z.literal('size-below'), bytes: z.number().positive() }).describe('Likely size, classic store'),
  z
    .object({ kind: z.literal('rebuild'), path: z.string(), atMost: z.number().int().nonnegative() })
    .describe('After editing the file at most so many steps run again'),
  z
    .object({ kind: z.literal('stages'), atLeast: z.number().int().positive() })
    .describe('Stages that the target needs'),
  z
    .object({
      kind: z.literal('without'),
      bytes: z.enum(['build-tools', 'caches', 'waste']),
      atMost: z.number().nonnegative(),
    })
    .describe('The final image holds at most so many likely bytes of that kind'),
  z
    .object({ kind: z.literal('installed'), packages: z.array(z.string()).min(1) })
    .describe('The final image has these Python packages'),
  z
    .object({ kind: z.literal('not-installed'), packages: z.array(z.string()).min(1) })
    .describe('The final image has none of these Python packages'),
  z.object({ kind: z.literal('score'), atLeast: z.number().int().min(0).max(100) }),
]);
export type Condition = z.infer<typeof condition>;

export const goal = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  text: z.string().describe('What is asked, as a sentence'),
  when: z.array(condition).min(1).describe('All must hold'),
});
export type Goal = z.infer<typeof goal>;

export const question = z
  .object({
    question: z.string().max(300).describe('What is asked, as a sentence; `code` in backquotes'),
    options: z.array(z.string().max(120)).min(2).max(8),
    answer: z.number().int().nonnegative().describe('Position of the right option, from 0'),
    why: z.string().describe('Why it is right: one or two sentences'),
  })
  .refine(({ options, answer }) => answer < options.length, 'The answer is none of the options');
export type Question = z.infer<typeof question>;

/** Front matter of `lesson.mdx`. */
export const lessonMeta = z.object({
  title: z.string(),
  summary: z.string(),
  minutes: z.number().int().positive(),
  version: z
    .number()
    .int()
    .positive()
    .describe(
      'Raise it when start files or goals change: saved work of an earlier version is offered, not overwritten',
    ),
  project: z
    .string()
    .describe(
      'Sample project in content/projects whose files the lesson starts from; start/ and solution/ lie over it',
    ),
  removed: z
    .object({ start: z.array(z.string()).default([]), solution: z.array(z.string()).default([]) })
    .prefault({})
    .describe("Paths that the start leaves out of the project's files, and the solution out of the start's"),
  goals: z.array(goal).min(1),
  hints: z.array(z.string()).min(1).describe('From a nudge to nearly the answer, in Markdown without HTML'),
  recordings: z.array(z.string()).describe('Recordings shown, by id; the first is that of the start'),
  rules: z.array(z.string()).default([]).describe('Rules that the lesson teaches'),
  questions: z.array(question).default([]).describe('To check oneself; a workshop may use them as polls'),
});
export type LessonMeta = z.infer<typeof lessonMeta>;
