import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import path from 'node:path';

const bufferSize = 1 << 20;

export function digestText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Digests of files and whole folders below a root, as BuildKit tells them apart: by names, contents and modes, never by
 * times. Of what goes beyond `room` bytes in all, only the sizes count.
 */
export class Digester {
  #room: number;
  /** Whether the room was used up. */
  cut = false;

  constructor(
    private readonly root: string,
    room: number,
  ) {
    this.#room = room;
  }

  of(name: string): string {
    const lines: string[] = [];
    const queue = [name];
    for (let each = queue.pop(); each !== undefined; each = queue.pop()) {
      lines.push(this.#describe(each, name, queue));
    }
    return digestText(lines.sort().join('\n'));
  }

  #describe(name: string, top: string, queue: string[]): string {
    const file = path.join(this.root, name);
    const below = name.slice(top.length);
    try {
      const stats = lstatSync(file);
      const mode = (stats.mode & 0o7777).toString(8);
      if (stats.isDirectory()) {
        for (const entry of readdirSync(file)) queue.push(`${name}/${entry}`);
        return `${below} folder ${mode}`;
      }
      if (stats.isSymbolicLink()) return `${below} link ${readlinkSync(file)}`;
      if (!stats.isFile()) return `${below} other`;
      if (stats.size > this.#room) {
        this.cut = true;
        return `${below} file ${mode} ${stats.size}`;
      }
      this.#room -= stats.size;
      return `${below} file ${mode} ${digestFile(file)}`;
    } catch {
      return `${below} unreadable`;
    }
  }
}

function digestFile(file: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(bufferSize);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer)) {
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
