import type { Analysis, StageSummary, StepSummary } from '@/lib/analyzer/analysis';

/** What becomes of a step: it runs, it is where the build stops, or the build never comes to it. */
export type StepOutcome = 'runs' | 'fails' | 'not-reached' | 'not-needed';

/** `unknown`: what would decide it is not known. */
export type Answer = boolean | 'unknown';

export interface BuildOutcome {
  readonly builds: Answer;
  /** Whether a container of the image would start; an image that cannot be built cannot start. */
  readonly starts: Answer;
  /** By step id. */
  readonly steps: ReadonlyMap<string, StepOutcome>;
}

type Failure = Analysis['failures'][number];

/** The step that a failure is about; `null` where it is about none (the start, say). */
export function findFailingStep(failure: Failure, { stages }: Pick<Analysis, 'stages'>): StepSummary | null {
  const steps = stages[failure.stage]?.steps ?? [];
  return steps.find((step) => step.line <= failure.line && failure.line <= step.lastLine) ?? null;
}

function outcomesOf(stage: StageSummary, failing: ReadonlySet<string>, reached: boolean): [string, StepOutcome][] {
  if (!stage.needed) return stage.steps.map((step) => [step.id, 'not-needed']);
  const first = stage.steps.findIndex((step) => failing.has(step.id));
  return stage.steps.map((step, index) => {
    if (!reached || (first >= 0 && index > first)) return [step.id, 'not-reached'];
    return [step.id, index === first ? 'fails' : 'runs'];
  });
}

/** A base of which nothing is known may hold any program, or none. */
function isBaseUnknown(stage: StageSummary): boolean {
  return stage.base !== 'scratch' && stage.profile.distribution === 'unknown';
}

/** Says whether the image would build and start, as far as it is known. `contextKnown`: see `Project`. */
export function judgeBuild(analysis: Analysis, contextKnown: boolean): BuildOutcome {
  const { failures, problems, stages, target } = analysis;
  const failing = new Set(
    failures
      .filter((failure) => failure.when === 'build')
      .map((failure) => findFailingStep(failure, analysis)?.id)
      .filter((id) => id !== undefined),
  );
  const steps = new Map<string, StepOutcome>();
  const broken = new Set<string>();
  for (const stage of stages) {
    const outcomes = outcomesOf(stage, failing, !broken.has(stage.base));
    for (const [id, outcome] of outcomes) steps.set(id, outcome);
    if (outcomes.some(([, outcome]) => outcome === 'fails' || outcome === 'not-reached'))
      broken.add(stage.name ?? String(stage.index));
  }
  const stopped =
    target === null ||
    problems.some((problem) => problem.fatal) ||
    failures.some((failure) => failure.when === 'build');
  if (stopped) return { builds: false, starts: false, steps };

  const needed = stages.filter((stage) => stage.needed);
  const ranBlindly = needed.some((stage) => isBaseUnknown(stage) && stage.steps.some((step) => step.kind === 'run'));
  const copiedBlindly = !contextKnown && needed.some((stage) => stage.steps.some(takesFromContext));
  const builds = ranBlindly || copiedBlindly ? 'unknown' : true;
  if (failures.length > 0) return { builds, starts: false, steps };
  const last = stages[target];
  const startKnown = builds === true && last !== undefined && !isBaseUnknown(last);
  return { builds, starts: startKnown ? true : 'unknown', steps };
}

function takesFromContext(step: StepSummary): boolean {
  return step.kind === 'copy' && !/^(?:COPY|ADD)\s(?:--\S+\s+)*--from=/i.test(step.text);
}
