import { addOutput, addPart, draftStep, finishBuild, type StepDraft } from './build-draft';
import { Epilogue } from './epilogue';
import type { PastedLine } from './lines';
import type { Reader, ReadPart } from './reader';

const header = /^\s*\[\+\] Building (\d+(?:\.\d+)?)s \((\d+)\/(\d+)\)(?:\s+(FINISHED))?(?:\s+([\w.-]+:[\w.-]+))?\s*$/;
const entry = /^ ?=> (.*)$/;

/** Splits the seconds at the end of an entry from its name; only the end is searched, so that no line takes long. */
function splitTime(text: string): { name: string; seconds: number; gap: number } | null {
  const match = /(\s+)(\d{1,7}(?:\.\d{1,3})?)s$/.exec(text.slice(-400));
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { name: text.slice(0, -match[0].length).trimEnd(), seconds: Number(match[2]), gap: match[1].length };
}

/** One picture of the terminal: BuildKit draws it anew several times a second. */
interface Frame {
  readonly seconds: number;
  readonly done: number;
  readonly finished: boolean;
  readonly driver: string | null;
  readonly steps: StepDraft[];
}

/** The form for people: `[+] Building 115.1s (12/12) FINISHED` over lines of ` => step  75.2s`. */
export const buildkitTerminal: Reader = {
  form: 'buildkit-terminal',
  begins: (lines, index) => {
    const text = lines[index]?.text ?? '';
    return header.test(text) || /^ => (?:\[|CACHED |ERROR |exporting |resolve )/.test(text);
  },
  read(lines, from, endsAt) {
    const build = new TerminalBuild();
    const notUnderstood: PastedLine[] = [];
    let index = from;
    while (index < lines.length) {
      const line = lines[index];
      if (line === undefined) break;
      const head = header.exec(line.text);
      if (head !== null) {
        const frame = openFrame(head);
        if (build.isOver(frame)) break;
        build.open(frame);
        index++;
        continue;
      }
      if (entry.test(line.text)) {
        index += build.takeEntry(lines, index);
        continue;
      }
      if (!build.epilogue.take(line)) {
        if (!/^#\d+ /.test(line.text) && endsAt(index)) break;
        notUnderstood.push(line);
      }
      index++;
    }
    return { facts: build.finish(), notUnderstood, next: index } satisfies ReadPart;
  },
};

function openFrame(head: RegExpExecArray): Frame {
  const [, seconds = '0', done = '0', , finished, driver] = head;
  return {
    seconds: Number(seconds),
    done: Number(done),
    finished: finished !== undefined,
    driver: driver ?? null,
    steps: [],
  };
}

/** Whether a wrapped line may go on here: nothing that begins something of its own. */
function continues(text: string): boolean {
  return text.trim() !== '' && !/^\s*(?:=>|\[\+\]|-{4,}|>|#\d|\$ )/.test(text);
}

class TerminalBuild {
  readonly epilogue = new Epilogue();
  private frame: Frame = { seconds: 0, done: 0, finished: false, driver: null, steps: [] };
  /** Steps of all pictures so far, by name: a small terminal shows only some at a time. */
  private readonly seen = new Map<string, StepDraft>();
  private fullest = 0;

  isOver(next: Frame): boolean {
    return (
      (this.frame.finished && !next.finished) ||
      next.seconds + 0.05 < this.frame.seconds ||
      (this.frame.finished && next.finished && next.seconds !== this.frame.seconds) ||
      this.epilogue.error !== null
    );
  }

  open(frame: Frame): void {
    this.keep();
    this.frame = frame;
  }

  private keep(): void {
    this.fullest = Math.max(this.fullest, this.frame.steps.length);
    const times = new Map<string, number>();
    for (const step of this.frame.steps) {
      const nth = times.get(step.text ?? '') ?? 0;
      times.set(step.text ?? '', nth + 1);
      this.seen.set(`${nth} ${step.text}`, step);
    }
  }

  /** Takes the entry at this line, with what of it was wrapped onto the next; gives the number of lines taken. */
  takeEntry(lines: readonly PastedLine[], index: number): number {
    let text = (lines[index]?.text ?? '').trim();
    let taken = 1;
    while (splitTime(text) === null && taken < 4) {
      const more = (lines[index + taken]?.text ?? '').trimEnd();
      const before = text;
      if (!continues(more) || before.startsWith('=> => #')) break;
      if (!/(?:^|\s)\d+(?:\.\d+)?s$/.test(more) && !/^\S/.test(more)) break;
      // Only what ends in a time was a wrapped entry: look ahead before taking it.
      const end = [taken, taken + 1, taken + 2].find(
        (place) => splitTime(`x ${(lines[index + place]?.text ?? '').trim()}`) !== null,
      );
      if (end === undefined || !restContinues(lines, index + taken, index + end)) break;
      text = `${before}${/^\d+(?:\.\d+)?s$/.test(more.trim()) ? ' ' : ''}${more}`;
      taken++;
    }
    this.tell(text.replace(/^=> /, ''));
    return taken;
  }

  private tell(text: string): void {
    const step = this.frame.steps.at(-1);
    if (text.startsWith('=> ')) {
      if (step === undefined) return;
      const said = text.slice(3);
      if (said.startsWith('# ')) addOutput(step, said.slice(2));
      else {
        const match = splitTime(said);
        const name = (match?.name ?? said).trim().replace(/ [\d.]+[kMG]?i?B(?: \/ [\d.]+[kMG]?i?B)?$/, '');
        addPart(step, name, match?.seconds ?? 0);
      }
      return;
    }
    const match = splitTime(text);
    const marked = /^(CACHED|ERROR|CANCELED) (.*)$/.exec((match?.name ?? text).trim());
    const name = (marked?.[2] ?? match?.name ?? text).trim();
    const draft = draftStep(name, name);
    draft.seconds = match?.seconds ?? 0;
    draft.outcome = outcomes.get(marked?.[1] ?? '') ?? 'done';
    // BuildKit leaves two blanks between a name that it cut and the time; a digest that was cut says no less.
    draft.nameIsCut =
      match !== null && match.gap <= 2 && name.length > 30 && !/@sha256:[0-9a-f]*$/.test(name.slice(-80));
    this.frame.steps.push(draft);
  }

  finish() {
    this.keep();
    const { frame } = this;
    const whole = frame.finished || frame.steps.length >= this.fullest;
    const steps = whole ? [...frame.steps] : [...this.seen.values()];
    const failed = steps.some((step) => step.outcome === 'failed') || this.epilogue.error !== null;
    if (!frame.finished && !failed) markRunning(steps, frame.done);
    const { error, failedName, failedOutput, warnings, seconds, driver } = this.epilogue;
    return finishBuild({
      steps,
      seconds: frame.seconds > 0 ? frame.seconds : seconds,
      error,
      failedName,
      failedOutput,
      warnings,
      driver: frame.driver ?? driver,
      finished: frame.finished || (!failed && frame.steps.length === 0 && steps.length > 0),
    });
  }
}

const outcomes = new Map<string, StepDraft['outcome']>([
  ['CACHED', 'cached'],
  ['ERROR', 'failed'],
  ['CANCELED', 'cancelled'],
]);

function restContinues(lines: readonly PastedLine[], from: number, to: number): boolean {
  for (let index = from; index <= to; index++) if (!continues(lines[index]?.text ?? '')) return false;
  return true;
}

/** The terminal shows running steps last, and counts those that are done. */
function markRunning(steps: readonly StepDraft[], done: number): void {
  if (done <= 0 || done >= steps.length) return;
  for (const step of steps.slice(done)) if (step.outcome === 'done') step.outcome = 'unfinished';
}
