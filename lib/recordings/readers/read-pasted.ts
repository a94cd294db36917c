import type { Recording } from '../schema';
import { buildCache } from './build-cache';
import { buildah } from './buildah';
import { buildkitPlain } from './buildkit-plain';
import { buildkitRawjson } from './buildkit-rawjson';
import { buildkitTerminal } from './buildkit-terminal';
import { dockerHistory } from './docker-history';
import { dockerImages } from './docker-images';
import { Epilogue } from './epilogue';
import { imageInspect } from './image-inspect';
import { legacyBuilder } from './legacy-builder';
import { type PastedLine, splitLines } from './lines';
import { mergeFacts, toRecording } from './merge';
import type { Facts, PastedForm, Reader } from './reader';

/** In the order in which they are asked; what one takes, the next does not see. */
const readers: readonly Reader[] = [
  buildkitTerminal,
  buildkitPlain,
  buildkitRawjson,
  legacyBuilder,
  buildah,
  dockerHistory,
  imageInspect,
  dockerImages,
  buildCache,
];

const logs: ReadonlySet<PastedForm> = new Set<PastedForm>([
  'buildkit-plain',
  'buildkit-terminal',
  'buildkit-rawjson',
  'legacy-builder',
  'buildah',
]);

/** Pasted text, read. */
export interface PastedReading {
  /** One for each build in the text; what history, inspect and the like say goes to the build before them. */
  readonly recordings: readonly Recording[];
  /** The forms that were recognised and the lines they stand on, 1-based and inclusive. */
  readonly parts: readonly { readonly form: PastedForm; readonly first: number; readonly last: number }[];
  /** Lines that nothing understood, in order; at most 1,000. */
  readonly notUnderstood: readonly { readonly line: number; readonly text: string }[];
  /** All of them, also those beyond the list. */
  readonly notUnderstoodCount: number;
  /** The text, or a line of it, was longer than is read. */
  readonly cut: boolean;
}

const listed = 1_000;

/**
 * Reads what people have at hand of a build: the log of BuildKit, of the legacy builder or of podman, the output of
 * `docker history`, `docker image inspect`, `docker images` and `docker buildx du`, in any order and mixture. Recognises
 * the forms by themselves. Never throws; of text in which nothing is recognised, no recordings.
 */
export function readPasted(text: string): PastedReading {
  const { lines, cut } = splitLines(text);
  const builds: Facts[] = [];
  const parts: { form: PastedForm; first: number; last: number }[] = [];
  const left: PastedLine[] = [];
  const around = new Epilogue();
  let index = 0;
  while (index < lines.length) {
    const line = lines[index];
    if (line === undefined) break;
    const found = readPart(lines, index);
    if (found === null) {
      if (!around.take(line)) left.push(line);
      index++;
      continue;
    }
    const { form, facts, notUnderstood, next } = found;
    for (const one of notUnderstood) left.push(one);
    parts.push({ form, first: line.number, last: lines[next - 1]?.number ?? line.number });
    const last = builds.at(-1);
    if (last !== undefined && repeatsHead(facts, last)) {
      // A text about a build quotes its first line again.
    } else if (last === undefined || (logs.has(form) && last.steps !== undefined)) builds.push(facts);
    else builds[builds.length - 1] = mergeFacts(last, facts);
    index = next;
  }
  return {
    recordings: builds.map((facts, place) => toRecording(facts, place + 1)),
    parts,
    notUnderstood: left.slice(0, listed).map((line) => ({ line: line.number, text: line.text.slice(0, 500) })),
    notUnderstoodCount: left.length,
    cut,
  };
}

function repeatsHead(facts: Facts, last: Facts): boolean {
  return facts.steps?.length === 0 && facts.seconds !== undefined && facts.seconds === last.seconds;
}

function readPart(lines: readonly PastedLine[], index: number) {
  for (const reader of readers) {
    if (!reader.begins(lines, index)) continue;
    const part = reader.read(lines, index, (place) =>
      readers.some((other) => other.form !== reader.form && other.begins(lines, place)),
    );
    if (part !== null) return { form: reader.form, ...part, next: Math.max(part.next, index + 1) };
  }
  return null;
}
