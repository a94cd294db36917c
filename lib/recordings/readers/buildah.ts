import type { RecordedStep } from '../schema';
import { Epilogue } from './epilogue';
import type { PastedLine } from './lines';
import type { Facts, Reader } from './reader';
import { readStepName } from './step-name';

const heading = /^(?:\[(\d{1,4})\/\d{1,4}\] )?STEP (\d{1,5})(?:\/\d{1,5})?: (.*)$/;
const committing = /^(?:\[\d+\/\d+\] )?COMMIT\b ?(.*)$/;
const failing = /^Error: ((?:building at STEP|error building|.*exit status \d+).*)/i;
/** What fetching a base image prints. */
const fetching =
  /^(?:Getting image source|Copying (?:blob|config)|Writing manifest|Storing signatures|Trying to pull|Resolved ")/;

/** `podman build` and `buildah build`: `STEP 3/5: RUN …`; times only where a build server stamped the lines. */
export const buildah: Reader = {
  form: 'buildah',
  begins: (lines, index) => heading.test(lines[index]?.text ?? ''),
  read(lines, from, endsAt) {
    const build = new BuildahBuild();
    const notUnderstood: PastedLine[] = [];
    let index = from;
    for (; index < lines.length; index++) {
      const line = lines[index];
      if (line === undefined) break;
      const taken = build.take(line);
      if (taken === 'over') break;
      if (taken === 'unknown' && !build.epilogue.take(line)) {
        if (endsAt(index)) break;
        notUnderstood.push(line);
      }
    }
    return { facts: build.finish(), notUnderstood, next: index };
  },
};

type Draft = RecordedStep & { output: string[] };
const keptOutput = 8;

class BuildahBuild {
  readonly epilogue = new Epilogue();
  private readonly steps: Draft[] = [];
  private readonly names: string[] = [];
  private message: string | null = null;
  private committed = false;
  private begunAt: number | null = null;
  private endedAt: number | null = null;

  take({ text, at }: PastedLine): 'taken' | 'unknown' | 'over' {
    const head = heading.exec(text);
    if (head?.[2] === '1' && this.isAnother(head[1])) return 'over';
    if (at !== null) {
      this.begunAt ??= at;
      this.endedAt = at;
    }
    if (head?.[2] !== undefined && head[3] !== undefined) {
      this.begin(head[3], Number(head[2]), head[1], at);
      return 'taken';
    }
    return this.takeResult(text) ? 'taken' : this.takeOutput(text);
  }

  /** Each stage counts from 1 and commits; another build begins with the first stage, or without naming stages. */
  private isAnother(stage: string | undefined): boolean {
    return (this.committed || this.message !== null) && (stage === undefined || stage === '1');
  }

  private begin(instruction: string, number: number, stage: string | undefined, at: number | null): void {
    this.endStep(at);
    const { name, kind } = readStepName(instruction);
    if (!/^(?:FROM|RUN|COPY|ADD|WORKDIR)\b/i.test(name)) return;
    this.finishStep();
    this.steps.push({
      name,
      kind,
      seconds: 0,
      cached: false,
      outcome: 'unfinished',
      ...(stage === undefined ? {} : { stage: `stage-${Number(stage) - 1}` }),
      position: Math.max(1, number),
      ...(at === null || this.begunAt === null ? {} : { startedAt: (at - this.begunAt) / 1000 }),
      output: [],
    });
  }

  /** A step took until the next instruction began; what makes no step takes no time worth the name. */
  private endStep(at: number | null): void {
    const step = this.steps.at(-1);
    if (step?.startedAt === undefined || at === null || this.begunAt === null || step.seconds > 0) return;
    step.seconds = Math.max(0, Math.round(at - this.begunAt - step.startedAt * 1000) / 1000);
  }

  private finishStep(): void {
    const step = this.steps.at(-1);
    if (step?.outcome === 'unfinished') step.outcome = 'done';
  }

  private takeResult(text: string): boolean {
    const step = this.steps.at(-1);
    if (/^--> Using cache /.test(text)) {
      if (step !== undefined) Object.assign(step, { cached: true, outcome: 'cached' });
      return true;
    }
    if (/^--> [0-9a-f]{11,64}$/.test(text)) {
      this.finishStep();
      return true;
    }
    if (fetching.test(text)) return true;
    const committed = committing.exec(text);
    if (committed !== null) {
      this.endStep(this.endedAt);
      this.finishStep();
      this.committed = true;
      this.names.push(...(committed[1] ?? '').split(' ').filter((name) => name !== ''));
      return true;
    }
    if (/^Successfully tagged /.test(text) || (this.committed && /^[0-9a-f]{64}$/.test(text))) return true;
    const failed = failing.exec(text);
    if (failed?.[1] === undefined) return false;
    this.message = failed[1];
    if (step !== undefined) step.outcome = 'failed';
    return true;
  }

  /** Everything else between two headings is what the step printed. */
  private takeOutput(text: string): 'taken' | 'unknown' {
    const step = this.steps.at(-1);
    if (step === undefined || this.committed || this.message !== null) return 'unknown';
    if (text.trim() !== '') step.output.push(text.slice(0, 500));
    if (step.output.length > keptOutput) step.output.shift();
    return 'taken';
  }

  finish(): Facts {
    this.endStep(this.endedAt);
    const { message, committed, names, steps } = this;
    const stamped = this.begunAt === null || this.endedAt === null ? 0 : (this.endedAt - this.begunAt) / 1000;
    const seconds = this.epilogue.seconds ?? stamped;
    const base = /^FROM (?:--\S+ )*(\S+)/i.exec(steps.findLast((step) => step.kind === 'base')?.name ?? '')?.[1];
    return {
      builder: 'buildah',
      outcome: message !== null ? 'failed' : committed ? 'finished' : 'unfinished',
      steps: steps.map(({ output: _, ...step }) => step),
      ...(seconds <= 0 ? {} : { seconds }),
      ...(base === undefined ? {} : { base }),
      ...(committed ? { exported: { how: 'image', names, pushed: false } } : {}),
      ...(message === null ? {} : { failure: this.describeFailure(message) }),
    };
  }

  private describeFailure(message: string): NonNullable<Facts['failure']> {
    const place = this.steps.findIndex((step) => step.outcome === 'failed');
    const exitCode = /exit status (\d{1,3})/.exec(message)?.[1];
    return {
      ...(place === -1 ? {} : { step: place }),
      message,
      ...(exitCode === undefined ? {} : { exitCode: Number(exitCode) }),
      output: this.steps[place]?.output ?? [],
    };
  }
}
