import type { Recording } from '../schema';
import { readSize } from './amounts';
import { isJsonOpening, readJsonStream } from './json-stream';
import type { PastedLine } from './lines';
import type { Reader, ReadPart } from './reader';

type Entry = NonNullable<Recording['buildCache']>['entries'][number];

const table = /^ID\s+RECLAIMABLE\s+SIZE\s+LAST ACCESSED\s*$/;
const row = /^([a-z0-9]{20,40})(\*?)\s+(true|false)\s+(\d[\d.]*[kMGT]?i?B)(\*?)\s*(.*)$/;
const total = /^(Shared|Private|Reclaimable|Total):\s+(\d[\d.]*[kMGT]?i?B)\s*$/;
const field = /^([A-Z][A-Za-z ]{1,20}):\s*(.*)$/;

/** `docker buildx du`: the table, `--verbose`, and JSON. */
export const buildCache: Reader = {
  form: 'build-cache',
  begins: (lines, index) => {
    const text = lines[index]?.text ?? '';
    return (
      table.test(text) ||
      (/^ID:\s+[a-z0-9]{20,40}/.test(text) && /^(?:Created at|Parents?|Mutable):/.test(lines[index + 1]?.text ?? '')) ||
      isJsonOpening(lines, index, /"(?:Reclaimable|LastUsedAt)"\s*:/)
    );
  },
  read(lines, from) {
    const part = /^\s*[[{]/.test(lines[from]?.text ?? '') ? readJson(lines, from) : readText(lines, from);
    return part;
  },
};

function readText(lines: readonly PastedLine[], from: number): ReadPart {
  const listing = new Listing();
  let index = table.test(lines[from]?.text ?? '') ? from + 1 : from;
  for (; index < lines.length; index++) if (!listing.take(lines[index]?.text ?? '')) break;
  return { facts: { buildCache: listing.finish() }, notUnderstood: [], next: Math.max(index, from + 1) };
}

/** The table, or with `--verbose` a block of fields for each entry, and the sums at the end. */
class Listing {
  private readonly entries: Entry[] = [];
  private readonly totals = new Map<string, number>();
  private fields = new Map<string, string>();

  /** Takes a line in; false where the listing is over. */
  take(text: string): boolean {
    const listed = row.exec(text);
    if (listed !== null) {
      this.entries.push(toListed(listed));
      return true;
    }
    const summed = total.exec(text);
    if (summed?.[1] !== undefined && !this.fields.has('ID')) {
      this.totals.set(summed[1], readSize(summed[2] ?? '')?.bytes ?? 0);
      return true;
    }
    const named = field.exec(text);
    if (named?.[1] !== undefined) {
      if (named[1] === 'ID') this.close();
      this.fields.set(named[1], (named[2] ?? '').trim());
      return true;
    }
    if (text.trim() !== '') return false;
    this.close();
    return true;
  }

  private close(): void {
    const entry = toEntry(this.fields);
    if (entry !== null) this.entries.push(entry);
    this.fields = new Map();
  }

  finish(): NonNullable<Recording['buildCache']> {
    this.close();
    const [all, reclaimable] = [this.totals.get('Total'), this.totals.get('Reclaimable')];
    return {
      entries: this.entries,
      ...(all === undefined ? {} : { total: all }),
      ...(reclaimable === undefined ? {} : { reclaimable }),
    };
  }
}

function toListed([, id = '', , reclaimable, size = '', shared]: RegExpExecArray): Entry {
  return { id, bytes: readSize(size)?.bytes ?? 0, reclaimable: reclaimable === 'true', shared: shared === '*' };
}

function toEntry(fields: ReadonlyMap<string, string>): Entry | null {
  const id = fields.get('ID');
  const size = readSize(fields.get('Size') ?? '');
  if (id === undefined || size === null) return null;
  const [description, kind] = [fields.get('Description'), fields.get('Type')];
  return {
    id,
    bytes: size.bytes,
    reclaimable: fields.get('Reclaimable') === 'true',
    shared: fields.get('Shared') === 'true',
    ...(description === undefined ? {} : { description: description.slice(0, 1000) }),
    ...(kind === undefined ? {} : { kind }),
  };
}

function readJson(lines: readonly PastedLine[], from: number): ReadPart | null {
  const entries: Entry[] = [];
  let index = from;
  while (index < lines.length && /^\s*[[{]/.test(lines[index]?.text ?? '')) {
    const { value, next } = readJsonStream(lines, index);
    const found = (Array.isArray(value) ? value : [value]).flatMap((one) => {
      if (typeof one !== 'object' || one === null) return [];
      const fields = new Map(Object.entries(one).map(([name, text]) => [name, String(text)]));
      return toEntry(fields) ?? [];
    });
    if (found.length === 0) break;
    entries.push(...found.slice(0, 100_000));
    index = Math.max(next, index + 1);
  }
  return index === from ? null : { facts: { buildCache: { entries } }, notUnderstood: [], next: index };
}
