import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import path from 'node:path';
import type { DeclaredBulk, ProjectFile } from '@/lib/analyzer/project';
import { Digester, digestText } from './digester';

/** Bounds of what is read of a build context. What lies beyond them is counted with its true size, not read. */
export interface ContextLimits {
  /** Files and folders looked at. */
  readonly entries: number;
  readonly textFiles: number;
  /** Bytes of one text file. */
  readonly textFile: number;
  /** Bytes of all text files. */
  readonly text: number;
  /** Unread files listed one by one in one folder; more are counted as the folder. */
  readonly unreadInFolder: number;
  /** Unread files and folders listed in all; more are counted as the folders at the context's root. */
  readonly unread: number;
  /** Bytes of which digests are taken, where they are asked for. */
  readonly digested: number;
}

export const contextLimits: ContextLimits = {
  entries: 200_000,
  textFiles: 500,
  textFile: 256_000,
  text: 4_000_000,
  unreadInFolder: 100,
  unread: 2_000,
  digested: 4_000_000_000,
};

/** How a context is read. */
export interface ContextReading {
  readonly limits?: ContextLimits;
  /** Takes digests of what is counted and not read, so that one context can be told from another. */
  readonly digests?: boolean;
}

/** Folders whose files are counted and never read. */
const countedFolders = new Set([
  '.git',
  '.hg',
  '.mypy_cache',
  '.nox',
  '.pytest_cache',
  '.ruff_cache',
  '.svn',
  '.tox',
  '.venv',
  '__pycache__',
  'node_modules',
  'venv',
]);

export interface ReadContext {
  readonly files: readonly ProjectFile[];
  readonly bulk: readonly DeclaredBulk[];
  /** What was left out or folded together: sentences for people. */
  readonly notes: readonly string[];
  /** Whether every file and folder was looked at: what is not listed is then not there. */
  readonly complete: boolean;
}

const executableBits = 0o111;

/** The text of bytes that are UTF-8 without NUL; `null` for all others. A byte order mark stays. */
function readAsText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether nobody wrote what a folder holds: a repository, an environment, installed packages, a cache. */
export function isCountedFolder(root: string, name: string): boolean {
  if (countedFolders.has(path.basename(name))) return true;
  return existsSync(path.join(root, name, 'pyvenv.cfg'));
}

/** Walks one context, breadth first, so that the files next to the Dockerfile come before those deep below. */
class ContextReader {
  readonly #files: ProjectFile[] = [];
  readonly #unread = new Map<string, DeclaredBulk>();
  readonly #notes: string[] = [];
  readonly #seen = new Set<string>();
  #entries = 0;
  #textBytes = 0;
  #unreadable = 0;
  #complete = true;

  readonly #limits: ContextLimits;
  readonly #digester: Digester | null;

  constructor(
    private readonly root: string,
    private readonly dockerfile: string,
    { limits = contextLimits, digests = false }: ContextReading,
  ) {
    this.#limits = limits;
    this.#digester = digests ? new Digester(root, limits.digested) : null;
  }

  read(): ReadContext {
    // What decides over all other files comes first, whatever the bounds.
    const first = ['.dockerignore', `${this.dockerfile}.dockerignore`];
    for (const name of first) if (this.#isThere(name)) this.#visit(name, []);
    this.#seen.add(this.dockerfile);
    const queue = [''];
    for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
      const names = this.#list(folder);
      // COPY takes an empty folder as well: it must be known to be there.
      if (names.length === 0 && folder !== '') this.#addUnread({ path: folder, bytes: 0, files: 0 });
      for (const name of names) this.#visit(name, queue);
    }
    if (this.#entries >= this.#limits.entries) {
      this.#complete = false;
      this.#notes.push(
        `Only the first ${this.#limits.entries.toLocaleString('en')} files of the build context were counted: it is larger than stated here.`,
      );
    }
    if (this.#digester?.cut === true)
      this.#notes.push('Very large files of the build context are compared by their sizes.');
    if (this.#unreadable > 0) this.#notes.push(`${this.#unreadable} files or folders could not be read.`);
    return { files: this.#files, bulk: this.#foldUnread(), notes: this.#notes, complete: this.#complete };
  }

  #visit(name: string, queue: string[]): void {
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    const stats = this.#stat(name);
    if (stats === null) return;
    if (stats.isDirectory()) {
      if (isCountedFolder(this.root, name)) this.#countFolder(name);
      else queue.push(name);
    } else if (stats.isSymbolicLink()) this.#readLink(name);
    else if (stats.isFile()) this.#readFile(name, stats);
  }

  /** Paths of a folder's entries, sorted; none once the bound is reached. */
  #list(folder: string): string[] {
    if (this.#entries >= this.#limits.entries) return [];
    try {
      const names = readdirSync(path.join(this.root, folder)).sort();
      const room = this.#limits.entries - this.#entries;
      this.#entries += Math.min(names.length, room);
      return names.slice(0, room).map((name) => (folder === '' ? name : `${folder}/${name}`));
    } catch {
      this.#unreadable += 1;
      this.#complete = false;
      return [];
    }
  }

  #addUnread(entry: DeclaredBulk): void {
    this.#unread.set(entry.path, this.#digester === null ? entry : { ...entry, digest: this.#digester.of(entry.path) });
  }

  #isThere(name: string): boolean {
    return lstatSync(path.join(this.root, name), { throwIfNoEntry: false }) !== undefined;
  }

  #stat(name: string): Stats | null {
    try {
      return lstatSync(path.join(this.root, name));
    } catch {
      this.#unreadable += 1;
      return null;
    }
  }

  #countFolder(name: string): void {
    let bytes = 0;
    let files = 0;
    const queue = [name];
    for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
      for (const entry of this.#list(folder)) {
        const stats = this.#stat(entry);
        if (stats === null) continue;
        if (stats.isDirectory()) queue.push(entry);
        else {
          bytes += stats.size;
          files += 1;
        }
      }
    }
    this.#addUnread({ path: name, bytes, files });
  }

  /** A link within the context is read as the file that it names; any other is only known to be there. */
  #readLink(name: string): void {
    const link = this.#readTarget(name);
    try {
      const target = realpathSync(path.join(this.root, name));
      const stats = statSync(target);
      if (stats.isFile() && target.startsWith(this.root + path.sep)) {
        this.#readFile(name, stats, link);
        return;
      }
    } catch {
      // A link to nothing: it is part of the context all the same.
    }
    this.#addUnread({ path: name, bytes: 0, files: 1, ...link });
  }

  /** Where a link leads, as it is written. */
  #readTarget(name: string): { readonly link?: string } {
    try {
      return { link: readlinkSync(path.join(this.root, name)) };
    } catch {
      this.#unreadable += 1;
      return {};
    }
  }

  #readFile(name: string, stats: Stats, link: { readonly link?: string } = {}): void {
    const text = this.#readText(name, stats);
    if (text === null) {
      this.#addUnread({ path: name, bytes: stats.size, files: 1, ...link });
      return;
    }
    this.#textBytes += stats.size;
    const executable = (stats.mode & executableBits) === 0 ? {} : { executable: true };
    this.#files.push({ path: name, text, ...executable, ...link });
  }

  #readText(name: string, stats: Stats): string | null {
    const tooMuch =
      stats.size > this.#limits.textFile ||
      this.#textBytes + stats.size > this.#limits.text ||
      this.#files.length >= this.#limits.textFiles;
    if (tooMuch) return null;
    try {
      return readAsText(readFileSync(path.join(this.root, name)));
    } catch {
      this.#unreadable += 1;
      return null;
    }
  }

  #foldUnread(): DeclaredBulk[] {
    const perFolder = countByFolder(this.#unread.values());
    let entries = fold([...this.#unread.values()], (entry) => {
      const folder = path.posix.dirname(entry.path);
      return folder !== '.' && (perFolder.get(folder) ?? 0) > this.#limits.unreadInFolder ? folder : entry.path;
    });
    if (entries.length > this.#limits.unread)
      entries = fold(entries, (entry) => entry.path.split('/')[0] ?? entry.path);
    if (entries.length < this.#unread.size) {
      this.#notes.push('Folders with many large or binary files are counted as a whole.');
    }
    return entries;
  }
}

function countByFolder(entries: Iterable<DeclaredBulk>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const folder = path.posix.dirname(entry.path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return counts;
}

/** Adds up the entries that go by the same path. */
function fold(entries: readonly DeclaredBulk[], pathOf: (entry: DeclaredBulk) => string): DeclaredBulk[] {
  const folded = new Map<string, DeclaredBulk>();
  for (const entry of entries) {
    const target = pathOf(entry);
    const before: DeclaredBulk = folded.get(target) ?? { path: target, bytes: 0, files: 0 };
    const bytes = before.bytes + entry.bytes;
    const files = before.files + entry.files;
    const digest = [before.digest, entry.digest].filter((each) => each !== undefined).join(' ');
    folded.set(target, { path: target, bytes, files, ...(digest === '' ? {} : { digest: digestText(digest) }) });
  }
  return [...folded.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * Reads the folder at `root` (an absolute, real path) as a build context: small text files with their text, all else as
 * declared bulk with true sizes in bytes. Links are never followed out of the folder. The Dockerfile itself, a name in that
 * folder, is left to the caller. Never throws on what it finds.
 */
export function readContext(root: string, dockerfile: string, reading: ContextReading = {}): ReadContext {
  return new ContextReader(root, dockerfile, reading).read();
}
