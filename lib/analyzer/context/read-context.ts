import { type Project, readProjectFile } from '../project';
import { IgnoreMatcher, parseIgnoreFile } from './ignore';
import type { BuildContext, ContextEntry } from './types';

/** Files and declared folders that are read; our own bound. */
const mostEntries = 100_000;

/** Bytes of a text as UTF-8; a lone surrogate counts three, as its replacement does. */
export function countBytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    bytes += code < 0x800 ? 1 : 2;
    if (code < 0xd800 || code > 0xdbff) continue;
    const next = text.charCodeAt(index + 1);
    if (next < 0xdc00 || next > 0xdfff) continue;
    // A pair is four bytes: two units counted above, and two more for the first of them.
    index++;
  }
  return bytes;
}

/** What `docker build` finds and sends: sizes in bytes. `<Dockerfile>.dockerignore` goes before `.dockerignore`. */
export function readContext(project: Project): BuildContext {
  const own = `${project.dockerfile}.dockerignore`;
  const path = readProjectFile(project, own) === undefined ? '.dockerignore' : own;
  const text = readProjectFile(project, path);
  const ignoreFile = text === undefined ? null : { path, ...parseIgnoreFile(text) };
  const matcher = new IgnoreMatcher(ignoreFile?.patterns ?? []);
  const entries: ContextEntry[] = [];
  for (const file of project.files) {
    if (entries.length >= mostEntries) break;
    entries.push({
      path: file.path,
      bytes: countBytes(file.text),
      files: 1,
      ignored: matcher.ignores(file.path),
      bulk: false,
    });
  }
  for (const { path: bulkPath, bytes, files } of project.bulk) {
    if (entries.length >= mostEntries) break;
    entries.push({ path: bulkPath, bytes, files, ignored: ignoresBulk(matcher, bulkPath, files), bulk: true });
  }
  return { entries, ignoreFile };
}

/** A folder is left out if it matches, or if whatever lies in it does, as with `data/**`. */
function ignoresBulk(matcher: IgnoreMatcher, path: string, files: number): boolean {
  return matcher.ignores(path) || (files > 1 && matcher.ignores(`${path}/\u0000`));
}
