import { z } from 'zod';
import type { Condition, Goal } from '../lessons/schema';
import { compareRecordings } from './compare';
import type { Recording } from './schema';

const recordingId = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);

/** What two recordings show together: the second does without what the first does. */
export const evidencePair = z.object({
  without: recordingId.describe('The build that does not use the technique'),
  with: recordingId.describe('The build that does'),
  shows: z
    .enum(['bytes', 'cold-seconds', 'rebuild-seconds', 'start'])
    .describe('Which figure of the two differs: size, cold build, build after `edit`, or whether it starts'),
  edit: z.string().optional().describe('Name of the edit in both recordings, for `rebuild-seconds`'),
  expect: z
    .enum(['less', 'same'])
    .default('less')
    .describe('`same`: the technique costs or gains nothing worth naming, within one per cent'),
});
export type EvidencePair = z.infer<typeof evidencePair>;

/** What a goal's condition is about, for techniques that help to meet it. */
export const goalTopics = [
  'base',
  'rebuild',
  'stages',
  'build-tools',
  'caches',
  'waste',
  'not-installed',
  'size',
] as const;
export type GoalTopic = (typeof goalTopics)[number];

/** One way to make an image smaller, quicker or safer, with the builds that show what it does. */
export const technique = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string(),
  summary: z.string().describe('What is done, and what it does: one or two sentences without figures'),
  rules: z.array(z.string()).default([]).describe('Rules that ask for it'),
  goals: z.array(z.enum(goalTopics)).default([]),
  evidence: z.array(evidencePair).min(1),
});
export type Technique = z.infer<typeof technique>;

/** A pair's figures. */
export interface Evidence {
  readonly pair: EvidencePair;
  readonly without: Recording;
  readonly with: Recording;
  /** Bytes or seconds; 0 and 1 for a start that fails and one that does not. */
  readonly from: number;
  readonly to: number;
  /** Whether the recordings bear out what the pair says. */
  readonly holds: boolean;
}

/** What counts as the same: a hundredth of an image, as far as builds of one Dockerfile differ from week to week. */
const sameShare = 0.01;

/** The figures of a pair, from its recordings. Throws where a recording is not there or does not tell the figure. */
export function weighEvidence(pair: EvidencePair, find: (id: string) => Recording | undefined): Evidence {
  const [without, used] = [pair.without, pair.with].map((id) => {
    const found = find(id);
    if (found === undefined) throw new Error(`there is no recording ${id}`);
    return found;
  });
  if (without === undefined || used === undefined) throw new Error('a pair has two recordings');
  const [from, to] = readFigures(pair, without, used);
  const holds = pair.expect === 'same' ? Math.abs(from - to) <= from * sameShare : from > to;
  return { pair, without, with: used, from, to, holds };
}

function readFigures(pair: EvidencePair, without: Recording, used: Recording): readonly [number, number] {
  switch (pair.shows) {
    case 'bytes': {
      const { bytes } = compareRecordings(without, used);
      if (!bytes.comparable) throw new Error(`${pair.without} and ${pair.with}: ${bytes.reason}`);
      return [bytes.from, bytes.to];
    }
    case 'cold-seconds': {
      const { seconds } = compareRecordings(without, used);
      if (!seconds.comparable) throw new Error(`${pair.without} and ${pair.with}: ${seconds.reason}`);
      return [seconds.from, seconds.to];
    }
    case 'rebuild-seconds':
      return [readRebuild(without, pair.edit), readRebuild(used, pair.edit)];
    case 'start':
      return [readStart(without), readStart(used)];
  }
}

function readRebuild(recording: Recording, edit: string | undefined): number {
  const found = recording.rebuilds.find((rebuild) => rebuild.edit === edit);
  if (found === undefined) throw new Error(`${recording.id} has no build after "${edit ?? ''}"`);
  return found.seconds;
}

/** 1 where the container does not come up, 0 where it does: less is better, as everywhere. */
function readStart(recording: Recording): number {
  if (recording.starts === undefined) throw new Error(`${recording.id} does not tell whether it starts`);
  return recording.starts.outcome === 'fails' ? 1 : 0;
}

/** What the conditions of a goal are about. */
function topicsOf(condition: Condition): readonly (GoalTopic | `rule:${string}`)[] {
  switch (condition.kind) {
    case 'silent':
      return [`rule:${condition.rule}`];
    case 'base':
    case 'rebuild':
    case 'stages':
    case 'not-installed':
      return [condition.kind];
    case 'without':
      return [condition.bytes];
    case 'size-below':
      return ['size'];
    default:
      return [];
  }
}

/** The techniques that help to meet a goal: those of the rules that it wants silent, and those of its topic. */
export function techniquesOfGoal(goal: Goal, techniques: readonly Technique[]): readonly Technique[] {
  const topics = new Set<string>(goal.when.flatMap(topicsOf));
  return techniques.filter(
    ({ rules, goals }) => goals.some((topic) => topics.has(topic)) || rules.some((rule) => topics.has(`rule:${rule}`)),
  );
}

/** The techniques that a rule asks for. */
export function techniquesOfRule(rule: string, techniques: readonly Technique[]): readonly Technique[] {
  return techniques.filter(({ rules }) => rules.includes(rule));
}
