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
  const entries: Entry[] = [];
  const totals = new Map<string, number>();
  const notUnderstood: PastedLine[] = [];
  let fields = new Map<string, string>();
  const close = () => {
    const entry = toEntry(fields);
    if (entry !== null) entries.push(entry);
    fields = new Map();
  };
  let index = table.test(lines[from]?.text ?? '') ? from + 1 : from;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) break;
    const listed = row.exec(line.text);
    const summed = total.exec(line.text);
    const named = field.exec(line.text);
    if (listed !== null) entries.push(toListed(listed));
    else if (summed?.[1] !== undefined && !fields.has('ID'))
      totals.set(summed[1], readSize(summed[2] ?? '')?.bytes ?? 0);
    else if (named?.[1] !== undefined) {
      if (named[1] === 'ID') close();
      fields.set(named[1], (named[2] ?? '').trim());
    } else if (line.text.trim() === '') close();
    else break;
  }
  close();
  const [all, reclaimable] = [totals.get('Total'), totals.get('Reclaimable')];
  return {
    facts: {
      buildCache: {
        entries,
        ...(all === undefined ? {} : { total: all }),
        ...(reclaimable === undefined ? {} : { reclaimable }),
      },
    },
    notUnderstood,
    next: Math.max(index, from + 1),
  };
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
