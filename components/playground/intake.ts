import type { DeclaredBulk, Project, ProjectFile } from '@/lib/analyzer/project';
import { explainUnusablePath, projectLimits } from '@/lib/share/paths';

/** A file or folder handed to the page, found but not read yet. */
export interface Arrival {
  /** POSIX path relative to what was dropped or chosen. */
  readonly path: string;
  readonly bytes: number;
  readonly read: () => Promise<ArrayBuffer>;
}

export const intakeLimits = {
  /** Files that are looked at, whatever becomes of them. */
  entries: 20_000,
  /** Folders within folders. */
  depth: 16,
  /** Bytes of one file that is read as text. */
  fileBytes: 500_000,
  /** Bytes of all that is read. */
  totalBytes: 900_000,
} as const;

/** What became of the arrivals: a project or an addition to one, and a sentence for each thing left out. */
export interface Intake {
  /** Path of the Dockerfile among the files; `null` where none of them is one. */
  readonly dockerfile: string | null;
  readonly files: readonly ProjectFile[];
  /** Counted by size only. */
  readonly bulk: readonly DeclaredBulk[];
  readonly notes: readonly string[];
}

/** Folders that are never edited but weigh in a build context. */
const bulkFolders = new Set([
  '.git',
  '.venv',
  'venv',
  'node_modules',
  '__pycache__',
  '.mypy_cache',
  '.pytest_cache',
  '.tox',
]);

/** Path of the outermost bulk folder that the path lies in; `null` where it lies in none. */
function bulkFolderOf(path: string): string | null {
  const segments = path.split('/');
  const index = segments.slice(0, -1).findIndex((segment) => bulkFolders.has(segment));
  return index === -1 ? null : segments.slice(0, index + 1).join('/');
}

/** Leaves out the one folder that everything lies in: it is the build context itself. */
function withoutCommonFolder(arrivals: readonly Arrival[]): readonly Arrival[] {
  const [first = ''] = arrivals[0]?.path.split('/') ?? [];
  const prefix = `${first}/`;
  if (bulkFolders.has(first) || !arrivals.every((arrival) => arrival.path.startsWith(prefix))) return arrivals;
  return arrivals.map((arrival) => ({ ...arrival, path: arrival.path.slice(prefix.length) }));
}

/** `Dockerfile`, `Dockerfile.web`, `web.Dockerfile`, `Containerfile`: the one nearest to the root. */
function findDockerfile(paths: readonly string[]): string | null {
  const named = paths.filter((path) =>
    /(?:^|\/)(?:(?:Docker|Container)file(?:\.[^/]+)?|[^/]+\.Dockerfile)$/i.test(path),
  );
  const depth = (path: string) => path.split('/').length;
  const rank = (path: string) => (/(?:^|\/)Dockerfile$/.test(path) ? 0 : 1);
  return named.toSorted((a, b) => depth(a) - depth(b) || rank(a) - rank(b) || a.localeCompare(b))[0] ?? null;
}

/** The text of a file, byte order mark and line ends as they are; `null` where the bytes are no text. */
export function decodeText(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function listNames(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}

/** Sorts what arrived into files to edit and bulk that only weighs, reads the former, and says what was left out. Never throws. */
export async function takeIn(arrived: readonly Arrival[]): Promise<Intake> {
  const arrivals = withoutCommonFolder(arrived).toSorted((a, b) => a.path.localeCompare(b.path));
  const bulk = new Map<string, { bytes: number; files: number }>();
  const weigh = (path: string, bytes: number) => {
    const known = bulk.get(path) ?? { bytes: 0, files: 0 };
    bulk.set(path, { bytes: known.bytes + bytes, files: known.files + 1 });
  };
  const left = { binary: [] as string[], large: [] as string[], many: [] as string[], unreadable: [] as string[] };
  const files: ProjectFile[] = [];
  let total = 0;
  const dockerfileFirst = findDockerfile(arrivals.map((arrival) => arrival.path));
  const ordered = arrivals.toSorted((a, b) => Number(b.path === dockerfileFirst) - Number(a.path === dockerfileFirst));
  for (const arrival of ordered) {
    const folder = bulkFolderOf(arrival.path);
    if (folder !== null) {
      weigh(folder, arrival.bytes);
      continue;
    }
    if (explainUnusablePath(arrival.path) !== null) {
      left.unreadable.push(arrival.path);
      continue;
    }
    const refuse = (reason: keyof typeof left) => {
      left[reason].push(arrival.path);
      weigh(arrival.path, arrival.bytes);
    };
    if (files.length >= projectLimits.files) refuse('many');
    else if (arrival.bytes > intakeLimits.fileBytes || total + arrival.bytes > intakeLimits.totalBytes) refuse('large');
    else {
      const bytes = await arrival.read().catch(() => null);
      if (bytes === null) {
        left.unreadable.push(arrival.path);
        continue;
      }
      const text = decodeText(bytes);
      if (text === null) refuse('binary');
      else {
        files.push({ path: arrival.path, text });
        total += arrival.bytes;
      }
    }
  }
  return {
    dockerfile: findDockerfile(files.map((file) => file.path)),
    files: files.toSorted((a, b) => a.path.localeCompare(b.path)),
    bulk: [...bulk].slice(0, projectLimits.bulk).map(([path, size]) => ({ path, ...size })),
    notes: describeLeftOut(left, bulk.size),
  };
}

function describeLeftOut(
  left: Record<'binary' | 'large' | 'many' | 'unreadable', readonly string[]>,
  bulk: number,
): string[] {
  const notes: string[] = [];
  if (left.binary.length > 0) notes.push(`Not text, so only the size counts: ${listNames(left.binary)}.`);
  if (left.large.length > 0) notes.push(`Too large to edit here, so only the size counts: ${listNames(left.large)}.`);
  if (left.many.length > 0) {
    notes.push(`More than ${projectLimits.files} files: of the others only the size counts (${listNames(left.many)}).`);
  }
  if (left.unreadable.length > 0) notes.push(`Could not be read and was left out: ${listNames(left.unreadable)}.`);
  if (bulk > projectLimits.bulk) notes.push(`Only ${projectLimits.bulk} of the files that count by size are kept.`);
  return notes;
}

/** The project after the intake: a new one where it brings a Dockerfile, else the present one with the files laid over it. */
export function applyIntake(present: Project, intake: Intake): Project {
  if (intake.dockerfile !== null) {
    return { dockerfile: intake.dockerfile, files: intake.files, bulk: intake.bulk };
  }
  const added = new Set([...intake.files, ...intake.bulk].map((entry) => entry.path));
  return {
    dockerfile: present.dockerfile,
    files: [...present.files.filter((file) => !added.has(file.path)), ...intake.files].slice(0, projectLimits.files),
    bulk: [...present.bulk.filter((entry) => !added.has(entry.path)), ...intake.bulk].slice(0, projectLimits.bulk),
  };
}
