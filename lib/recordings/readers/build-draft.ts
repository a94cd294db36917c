import type { RecordedStep, Recording } from '../schema';
import type { Facts } from './reader';
import { readStepName, shortenImages } from './step-name';

/** A step while its log is read. */
export interface StepDraft {
  /** As BuildKit prints it; `null` while only lines of its output were seen. */
  text: string | null;
  /** What the log calls it where it gives no name: `#7`. */
  readonly fallback: string;
  outcome: NonNullable<RecordedStep['outcome']>;
  seconds: number;
  startedAt: number | null;
  error: string | null;
  readonly parts: Map<string, number>;
  /** Last lines of what it printed. */
  readonly output: string[];
  after: readonly number[];
  nameIsCut: boolean;
}

export function draftStep(fallback: string, text: string | null = null): StepDraft {
  return {
    text,
    fallback,
    outcome: 'unfinished',
    seconds: 0,
    startedAt: null,
    error: null,
    parts: new Map(),
    output: [],
    after: [],
    nameIsCut: false,
  };
}

const keptOutput = 8;
const keptParts = 200;

/** Keeps the last lines of a step's output. */
export function addOutput(step: StepDraft, text: string): void {
  if (text.trim() === '') return;
  step.output.push(text.slice(0, 500));
  if (step.output.length > keptOutput) step.output.shift();
}

/** Notes what a step does besides, with its seconds; of the same thing, the last. */
export function addPart(step: StepDraft, name: string, seconds: number): void {
  if (step.parts.has(name) || step.parts.size < keptParts) step.parts.set(name, seconds);
}

/** A build while its log is read. */
export interface BuildDraft {
  readonly steps: readonly StepDraft[];
  readonly seconds: number | null;
  /** What the whole log says went wrong, at its end. */
  readonly error: string | null;
  /** The step that the end of the log names as the one that failed. */
  readonly failedName: string | null;
  readonly failedOutput: readonly string[];
  readonly warnings: readonly string[];
  /** `docker:default`, `docker-container:builder`; `null` where the log does not tell. */
  readonly driver: string | null;
  readonly finished: boolean;
}

/** What a BuildKit log tells. */
export function finishBuild(draft: BuildDraft): Facts {
  const names = draft.steps.map((step) => readStepName(step.text ?? step.fallback));
  const targets = unique(names.flatMap((name) => name.target ?? []));
  const steps = draft.steps.map((step, index) => toStep(step, names[index] ?? readStepName(step.fallback), targets));
  const failure = findFailure(draft, steps);
  if (failure?.step !== undefined) {
    const step = steps[failure.step];
    if (step !== undefined) steps[failure.step] = { ...step, outcome: 'failed' };
  }
  const exported = findExport(draft, steps);
  const platforms = unique(names.flatMap((name) => name.platform ?? []));
  const base =
    steps.findLast((step) => step.kind === 'base' && step.stage?.startsWith('stage-') !== false) ??
    steps.findLast((step) => step.kind === 'base');
  const baseName = base === undefined ? undefined : /^FROM (?:--\S+ )*(\S+)/i.exec(base.name)?.[1];
  const done = draft.finished || exported?.done === true;
  return {
    builder: 'buildkit',
    outcome: failure !== null ? 'failed' : done ? 'finished' : 'unfinished',
    steps,
    ...(draft.seconds === null || draft.seconds <= 0 ? {} : { seconds: draft.seconds }),
    ...(baseName === undefined ? {} : { base: baseName }),
    ...(exported === null ? {} : { exported: exported.facts }),
    ...(failure === null ? {} : { failure }),
    ...(draft.warnings.length === 0 ? {} : { warnings: [...draft.warnings] }),
    ...(platforms.length === 0 ? {} : { platforms }),
    ...(targets.length === 0 ? {} : { targets }),
    ...(draft.driver === null ? {} : { circumstances: [`Builder ${draft.driver}`] }),
  };
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}

function toStep(draft: StepDraft, name: ReturnType<typeof readStepName>, targets: readonly string[]): RecordedStep {
  const [first, second] = name.labels;
  const target = name.target ?? (first !== undefined && targets.includes(first) ? first : undefined);
  const stage = target === undefined || target !== first ? first : second;
  return {
    name: name.name,
    seconds: round(draft.seconds),
    kind: draft.text === null ? 'run' : name.kind,
    cached: draft.outcome === 'cached',
    outcome: draft.outcome,
    ...(stage === undefined ? {} : { stage }),
    ...(name.position === null ? {} : { position: name.position }),
    ...(name.platform === null ? {} : { platform: name.platform }),
    ...(target === undefined ? {} : { target }),
    ...(draft.startedAt === null ? {} : { startedAt: round(Math.max(0, draft.startedAt)) }),
    ...(draft.after.length === 0 ? {} : { after: [...draft.after] }),
    ...(draft.parts.size === 0
      ? {}
      : { parts: [...draft.parts].map(([part, seconds]) => ({ name: shortenImages(part), seconds: round(seconds) })) }),
    ...(draft.nameIsCut ? { nameIsCut: true } : {}),
  };
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function findFailure(draft: BuildDraft, steps: readonly RecordedStep[]): NonNullable<Recording['failure']> | null {
  let index = draft.steps.findIndex((step) => step.outcome === 'failed');
  if (index === -1 && draft.failedName !== null) {
    const wanted = readStepName(draft.failedName).name;
    index = steps.findIndex(
      (step) => step.name === wanted || (step.nameIsCut === true && wanted.startsWith(step.name)),
    );
  }
  const step = draft.steps[index];
  const message = draft.error ?? step?.error ?? (draft.failedName === null ? null : `${draft.failedName} failed`);
  if (index === -1 && message === null) return null;
  const full = message ?? 'The log does not say why.';
  const exitCode = /exit (?:code|status):? (\d{1,3})\b/.exec(`${step?.error ?? ''} ${full}`)?.[1];
  const output = step !== undefined && step.output.length > 0 ? step.output : draft.failedOutput;
  return {
    ...(index === -1 ? {} : { step: index }),
    message: full.slice(0, 2000),
    ...(exitCode === undefined ? {} : { exitCode: Number(exitCode) }),
    output: [...output],
  };
}

type Has = (pattern: RegExp) => boolean;

function findExport(draft: BuildDraft, steps: readonly RecordedStep[]) {
  const places = steps.flatMap((step, index) => (step.kind === 'export' ? [index] : []));
  if (places.length === 0) return null;
  const said = places.flatMap((index) => [draft.steps[index]?.text ?? '', ...(draft.steps[index]?.parts.keys() ?? [])]);
  const has: Has = (pattern) => said.some((line) => pattern.test(line));
  const names = said.flatMap((line) => /^(?:naming to|pushing manifest for|pushing) ([^\s@]+)/.exec(line)?.[1] ?? []);
  const store = storeOf(has, draft.driver === null || draft.driver.startsWith('docker:'));
  const seconds = places.reduce((sum, index) => sum + (steps[index]?.seconds ?? 0), 0);
  return {
    done: places.every((index) => ['done', 'cached'].includes(steps[index]?.outcome ?? '')),
    facts: {
      how: wayOf(has),
      ...(store === null ? {} : { store }),
      names: unique(names.filter((name) => name !== 'layers' && name !== 'layer').map(shortenImages)),
      pushed: has(/^pushing (?!layers?$)/),
      seconds: round(seconds),
    } satisfies NonNullable<Recording['exported']>,
  };
}

function storeOf(has: Has, ownStore: boolean): 'classic' | 'containerd' | null {
  if (has(/^writing image sha256:/)) return 'classic';
  if (has(/^unpacking to /)) return 'containerd';
  // Without unpacking the manifest may have gone elsewhere: only the engine's own builder leaves it in its store.
  const kept = has(/^exporting manifest/) && has(/^naming to /) && !has(/^importing to docker/);
  return ownStore && kept ? 'containerd' : null;
}

function wayOf(has: Has): NonNullable<Recording['exported']>['how'] {
  if (has(/^exporting to docker image format|^importing to docker/)) return 'docker';
  if (has(/^exporting to oci/)) return 'oci';
  if (has(/^exporting to image|^exporting to registry|^writing image|^exporting layers/)) return 'image';
  if (has(/^exporting to client/)) return has(/tarball/) ? 'tar' : 'local';
  return has(/^exporting cache/) ? 'cache-only' : 'unstated';
}
