import { addOutput, addPart, draftStep, finishBuild, type StepDraft } from './build-draft';
import { Epilogue } from './epilogue';
import type { PastedLine } from './lines';
import type { Reader } from './reader';

const numbered = /^#(\d{1,6}) (.*)$/;
const opening = /^\[(?:[^\]]* )?internal\] (?:load (?:build definition|local bake|\.dockerignore|remote bake)|booting)/;
/** What a step prints or does; such a line is no name. */
const progress =
  /^(?:\d+\.\d+ |\d+\.\d+$|DONE\b|CACHED$|CANCELED$|\.\.\.$|ERROR:? |sha256:[0-9a-f]+|extracting |transferring |resolve |writing image |naming to |exporting (?:layers|manifest|config|attestation)|pushing |unpacking |sending tarball|loading layer|\[output clipped)/;

/** `--progress=plain`: lines of `#number text`, where the first names the step and `DONE 4.0s` or `CACHED` ends it. */
export const buildkitPlain: Reader = {
  form: 'buildkit-plain',
  begins: (lines, index) => numbered.test(lines[index]?.text ?? ''),
  read(lines, from, endsAt) {
    const build = new PlainBuild();
    const notUnderstood: PastedLine[] = [];
    let index = from;
    for (; index < lines.length; index++) {
      const line = lines[index];
      if (line === undefined) break;
      const match = numbered.exec(line.text);
      if (match?.[1] !== undefined && match[2] !== undefined) {
        if (build.isOver(match[1], match[2])) break;
        build.take(match[1], match[2], line.at);
      } else if (!build.epilogue.take(line)) {
        if (endsAt(index)) break;
        notUnderstood.push(line);
      } else build.stamp(line.at);
    }
    return { facts: build.finish(), notUnderstood, next: index };
  },
};

class PlainBuild {
  readonly epilogue = new Epilogue();
  private readonly steps = new Map<string, StepDraft>();
  /** BuildKit of Engine 20.10 prints the digest of a step below its name, and only the last stretch of time at its end. */
  private readonly stretches = new Set<string>();
  private exported = false;
  private begunAt: number | null = null;
  private endedAt: number | null = null;

  stamp(at: number | null): void {
    if (at === null) return;
    this.begunAt ??= at;
    this.endedAt = at;
  }

  /** Whether this line begins another build: its number and its opening are back after the export or the error. */
  isOver(number: string, said: string): boolean {
    if (!this.exported && this.epilogue.error === null) return false;
    return (opening.test(said) || said.startsWith('building with "')) && (number === '0' || this.steps.has(number));
  }

  take(number: string, said: string, at: number | null): void {
    this.stamp(at);
    if (number === '0') {
      this.epilogue.take({ number: 0, text: said, at });
      return;
    }
    const known = this.steps.get(number);
    const step = known ?? draftStep(`#${number}`);
    if (known === undefined) {
      if (at !== null && this.begunAt !== null) step.startedAt = (at - this.begunAt) / 1000;
      this.steps.set(number, step);
    }
    if (step.text === null && !progress.test(said)) {
      step.text = said;
      return;
    }
    if (said === step.text) return;
    this.tell(number, step, said, at);
  }

  private tell(number: string, step: StepDraft, said: string, at: number | null): void {
    const done = /^DONE(?: ([\d.]+)s)?$/.exec(said);
    if (done !== null) {
      const seconds = Number(done[1] ?? 0);
      const own = step.outcome === 'unfinished' ? 0 : step.seconds;
      step.seconds = this.stretches.has(number) ? own + seconds : Math.max(own, seconds);
      if (step.outcome !== 'cached' || seconds > 0) step.outcome = 'done';
      if (step.text?.startsWith('exporting to ') === true) this.exported = true;
    } else if (said === 'CACHED') step.outcome = 'cached';
    else if (said === 'CANCELED') step.outcome = 'cancelled';
    else if (/^ERROR:? /.test(said)) {
      step.outcome = 'failed';
      step.error = said.replace(/^ERROR:? /, '');
      // The line has no time of its own: the last output, or the stamp of a build server, is the nearest.
      const stamped = at === null || this.begunAt === null ? 0 : (at - this.begunAt) / 1000 - (step.startedAt ?? 0);
      step.seconds = Math.max(step.seconds, stamped);
    } else if (/^sha256:[0-9a-f]{64}$/.test(said)) this.stretches.add(number);
    else if (said !== '...') this.tellProgress(step, said);
  }

  private tellProgress(step: StepDraft, said: string): void {
    const output = /^(\d{1,7}\.\d{1,6})(?: (.*))?$/.exec(said);
    if (output?.[1] !== undefined) {
      addOutput(step, output[2] ?? '');
      if (step.outcome === 'unfinished') step.seconds = Math.max(step.seconds, Number(output[1]));
      return;
    }
    const part = /^(.*?)(?: (\d+(?:\.\d+)?)s)?(?: (done|ERROR.*))?$/.exec(said);
    const name = (part?.[1] ?? said).replace(/ [\d.]+[kMG]?i?B(?: \/ [\d.]+[kMG]?i?B)?$/, '');
    addPart(step, name, Number(part?.[2] ?? 0));
    if (step.outcome === 'unfinished') step.seconds = Math.max(step.seconds, Number(part?.[2] ?? 0));
  }

  finish() {
    const steps = [...this.steps.values()];
    const stamped = this.begunAt === null || this.endedAt === null ? null : (this.endedAt - this.begunAt) / 1000;
    const { error, failedName, failedOutput, warnings, driver, seconds } = this.epilogue;
    return finishBuild({
      steps,
      seconds: seconds ?? (stamped !== null && stamped > 0 ? stamped : null),
      error,
      failedName,
      failedOutput,
      warnings,
      driver,
      finished: this.exported,
    });
  }
}
