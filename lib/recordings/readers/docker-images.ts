import type { Recording } from '../schema';
import { toRecordedSize } from './amounts';
import { findColumns, readCells } from './columns';
import { isJsonOpening, readJsonStream } from './json-stream';
import type { PastedLine } from './lines';
import type { Facts, Reader } from './reader';

type Image = NonNullable<Recording['images']>[number];

const table = /^REPOSITORY\s+TAG\s+(?:DIGEST\s+)?IMAGE ID\s+CREATED\s+(?:VIRTUAL )?SIZE\s*$/;
const newTable = /^\s*IMAGE\s+ID\s+DISK USAGE\s+CONTENT SIZE(?:\s+EXTRA)?\s*$/;
/** A row that was picked out with `grep`, without the head. */
const lone = /^\S+\s+\S+\s+[0-9a-f]{12}\s+(?:About |Less than )?(?:an?|\d+) \w+ ago\s+\d[\d.]* ?[kMGT]?B\s*$/;
const sizes = /(\d+(?:\.\d+)? ?[kMGT]?B)/g;

/** `docker images`: the table until Engine 28, the one of Engine 29 with two sizes, and JSON. */
export const dockerImages: Reader = {
  form: 'docker-images',
  begins: (lines, index) => {
    const text = lines[index]?.text ?? '';
    return (
      table.test(text) ||
      newTable.test(text) ||
      lone.test(text.slice(0, 400)) ||
      isJsonOpening(lines, index, /"Repository"\s*:/)
    );
  },
  read(lines, from) {
    const text = lines[from]?.text ?? '';
    if (table.test(text)) return readTable(lines, from + 1, findColumns(text));
    if (lone.test(text.slice(0, 400))) return readTable(lines, from, new Map());
    return newTable.test(text) ? readNewTable(lines, from) : readJson(lines, from);
  },
};

function readTable(lines: readonly PastedLine[], from: number, columns: ReadonlyMap<string, number>) {
  const images: Image[] = [];
  let index = from;
  for (; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    const words = text.trim().split(/\s+/);
    const printed = /(\d+(?:\.\d+)?)\s?([kMGT]?B)\s*$/.exec(text.slice(-40));
    if (words.length < 4 || printed === null || !/ ago\b|\bN\/A\b/.test(text)) break;
    const cells = readCells(text, columns);
    const size = toRecordedSize(`${printed[1]}${printed[2]}`, 'unstated');
    const id = words.find((word, place) => place >= 2 && /^(?:sha256:)?[0-9a-f]{12,64}$/.test(word));
    images.push({
      name: nameOf(cells.get('REPOSITORY')?.split(' ')[0] || (words[0] ?? ''), words[1] ?? ''),
      ...(id === undefined ? {} : { id }),
      ...(size === undefined ? {} : { size }),
    });
  }
  return { facts: toFacts(images), notUnderstood: [], next: index };
}

function readNewTable(lines: readonly PastedLine[], from: number) {
  const images: Image[] = [];
  let index = from + 1;
  for (; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    if (
      /^\s*[├└│]/.test(text) ||
      (text.trim() === '' && images.length > 0 && /\d[kMGT]?B/.test(lines[index + 1]?.text ?? ''))
    )
      continue;
    const [disk, content] = [...text.slice(-200).matchAll(sizes)].slice(-2).map((match) => match[1] ?? '');
    const name = /^(\S+)\s+([0-9a-f]{12,64})\s/.exec(text);
    if (disk === undefined || content === undefined || name?.[1] === undefined) break;
    const size = toRecordedSize(disk, 'containerd');
    const compressed = toRecordedSize(content, 'compressed');
    images.push({
      name: name[1],
      ...(name[2] === undefined ? {} : { id: name[2] }),
      ...(size === undefined ? {} : { size }),
      ...(compressed === undefined ? {} : { content: compressed }),
    });
  }
  return { facts: toFacts(images), notUnderstood: [], next: index };
}

function readJson(lines: readonly PastedLine[], from: number) {
  const images: Image[] = [];
  let index = from;
  while (index < lines.length && /^\s*\{/.test(lines[index]?.text ?? '')) {
    const { value, next } = readJsonStream(lines, index);
    if (typeof value !== 'object' || value === null || !('Repository' in value) || !('Size' in value)) break;
    const size = toRecordedSize(String(value.Size), 'unstated');
    images.push({
      name: nameOf(String(value.Repository), 'Tag' in value ? String(value.Tag) : ''),
      ...('ID' in value
        ? {
            id: String(value.ID)
              .replace(/^sha256:/, '')
              .slice(0, 12),
          }
        : {}),
      ...(size === undefined ? {} : { size }),
    });
    index = Math.max(next, index + 1);
  }
  return index === from ? null : { facts: toFacts(images), notUnderstood: [], next: index };
}

function nameOf(repository: string, tag: string): string {
  return repository === '<none>' || repository === '' || tag === '' || tag === '<none>'
    ? repository || '<none>'
    : `${repository}:${tag}`;
}

function toFacts(images: readonly Image[]): Facts {
  return { images: [...images] };
}
