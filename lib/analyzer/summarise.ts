import type { BareAnalysis, BareScore, StageSummary, StepSummary } from './analysis';
import { describeContents } from './build/describe-contents';
import { measureColdBuild } from './build/schedule';
import { finalSteps, measureImage, sumKinds } from './build/sizes';
import type { Build, Stage, Step } from './build/types';
import type { BrokenRule, RuleRun } from './check-rules';
import type { findReruns } from './rebuild/reruns';
import { foldText } from './syntax/fold-text';
import { indexLines, type LineIndex } from './syntax/position';

/** Unique in a build: `2:3`, stage and position. */
function identify(step: Step): string {
  return `${step.stage}:${step.index}`;
}

/** What a summary says besides: by which version of the rules it was made, and what edits make run again. */
interface SummaryOptions {
  readonly ruleset: string;
  /** See `rebuild/reruns.ts`; one that finds nothing where that is not there. */
  readonly findReruns: typeof findReruns;
}

/** Turns a build and what the rules found in it into the plain data that pages and tools show. */
export function summariseBuild(build: Build, run: RuleRun, score: BareScore, options: SummaryOptions): BareAnalysis {
  const lines = indexLines(build.dockerfile.text);
  return {
    ruleset: options.ruleset,
    problems: build.dockerfile.problems.map((problem) => ({ ...problem, line: lines.lineAt(problem.range.start) })),
    findings: run.findings,
    silenced: run.silenced,
    failures: build.failures.map((failure, index) => {
      const rule = run.findings.find((finding) => finding.failure === index)?.rule;
      return { ...failure, line: lines.lineAt(failure.range.start), ...(rule === undefined ? {} : { rule }) };
    }),
    score,
    stages: build.stages.map((stage) => summariseStage(stage, lines, build)),
    target: build.target?.index ?? null,
    layers: finalSteps(build).filter(makesLayer).map(identify),
    size: measureImage(build),
    kinds: sumKinds(build),
    contents: describeContents(build),
    pythonPackages: listPackages(build),
    cold: measureColdBuild(build),
    rebuilds: options
      .findReruns(build, listEdited(build))
      .map((rerun) => ({ ...rerun, steps: rerun.steps.map(identify) })),
    unknown: [...build.unknown, ...run.broken.map(describeBroken)],
  };
}

function describeBroken({ rule }: BrokenRule): string {
  return `the rule \`${rule}\` could not be checked on these files, because of a fault of its own`;
}

function summariseStage(stage: Stage, lines: LineIndex, build: Build): StageSummary {
  const { base } = stage;
  return {
    index: stage.index,
    name: stage.name,
    base:
      base.kind === 'image'
        ? base.reference.text
        : base.kind === 'stage'
          ? (build.stages[base.stage]?.name ?? String(base.stage))
          : base.kind === 'scratch'
            ? 'scratch'
            : base.text,
    profile: stage.profile,
    needed: stage.needed,
    steps: stage.steps.map((step) => summariseStep(step, lines, build)),
  };
}

function summariseStep(step: Step, lines: LineIndex, build: Build): StepSummary {
  const { range } = step.instruction;
  return {
    id: identify(step),
    stage: step.stage,
    index: step.index,
    kind: step.kind,
    text: foldText(build.dockerfile.text.slice(range.start, Math.min(range.end, range.start + longestText))),
    range,
    line: lines.lineAt(range.start),
    lastLine: lines.lineAt(Math.max(range.start, range.end - 1)),
    layer: makesLayer(step),
    bytes: step.bytes,
    seconds: step.seconds,
    contributions: step.contributions,
  };
}

const longestText = 4_000;

/** A FROM stands for the layers of its base; a FROM of another stage has none of its own. */
function makesLayer(step: Step): boolean {
  if (step.kind === 'from') return step.bytes.high > 0;
  return step.kind === 'run' || step.kind === 'copy' || step.kind === 'working-directory';
}

function listPackages(build: Build): BareAnalysis['pythonPackages'] {
  const packages = new Map<string, BareAnalysis['pythonPackages'][number]>();
  for (const environment of build.target?.after.pythonEnvironments ?? []) {
    for (const { name, version, direct } of environment.packages) {
      const known = packages.get(name);
      if (known === undefined || (direct && !known.direct)) packages.set(name, { name, version, direct });
    }
  }
  return [...packages.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Files for which a rebuild is worked out; a project under edit has a handful. */
const mostRebuilds = 500;

function listEdited({ project }: Build): readonly string[] {
  return project.files.slice(0, mostRebuilds).map(({ path }) => path);
}
