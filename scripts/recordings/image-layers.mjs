// What the layers of an image hold, from `docker save`: the archive of the classic store (layer.tar) and of the containerd
// store (an OCI layout, layers compressed) have the same manifest.json.
import { closeSync, openSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const block = 512;
const text = (buffer, from, length) => buffer.toString('utf8', from, from + length).replace(/\0.*$/s, '');

/** A number of a header: octal, or binary where its first bit is set (files of 8 GB and more). */
function readNumber(header, from, length) {
  if ((header[from] & 0x80) !== 0) return Number(header.readBigUInt64BE(from + length - 8));
  return Number.parseInt(text(header, from, length).trim() || '0', 8);
}

/** Reads a pax header's records: `27 path=…\n`. */
function readPax(buffer) {
  const records = new Map();
  for (let from = 0; from < buffer.length; ) {
    const length = Number.parseInt(buffer.toString('latin1', from, from + 20), 10);
    if (!(length > 0)) break;
    const [key, ...value] = buffer
      .toString('utf8', from, from + length - 1)
      .replace(/^\d+ /, '')
      .split('=');
    records.set(key, value.join('='));
    from += length;
  }
  return records;
}

/** The path as the header alone has it. */
function readShortPath(header) {
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  const name = text(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

/**
 * The entries of a tar archive: path, length in bytes, where the content begins, and the kind (`0` file, `1` hard link, `5`
 * folder). `read(position, length)` gives a part of the archive.
 */
export function* listTar(read) {
  let long = new Map();
  for (let position = 0; ; ) {
    const header = read(position, block);
    if (header.length < block || header[0] === 0) return;
    const bytes = readNumber(header, 124, 12);
    const kind = String.fromCharCode(header[156] || 48);
    const start = position + block;
    position = start + Math.ceil(bytes / block) * block;
    if (kind === 'x') long = readPax(read(start, bytes));
    else if (kind === 'L') long = new Map([['path', text(read(start, bytes), 0, bytes)]]);
    else if (kind !== 'g' && kind !== 'K') {
      const name = long.get('path') ?? readShortPath(header);
      const size = Number(long.get('size') ?? bytes);
      if (long.has('size')) position = start + Math.ceil(size / block) * block;
      yield { path: name.replace(/^\.?\//, ''), bytes: size, start, kind };
      long = new Map();
    }
  }
}

/** The layers of a saved image, oldest first: what made each, and its files with their lengths. */
export function readSavedLayers(file) {
  const descriptor = openSync(file, 'r');
  try {
    const readFrom = (position, length) => {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position));
    };
    const entries = new Map([...listTar(readFrom)].map((entry) => [entry.path, entry]));
    const content = (name) => {
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`the saved image has no ${name}`);
      return readFrom(entry.start, entry.bytes);
    };
    const [{ Config: config, Layers: layers }] = JSON.parse(content('manifest.json').toString('utf8'));
    const made = JSON.parse(content(config).toString('utf8')).history.filter((entry) => !entry.empty_layer);
    return layers.map((name, index) => {
      const stored = content(name);
      const layer = stored[0] === 0x1f && stored[1] === 0x8b ? gunzipSync(stored) : stored;
      const files = [...listTar((position, length) => layer.subarray(position, position + length))]
        .filter((entry) => entry.kind === '0')
        .map(({ path, bytes }) => ({ path, bytes }));
      return { createdBy: made[index]?.created_by ?? 'not stated', files };
    });
  } finally {
    closeSync(descriptor);
  }
}
