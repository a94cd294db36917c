import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';

/** Content that cannot be used as it stands; the message names the file. */
export class ContentError extends Error {
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(`${file}: ${reason}`);
    this.name = 'ContentError';
  }
}

/** Where `file`, a path relative to the repository's root, lies. Pages and tests are run from that root. */
export function locate(file: string): string {
  // Read while pages are built, never at run time: nothing needs to be traced into the server's files.
  return path.join(/*turbopackIgnore: true*/ process.cwd(), file);
}

/** Text of a content file, by its path relative to the repository's root. Throws ContentError if it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(locate(file), 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const generated = file.includes('.generated.');
    if (missing && generated) throw new ContentError(file, 'does not exist; run npm run generate');
    throw new ContentError(file, missing ? 'does not exist' : `cannot be read (${String(error)})`);
  }
}

/** A document of a content file. Throws ContentError if it is not JSON. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof ContentError) throw error;
    throw new ContentError(file, `is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Holds a value to its schema. Throws ContentError that names the file, the place in it and what is wrong there. */
export function parseContent<Schema extends z.ZodType>(file: string, schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => {
    const place = issue.path.map(String).join('.');
    return place === '' ? issue.message : `${place}: ${issue.message}`;
  });
  throw new ContentError(file, issues.join('; '));
}

/** Remembers what `read` makes of files until one of them changes: content is parsed once, and a development server sees edits. */
export function remember<Value>(files: () => readonly string[], read: () => Value): () => Value {
  let remembered: { readonly stamp: string; readonly value: Value } | null = null;
  return () => {
    const stamp = files().map(stampOf).join('\n');
    if (remembered?.stamp !== stamp) remembered = { stamp, value: read() };
    return remembered.value;
  };
}

function stampOf(file: string): string {
  const stats = statSync(locate(file), { throwIfNoEntry: false });
  return `${file} ${stats?.mtimeMs ?? 'missing'} ${stats?.size ?? 0}`;
}
