import type { Analysis } from '../analyzer/analysis';
import { type Project, readProjectFile } from '../analyzer/project';
import type { Finding } from '../analyzer/rules/types';
import { parseDockerfile } from '../analyzer/syntax/parse';
import { type Cause, causeOf } from './instruction-text';
import { normalizeInstructions } from './instructions';
import { matchSteps } from './match-steps';
import { reconstructDockerfile } from './reconstruct';
import type { Recording } from './schema';

/** What is to be analysed to say which rules would have helped a recorded build. */
export interface DiagnosisPlan {
  readonly project: Project;
  /** `project`: the Dockerfile under edit is the one that was built. `reconstructed`: it was put together from the log. */
  readonly of: 'project' | 'reconstructed';
  /** The reconstruction has what only a history tells: ENV, USER, CMD. */
  readonly configuration: boolean;
}

/** Share of a log's instructions that a Dockerfile must have to be taken for the one that was built. */
const sameDockerfile = 0.8;

/**
 * Chooses the Dockerfile that stands for a recorded build: the one under edit where it has the steps of the log, else one
 * reconstructed from the log with empty files in place of those that it copies. `null` where the recording tells no
 * instructions.
 */
export function planDiagnosis(recording: Recording, present: Project | null): DiagnosisPlan | null {
  const made = reconstructDockerfile(recording);
  if (made === null) return null;
  if (present !== null && coverage(recording, present) >= sameDockerfile) {
    return { project: present, of: 'project', configuration: true };
  }
  const text = (path: string) => (present === null ? '' : (readProjectFile(present, path) ?? ''));
  const files = made.copied.filter((path) => path !== 'Dockerfile').map((path) => ({ path, text: text(path) }));
  return {
    project: { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text: made.text }, ...files], bulk: [] },
    of: 'reconstructed',
    configuration: made.configuration,
  };
}

function coverage(recording: Recording, project: Project): number {
  const text = readProjectFile(project, project.dockerfile) ?? '';
  const instructions = normalizeInstructions(parseDockerfile(text)).filter((line) =>
    /^(?:FROM|RUN|COPY|ADD|WORKDIR)\b/.test(line),
  );
  const steps = matchSteps(instructions, recording.steps);
  const told = recording.steps.filter(({ kind, position }) => position !== undefined || kind === 'base');
  const matched = new Set(steps.filter((place) => place !== null)).size;
  return matched / Math.max(1, told.length, instructions.length);
}

/** A rule that would have helped, at the step that it is about. */
export interface RuleHelp {
  readonly finding: Finding;
  /** Place in the recording's steps. */
  readonly step: number;
  /** What that step took, recorded; `null` where the log does not tell. */
  readonly seconds: number | null;
  readonly bytes: number | null;
  /** The build failed at this step, and the rule is about that. */
  readonly explainsFailure: boolean;
}

export interface Diagnosis {
  /** Where the time went, longest first; seconds and the steps' places. Steps without time are left out. */
  readonly time: readonly { readonly cause: Cause; readonly seconds: number; readonly steps: readonly number[] }[];
  /** The most useful first. */
  readonly rules: readonly RuleHelp[];
  /** Why the failing step fails, as far as the analysis tells: a sentence. */
  readonly failure: string | null;
}

/** Rules about what a log does not show: variables, the ignore file, who runs the program. */
const beyondLog: ReadonlySet<string> = new Set([
  'bytecode-written',
  'copy-all-without-ignore-file',
  'venv-not-on-path',
]);

/** Says which rules would have saved what the recording tells. `analysis` is of `plan.project`. */
export function diagnose(recording: Recording, plan: DiagnosisPlan | null, analysis: Analysis | null): Diagnosis {
  const time = sumTime(recording);
  if (plan === null || analysis === null) return { time, rules: [], failure: null };
  const summaries = analysis.stages.flatMap((stage) => stage.steps);
  const places = matchSteps(
    summaries.map((summary) => summary.text),
    recording.steps,
  );
  const stepAt = (line: number): number | null => {
    const found = summaries.findIndex((summary) => line >= summary.line && line <= summary.lastLine);
    return found === -1 ? null : (places[found] ?? null);
  };
  const failedStep = recording.failure?.step ?? null;
  const failure = analysis.failures.find((one) => failedStep !== null && stepAt(one.line) === failedStep) ?? null;
  const rules = analysis.findings.flatMap((finding): readonly RuleHelp[] => {
    const index = finding.file === plan.project.dockerfile ? stepAt(finding.line) : null;
    const step = index === null ? undefined : recording.steps[index];
    if (index === null || step === undefined) return [];
    const explainsFailure = index === failedStep && (finding.failure !== undefined || finding.severity === 'error');
    if (!explainsFailure && !tellsOfThisBuild(finding, plan)) return [];
    const told = step.seconds > 0 ? step.seconds : null;
    return [{ finding, step: index, seconds: told, bytes: step.bytes ?? null, explainsFailure }];
  });
  return {
    time,
    rules: rules.toSorted((one, other) => weightOf(other) - weightOf(one)),
    failure: failure?.message ?? null,
  };
}

/** Of a reconstruction only what the log shows counts, and what it shows to have worked does not fail. */
function tellsOfThisBuild({ category, rule, failure }: Finding, { of, configuration }: DiagnosisPlan): boolean {
  if (category !== 'size' && category !== 'speed') return false;
  return of === 'project' || (failure === undefined && (configuration || !beyondLog.has(rule)));
}

/** Bytes that one second of waiting weighs, so that one list can have both. */
const bytesPerSecond = 5_000_000;

/** What explains a failure comes first, then what saves most, in seconds; of what has no figure, the longest step. */
function weightOf({ finding, seconds, explainsFailure }: RuleHelp): number {
  if (explainsFailure) return Number.POSITIVE_INFINITY;
  const { bytes, seconds: ofBuild, secondsPerEdit } = finding.saves;
  const saved = (ofBuild?.likely ?? 0) + (secondsPerEdit?.likely ?? 0) + (bytes?.likely ?? 0) / bytesPerSecond;
  return saved > 0 ? saved : Math.min(0.01, (seconds ?? 0) / 100_000);
}

function sumTime({ steps }: Recording): Diagnosis['time'] {
  const sums = new Map<Cause, { seconds: number; steps: number[] }>();
  for (const [index, step] of steps.entries()) {
    if (step.seconds <= 0) continue;
    const cause = causeOf(step);
    const sum = sums.get(cause) ?? { seconds: 0, steps: [] };
    sums.set(cause, { seconds: sum.seconds + step.seconds, steps: [...sum.steps, index] });
  }
  return [...sums].map(([cause, sum]) => ({ cause, ...sum })).toSorted((one, other) => other.seconds - one.seconds);
}
