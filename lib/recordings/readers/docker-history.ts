import type { RecordedLayer, Recording, SizeKind } from '../schema';
import { readSize } from './amounts';
import { findColumns, readCells } from './columns';
import { isJsonOpening, readJsonStream } from './json-stream';
import { foldBlanks, type PastedLine } from './lines';
import type { Facts, Reader } from './reader';

/** Podman calls the first column ID, and sets a blank between a size and its unit. */
const head = /^(?:IMAGE|ID)\s+CREATED\s+CREATED BY\s+SIZE(?:\s+COMMENT)?\s*$/;
const row = /^(?:<missing>|[0-9a-f]{12}|sha256:[0-9a-f]{64})\s/;
/** A row whose head was not pasted along. */
const lone = /^(?:<missing>|[0-9a-f]{12})\s+(?:About |Less than )?(?:an?|\d+) \w+ ago\s.*\s\d[\d.]*[kMGT]?B(?:\s|$)/;
const sizeCell = /(?:^|\s)(\d{1,16}(?:\.\d{1,9})? ?[kMGT]?B?)$/;
const key = /"CreatedBy"\s*:/;

/** `docker history`, as a table, with or without `--no-trunc`, and as JSON, newest layer first. */
export const dockerHistory: Reader = {
  form: 'docker-history',
  begins: (lines, index) => {
    const text = lines[index]?.text ?? '';
    if (head.test(text) || isJsonOpening(lines, index, key)) return true;
    return lone.test(text.slice(0, 600)) && row.test(lines[index + 1]?.text ?? '');
  },
  read(lines, from) {
    const text = lines[from]?.text ?? '';
    if (head.test(text)) return readTable(lines, from + 1, findColumns(text));
    return row.test(text) ? readTable(lines, from, new Map()) : readJson(lines, from);
  },
};

function readTable(lines: readonly PastedLine[], from: number, columns: ReadonlyMap<string, number>) {
  const start = columns.get('CREATED BY') ?? 0;
  const sizeAt = columns.get('SIZE') ?? 0;
  const layers: RecordedLayer[] = [];
  const notUnderstood: PastedLine[] = [];
  let index = from;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || !row.test(line.text)) break;
    const cells = readCells(line.text, columns);
    const size = readSize(cells.get('SIZE') ?? '');
    const layer = size === null ? readLoosely(line.text) : toLayer(line.text.slice(start, sizeAt), size);
    if (layer === null) notUnderstood.push(line);
    else layers.push(layer);
  }
  return { facts: toFacts(layers), notUnderstood, next: index };
}

/** A row whose columns were moved, as by a page that folds blanks: the size is the last thing that looks like one. */
function readLoosely(text: string): RecordedLayer | null {
  const bare = text
    .trimEnd()
    .replace(/\s(?:buildkit\.dockerfile\.v0|buildkit|Imported from -|FROM \S+)$/, '')
    .trimEnd();
  const match = sizeCell.exec(bare.slice(-40));
  const size = readSize(match?.[1] ?? '');
  if (match === null || size === null) return null;
  const createdBy = bare.slice(0, -match[0].length).replace(/^\S+\s+(?:About )?(?:an?|\d+|Less than a) \w+ ago\s*/, '');
  return toLayer(createdBy, size);
}

function readJson(lines: readonly PastedLine[], from: number) {
  const layers: RecordedLayer[] = [];
  const notUnderstood: PastedLine[] = [];
  let index = from;
  while (index < lines.length) {
    const line = lines[index];
    if (line === undefined || !/^\s*[[{]/.test(line.text)) break;
    const { value, next } = readJsonStream(lines, index);
    const entries = (Array.isArray(value) ? value : [value]).map(readEntry);
    if (entries.every((entry) => entry === null)) {
      if (index > from) break;
      return null;
    }
    for (const entry of entries) {
      if (entry === null) notUnderstood.push(line);
      else layers.push(entry);
    }
    index = Math.max(next, index + 1);
  }
  return { facts: toFacts(layers), notUnderstood, next: index };
}

function readEntry(entry: unknown): RecordedLayer | null {
  if (typeof entry !== 'object' || entry === null || !('CreatedBy' in entry) || !('Size' in entry)) return null;
  const size = readSize(String(entry.Size));
  return size === null ? null : toLayer(String(entry.CreatedBy), size);
}

function toLayer(text: string, size: { bytes: number; roundedTo: number }): RecordedLayer {
  const folded = foldBlanks(text);
  const createdBy = folded
    .replace(/ # buildkit$/, '')
    .replace(/^(?:\/bin\/sh -c )?#\(nop\) +/, '')
    .replace(/^(?:RUN )?(?:\|\d+ .*?)?\/bin\/sh -c (?=\S)/, 'RUN ');
  return {
    createdBy: createdBy.slice(0, 4000),
    bytes: size.bytes,
    roundedTo: size.roundedTo,
    ...(/(?:…|\.\.\.)$/.test(folded) ? { nameIsCut: true } : {}),
  };
}

function toFacts(newestFirst: readonly RecordedLayer[]): Facts {
  const layers = [...newestFirst].reverse();
  const bytes = layers.reduce((sum, layer) => sum + layer.bytes, 0);
  const roundedTo = layers.reduce((sum, layer) => sum + (layer.roundedTo > 1 ? layer.roundedTo : 0), 0);
  const size: Recording['size'] =
    bytes === 0 ? undefined : { bytes, kind: storeOf(layers), roundedTo: Math.max(1, roundedTo) };
  return { layers: markBase(layers), ...(size === undefined ? {} : { size }) };
}

/**
 * A containerd store counts layers in blocks of 4 KiB, a classic one in bytes: a layer smaller than a block tells, and so
 * do several that are all whole blocks.
 */
function storeOf(layers: readonly RecordedLayer[]): SizeKind {
  const exact = layers.filter((layer) => layer.bytes > 0 && (layer.roundedTo === 1 || layer.roundedTo < 1000));
  if (exact.some((layer) => layer.bytes < 4090)) return 'classic';
  const blocks = exact.filter(
    (layer) => Math.abs(layer.bytes - Math.round(layer.bytes / 4096) * 4096) < layer.roundedTo,
  );
  if (exact.some((layer) => layer.roundedTo === 1 && layer.bytes % 4096 !== 0)) return 'classic';
  return blocks.length >= 2 && blocks.length === exact.length ? 'containerd' : 'unstated';
}

/** Layers up to the last command that an earlier build set and this one set again came with the base. */
function markBase(layers: readonly RecordedLayer[]): RecordedLayer[] {
  const last = layers.length - 1;
  const end = layers.findLastIndex((layer, index) => index < last && /^CMD\b/.test(layer.createdBy));
  return layers.map((layer, index) => (index <= end ? { ...layer, ofBase: true } : { ...layer }));
}
