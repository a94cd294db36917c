import { addOutput, addPart, draftStep, finishBuild, type StepDraft } from './build-draft';
import { Epilogue } from './epilogue';
import { isJsonOpening, readJsonStream } from './json-stream';
import type { PastedLine } from './lines';
import type { Reader } from './reader';

/** Milliseconds since 1970; `null` for Go's zero time, for none and for no time. */
function readTime(text: string | null): number | null {
  if (text === null) return null;
  // Engines differ in how many digits of a second they accept: three are enough.
  const at = Date.parse(text.length > 30 ? text.replace(/(\.\d{3})\d+/, '$1') : text);
  return Number.isNaN(at) || at < 0 ? null : at;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; nothing where it is none. Whole logs have tens of thousands, so they are read by hand. */
function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Whether a JSON value is one of BuildKit's events: it has at least one of their lists. */
function isEvent(value: unknown): value is Fields {
  return isFields(value) && ['vertexes', 'statuses', 'logs', 'warnings'].some((name) => Array.isArray(value[name]));
}

interface Timed {
  readonly draft: StepDraft;
  inputs: readonly string[];
  /** Stretches of work, by their start; a later report of a stretch completes it. */
  readonly stretches: Map<number, number>;
}

/** `--progress=rawjson`: BuildKit's own events, one JSON object after the other. */
export const buildkitRawjson: Reader = {
  form: 'buildkit-rawjson',
  begins: (lines, index) => isJsonOpening(lines, index, /"(?:vertexes|statuses|logs)"\s*:/),
  read(lines, from, endsAt) {
    const steps = new Map<string, Timed>();
    const epilogue = new Epilogue();
    const notUnderstood: PastedLine[] = [];
    let index = from;
    while (index < lines.length) {
      const line = lines[index];
      if (line === undefined) break;
      if (line.text.trimStart().startsWith('{')) {
        const { value, next } = readJsonStream(lines, index);
        if (isEvent(value)) take(value, steps, epilogue);
        else if (index === from) return null;
        else notUnderstood.push(line);
        index = Math.max(next, index + 1);
        continue;
      }
      if (!epilogue.take(line)) {
        if (endsAt(index)) break;
        notUnderstood.push(line);
      }
      index++;
    }
    return { facts: finish(steps, epilogue), notUnderstood, next: index };
  },
};

function take(said: Fields, steps: Map<string, Timed>, epilogue: Epilogue): void {
  for (const vertex of listOf(said.vertexes)) takeVertex(vertex, steps);
  for (const status of listOf(said.statuses)) takeStatus(status, steps);
  for (const { vertex, data } of listOf(said.logs)) {
    const step = steps.get(textOf(vertex) ?? '');
    if (step === undefined) continue;
    for (const text of decodeBase64(textOf(data) ?? '')
      .split('\n')
      .slice(-10))
      addOutput(step.draft, text);
  }
  for (const { short } of listOf(said.warnings)) {
    const text = decodeBase64(textOf(short) ?? '');
    if (text !== '' && epilogue.warnings.length < 100) epilogue.warnings.push(text.slice(0, 500));
  }
}

function takeStatus({ id, vertex, started, completed }: Fields, steps: Map<string, Timed>): void {
  const step = steps.get(textOf(vertex) ?? '');
  const name = textOf(id);
  if (step === undefined || name === null) return;
  const [from, to] = [readTime(textOf(started)), readTime(textOf(completed))];
  addPart(step.draft, name, from === null || to === null ? 0 : Math.max(0, to - from) / 1000);
}

function takeVertex(
  { digest: named, name, inputs, started, completed, cached, error }: Fields,
  steps: Map<string, Timed>,
) {
  const digest = textOf(named);
  if (digest === null) return;
  const text = textOf(name) ?? '';
  const step = steps.get(digest) ?? { draft: draftStep(text || digest.slice(0, 19)), inputs: [], stretches: new Map() };
  steps.set(digest, step);
  if (text !== '') step.draft.text = text;
  if (Array.isArray(inputs)) step.inputs = inputs.filter((input) => typeof input === 'string');
  const [from, to] = [readTime(textOf(started)), readTime(textOf(completed))];
  if (from !== null) step.stretches.set(from, Math.max(to ?? from, step.stretches.get(from) ?? from));
  const failed = textOf(error) ?? '';
  if (failed !== '') {
    step.draft.error = failed;
    step.draft.outcome = /context canceled/i.test(failed) ? 'cancelled' : 'failed';
  } else if (cached === true) step.draft.outcome = 'cached';
  else if (to !== null && step.draft.outcome === 'unfinished') step.draft.outcome = 'done';
}

function finish(steps: Map<string, Timed>, { error, failedName, failedOutput, warnings, driver }: Epilogue) {
  const all = [...steps.values()];
  const starts = all.flatMap((step) => [...step.stretches.keys()]);
  const ends = all.flatMap((step) => [...step.stretches.values()]);
  const begun = starts.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const ended = ends.reduce((most, at) => Math.max(most, at), begun);
  const places = new Map([...steps.keys()].map((digest, place) => [digest, place]));
  for (const step of all) {
    step.draft.seconds = sumStretches(step.stretches);
    const first = Math.min(...[...step.stretches.keys()].slice(0, 1000));
    step.draft.startedAt = Number.isFinite(first) ? (first - begun) / 1000 : null;
    step.draft.after = step.inputs.flatMap((digest) => places.get(digest) ?? []);
  }
  return finishBuild({
    steps: all.map((step) => step.draft),
    seconds: Number.isFinite(begun) ? (ended - begun) / 1000 : null,
    error,
    failedName,
    failedOutput,
    warnings,
    driver,
    finished: false,
  });
}

/** Seconds that the stretches cover together, what overlaps counted once. */
function sumStretches(stretches: ReadonlyMap<number, number>): number {
  let sum = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const [start, end] of [...stretches].sort(([one], [other]) => one - other)) {
    sum += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return sum / 1000;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...alphabet].map((letter, value) => [letter, value]));

/** Text of standard base64 in UTF-8; what is not base64 is skipped. At most the last 4,000 letters: it is shown, not kept. */
function decodeBase64(text: string): string {
  const start = Math.max(0, Math.floor((text.length - 4000) / 4) * 4);
  let bits = 0;
  let held = 0;
  let escaped = '';
  for (const letter of text.slice(start)) {
    const value = values.get(letter);
    if (value === undefined) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    escaped += `%${((held >> bits) & 0xff).toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return unescapeBytes(escaped);
  }
}

/** Not UTF-8: every byte a letter of Latin 1. */
function unescapeBytes(escaped: string): string {
  return escaped.replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
