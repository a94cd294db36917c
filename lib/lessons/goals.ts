import type { Analysis, StageSummary } from '../analyzer/analysis';
import { normalizeName } from '../analyzer/python/package-name';
import { formatBytes } from '../format/figures';
import type { Condition, Goal } from './schema';

/** Whether one condition holds, and what is now the case, as a sentence. */
export interface ConditionResult {
  readonly condition: Condition;
  readonly met: boolean;
  readonly now: string;
}

/** Whether a goal is met: all its conditions hold. */
export interface GoalResult {
  readonly goal: Goal;
  readonly met: boolean;
  readonly conditions: readonly ConditionResult[];
}

/** Holds goals to an analysis, in the goals' order. Without an image nothing is met: an empty Dockerfile is never an answer. */
export function evaluateGoals(goals: readonly Goal[], analysis: Analysis): readonly GoalResult[] {
  return goals.map((goal) => {
    const conditions = goal.when.map((condition) => evaluateCondition(condition, analysis));
    return { goal, met: conditions.every((result) => result.met), conditions };
  });
}

type Verdict = readonly [met: boolean, now: string];

function evaluateCondition(condition: Condition, analysis: Analysis): ConditionResult {
  const image = analysis.target === null ? undefined : analysis.stages[analysis.target];
  const [met, now] =
    image === undefined ? ([false, 'The Dockerfile makes no image yet.'] as const) : judge(condition, analysis, image);
  return { condition, met, now };
}

function judge(condition: Condition, analysis: Analysis, image: StageSummary): Verdict {
  switch (condition.kind) {
    case 'builds':
      return judgeBuild(analysis);
    case 'base':
      return judgeBase(condition, image);
    case 'silent':
      return judgeRule(condition.rule, analysis);
    case 'size-below': {
      const size = analysis.size.classic.likely;
      return [
        size < condition.bytes,
        `The image is about ${formatBytes(size)}; the goal is below ${formatBytes(condition.bytes)}.`,
      ];
    }
    case 'rebuild':
      return judgeRebuild(condition, analysis);
    case 'stages': {
      const count = analysis.stages.filter((stage) => stage.needed).length;
      return [
        count >= condition.atLeast,
        `The image is made from ${describeCount(count, 'stage')}; the goal is ${condition.atLeast} or more.`,
      ];
    }
    case 'without':
      return judgeKind(condition, analysis);
    case 'installed':
      return judgeInstalled(condition.packages, analysis);
    case 'not-installed':
      return judgeNotInstalled(condition.packages, analysis);
    case 'score':
      return [
        analysis.score.points >= condition.atLeast,
        `The score is ${analysis.score.points}; the goal is ${condition.atLeast} or more.`,
      ];
  }
}

function judgeBuild(analysis: Analysis): Verdict {
  const fatal = analysis.problems.find((problem) => problem.fatal);
  if (fatal !== undefined) return [false, `Line ${fatal.line} cannot be read: ${asSentence(fatal.message)}`];
  const failure = analysis.failures.find((candidate) => analysis.stages[candidate.stage]?.needed !== false);
  if (failure === undefined) return [true, 'Nothing known stops the build or the start.'];
  const event = failure.when === 'build' ? 'The build stops' : 'The container does not start';
  return [false, `${event} because of line ${failure.line}: ${asSentence(failure.message)}`];
}

const variantNames = {
  full: 'a full Python image',
  slim: 'a slim image',
  alpine: 'an Alpine image',
  minimal: 'a distribution without Python',
  unknown: 'an image that we do not know',
} as const;

function judgeBase(condition: Extract<Condition, { kind: 'base' }>, image: StageSummary): Verdict {
  const { variant, python } = image.profile;
  const variantFits = condition.variant.some((wanted) => wanted === variant);
  const pythonFits = condition.python === undefined || condition.python === (python !== null);
  const now = `The final image starts from ${image.base}, ${variantNames[variant]}`;
  const missing = condition.python === true && python === null && variant !== 'minimal' ? ', without Python' : '';
  return [variantFits && pythonFits, `${now}${missing}.`];
}

function judgeRule(rule: string, analysis: Analysis): Verdict {
  const finding = analysis.findings.find((candidate) => candidate.rule === rule);
  const silenced = analysis.silenced.find((candidate) => candidate.rule === rule);
  if (finding === undefined) {
    if (silenced === undefined) return [true, `The rule ${rule} finds nothing.`];
    return [false, `Line ${silenced.line} of ${silenced.file}: what ${rule} finds is silenced, not mended.`];
  }
  return [false, `Line ${finding.line} of ${finding.file}: ${asSentence(finding.wrong)}`];
}

function judgeRebuild(condition: Extract<Condition, { kind: 'rebuild' }>, analysis: Analysis): Verdict {
  const rebuild = analysis.rebuilds.find((candidate) => candidate.path === condition.path);
  if (rebuild === undefined) return [false, `The project has no file ${condition.path}.`];
  const count = rebuild.steps.length;
  const goal = condition.atMost === 0 ? 'none' : condition.atMost === 1 ? '1' : `at most ${condition.atMost}`;
  const happens = count === 0 ? 'runs no step again' : `runs ${describeCount(count, 'step')} again`;
  return [count <= condition.atMost, `Editing ${condition.path} ${happens}; the goal is ${goal}.`];
}

const kindNames = {
  'build-tools': 'build tools',
  caches: 'caches',
  waste: 'bytes that are deleted later, stored twice or not needed',
} as const;

function judgeKind(condition: Extract<Condition, { kind: 'without' }>, analysis: Analysis): Verdict {
  const held = analysis.kinds.filter((contribution) => contribution.kind === condition.bytes);
  const bytes = held.reduce((total, contribution) => total + contribution.bytes.likely, 0);
  const what = kindNames[condition.bytes];
  const now = bytes === 0 ? `The image holds no ${what}` : `The image holds about ${formatBytes(bytes)} of ${what}`;
  const goal = condition.atMost === 0 ? 'none' : `at most ${formatBytes(condition.atMost)}`;
  return [bytes <= condition.atMost, `${now}; the goal is ${goal}.`];
}

function judgeInstalled(packages: readonly string[], analysis: Analysis): Verdict {
  const names = new Set(analysis.pythonPackages.map((installed) => installed.name));
  const missing = packages.filter((name) => !names.has(normalizeName(name)));
  if (missing.length === 0) return [true, `The image has ${joinWords(packages)}.`];
  return [false, `The image lacks ${joinWords(missing)}.`];
}

function judgeNotInstalled(packages: readonly string[], analysis: Analysis): Verdict {
  const names = new Set(analysis.pythonPackages.map((installed) => installed.name));
  const present = packages.filter((name) => names.has(normalizeName(name)));
  if (present.length === 0) return [true, `The image has no ${joinWords(packages, 'or')}.`];
  return [false, `The image still has ${joinWords(present)}.`];
}

function describeCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function joinWords(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

function asSentence(text: string): string {
  return /[.?]$/.test(text) ? text : `${text}.`;
}
