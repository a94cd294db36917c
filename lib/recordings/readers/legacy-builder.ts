import type { RecordedStep } from '../schema';
import { Epilogue } from './epilogue';
import { foldBlanks, type PastedLine } from './lines';
import type { Facts, Reader } from './reader';
import { readStepName } from './step-name';

const heading = /^Step (\d{1,5})(?:\/\d{1,5})? ?: (.*)$/;

/** The builder before BuildKit (`DOCKER_BUILDKIT=0`): `Step 3/11 : RUN …`, an image after every step, no times. */
export const legacyBuilder: Reader = {
  form: 'legacy-builder',
  begins: (lines, index) => {
    const text = lines[index]?.text ?? '';
    return heading.test(text) || /^Sending build context to Docker daemon/.test(text);
  },
  read(lines, from, endsAt) {
    const build = new LegacyBuild();
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

class LegacyBuild {
  readonly epilogue = new Epilogue();
  private readonly steps: Draft[] = [];
  private readonly names: string[] = [];
  private message: string | null = null;
  private built = false;
  private stage = 0;
  private alias: string | null = null;
  private position = 0;
  private begunAt: number | null = null;
  private endedAt: number | null = null;

  take({ text, at }: PastedLine): 'taken' | 'unknown' | 'over' {
    if (at !== null) {
      this.begunAt ??= at;
      this.endedAt = at;
    }
    if (/^Sending build context to Docker daemon/.test(text)) {
      if (this.steps.length > 0) return 'over';
      return 'taken';
    }
    const head = heading.exec(text);
    if (head?.[2] !== undefined) {
      // Engines before 1.13 count from 0.
      if ((this.built || this.message !== null) && (head[1] === '1' || head[1] === '0')) return 'over';
      this.begin(head[2], at);
      return 'taken';
    }
    return this.takeResult(text);
  }

  private begin(instruction: string, at: number | null): void {
    this.endStep(at);
    const name = readStepName(instruction);
    const words = foldBlanks(instruction).split(' ');
    if (name.kind === 'base') {
      if (this.steps.length > 0) this.stage++;
      const as = words.findIndex((word) => /^as$/i.test(word));
      this.alias = as === -1 ? null : (words[as + 1] ?? null);
      this.position = 0;
    }
    this.position++;
    this.steps.push({
      ...(({ name, kind }) => ({ name, kind }))(name),
      seconds: 0,
      cached: false,
      outcome: 'unfinished',
      stage: this.alias ?? `stage-${this.stage}`,
      position: this.position,
      ...(at === null || this.begunAt === null ? {} : { startedAt: (at - this.begunAt) / 1000 }),
      output: [],
    });
  }

  /** Where a build server stamped the lines, a step took until the next began. */
  private endStep(at: number | null): void {
    const step = this.steps.at(-1);
    if (step?.startedAt === undefined || at === null || this.begunAt === null) return;
    step.seconds = Math.max(0, Math.round(at - this.begunAt - step.startedAt * 1000) / 1000);
  }

  private takeResult(text: string): 'taken' | 'unknown' {
    const step = this.steps.at(-1);
    if (step === undefined) return 'unknown';
    if (/^ ---> Using cache/.test(text)) {
      step.cached = true;
      step.outcome = 'cached';
      return 'taken';
    }
    if (/^ ---> (?:Running in )?[0-9a-f]{12,64}$|^Removing intermediate container /.test(text)) {
      if (!text.includes('Running in') && !step.cached) step.outcome = 'done';
      return 'taken';
    }
    if (/^ ---> \[Warning\]/.test(text)) return 'taken';
    if (/^Successfully built [0-9a-f]+/.test(text)) {
      this.built = true;
      return 'taken';
    }
    const tagged = /^Successfully tagged (\S+)/.exec(text);
    if (tagged?.[1] !== undefined) {
      this.names.push(tagged[1]);
      return 'taken';
    }
    const failed =
      /^(?:ERROR: )?(?:Service '[^']+' failed to build ?: )?((?:The command '.*' returned a non-zero code: \d+|(?:COPY|ADD) failed: .*|(?:pull access denied|manifest for|failed to ).*|unable to .*|Error response from daemon: .*))$/.exec(
        text,
      );
    if (failed?.[1] !== undefined && !this.built) {
      this.message = failed[1];
      step.outcome = 'failed';
      return 'taken';
    }
    if (this.built || this.message !== null) return 'unknown';
    // Everything else between two headings is what the step printed.
    if (text.trim() !== '') step.output.push(text.slice(0, 500));
    if (step.output.length > 8) step.output.shift();
    return 'taken';
  }

  finish(): Facts {
    this.endStep(this.endedAt);
    const failedAt = this.steps.findIndex((step) => step.outcome === 'failed');
    const message = this.message ?? this.epilogue.error;
    const exitCode = /non-zero code: (\d+)/.exec(message ?? '')?.[1];
    const base = this.steps.findLast((step) => step.kind === 'base');
    const baseName = /^FROM (?:--\S+ )*(\S+)/i.exec(base?.name ?? '')?.[1];
    const seconds =
      this.epilogue.seconds ??
      (this.begunAt === null || this.endedAt === null ? null : (this.endedAt - this.begunAt) / 1000);
    return {
      builder: 'legacy',
      outcome: message !== null ? 'failed' : this.built ? 'finished' : 'unfinished',
      steps: this.steps.filter(({ name }) => makesStep(name)).map(({ output: _, ...step }) => step),
      ...(seconds === null || seconds <= 0 ? {} : { seconds }),
      ...(baseName === undefined ? {} : { base: baseName }),
      ...(this.built ? { exported: { how: 'image', store: 'classic', names: this.names, pushed: false } } : {}),
      ...(message === null
        ? {}
        : {
            failure: {
              ...(failedAt === -1
                ? {}
                : { step: this.steps.slice(0, failedAt).filter(({ name }) => makesStep(name)).length }),
              message,
              ...(exitCode === undefined ? {} : { exitCode: Number(exitCode) }),
              output: this.steps[failedAt]?.output ?? [],
            },
          }),
    };
  }
}

/** The legacy builder counts every instruction; a recording keeps those that BuildKit runs as steps. */
function makesStep(name: string): boolean {
  return /^(?:FROM|RUN|COPY|ADD|WORKDIR)\b/i.test(name);
}
