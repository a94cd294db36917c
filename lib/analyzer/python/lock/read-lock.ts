import { type ProjectFile, readPyproject } from '../pyproject';
import { readJson, readToml, type Table } from '../toml';
import { emptyLock } from './parts';
import { readPdmLock } from './pdm-lock';
import { readPipfileLock } from './pipfile-lock';
import { readPoetryLock } from './poetry-lock';
import { readPylock } from './pylock';
import type { LockFile, LockFormat } from './types';
import { readUvLock } from './uv-lock';

/** Which lock file a path names, by its last part; `null` for any other file. */
export function lockFormatOf(path: string): LockFormat | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'uv.lock') return 'uv';
  if (name === 'poetry.lock') return 'poetry';
  if (name === 'Pipfile.lock') return 'pipfile';
  if (name === 'pdm.lock') return 'pdm';
  return /^pylock(?:\.[^.]+)?\.toml$/.test(name) ? 'pylock' : null;
}

const readers: Readonly<Record<LockFormat, (path: string, document: Table, project: ProjectFile | null) => LockFile>> =
  {
    uv: readUvLock,
    poetry: readPoetryLock,
    pylock: readPylock,
    pipfile: readPipfileLock,
    pdm: readPdmLock,
  };

/** The last few locks that were read: a keystroke in the Dockerfile reads them again, and a large one takes a while. */
const remembered: {
  readonly path: string;
  readonly text: string;
  readonly project: string;
  readonly lock: LockFile;
}[] = [];
const mostRemembered = 4;

/**
 * Reads `uv.lock`, `poetry.lock` (1.x and 2.x), `pylock.toml` (PEP 751), `Pipfile.lock` or `pdm.lock`, told apart by its
 * name; `null` for any other name. `pyproject` is the text of the `pyproject.toml` beside it, which tells the default groups and, for
 * Poetry, what the project asks for. Never throws: a lock that cannot be read (above 4 MiB, no TOML, no JSON) is one
 * without packages and with a problem; at most 10,000 packages are taken in.
 */
export function readLockFile(path: string, text: string, pyproject: string | undefined = undefined): LockFile | null {
  const format = lockFormatOf(path);
  if (format === null) return null;
  const key = pyproject ?? '';
  const known = remembered.find((entry) => entry.path === path && entry.text === text && entry.project === key);
  if (known !== undefined) return known.lock;
  const reading = format === 'pipfile' ? readJson(text) : readToml(text);
  const project = pyproject === undefined ? null : readPyproject(pyproject);
  const lock = reading.ok
    ? readers[format](path, reading.table, project)
    : { ...emptyLock, format, path, problems: [reading.problem] };
  remembered.unshift({ path, text, project: key, lock });
  remembered.length = Math.min(remembered.length, mostRemembered);
  return lock;
}
