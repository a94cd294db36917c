import { InheritedMap, InheritedSet } from './inherited';
import { isWithin, parentOf } from './paths';

/** What is known about one file beyond its place. */
export interface FileFacts {
  /** Its execute permission; `null` where unknown. */
  readonly executable: boolean | null;
  /** What it holds, where a step wrote it and the walk could read along; `null` where unknown. */
  readonly text: string | null;
}

/** Who may write somewhere: a user's name or number, anyone, or nobody knows. */
export type Owner = string | typeof anyone | typeof nobodyKnows;
export const anyone = Symbol('anyone');
export const nobodyKnows = Symbol('nobody knows');

interface Ownership {
  readonly owner: Owner;
  /** It holds for everything below as well. */
  readonly tree: boolean;
}

/** Folders, permissions and owners of an image, and where it may hold what nobody knows. Inherited by copy. */
export class ImageFiles {
  readonly directories: InheritedSet<string>;
  readonly #facts: InheritedMap<string, FileFacts>;
  readonly #owners: InheritedMap<string, Ownership>;
  /** Where links point, as far as that is known; absolute. */
  readonly #links: InheritedMap<string, string>;
  /** Folders in which anything may lie. */
  readonly #doubtful: InheritedSet<string>;
  /** Anything may lie anywhere, save programs on PATH and Python packages. */
  strayFiles: boolean;
  /** For which architecture a downloaded program was made, where its address says so. */
  readonly #architectures: InheritedMap<string, string>;

  constructor(inherited: ImageFiles | null) {
    this.directories = new InheritedSet(inherited === null ? standardDirectories : inherited.directories);
    this.#facts = new InheritedMap(inherited === null ? noEntries : inherited.#facts);
    this.#owners = new InheritedMap(inherited === null ? standardOwners : inherited.#owners);
    this.#links = new InheritedMap(inherited === null ? noEntries : inherited.#links);
    this.#doubtful = new InheritedSet(inherited === null ? noFolders : inherited.#doubtful);
    this.strayFiles = inherited?.strayFiles ?? false;
    this.#architectures = new InheritedMap(inherited === null ? noEntries : inherited.#architectures);
  }

  doubt(place: string): void {
    this.#doubtful.add(place);
  }

  /** Anything may lie at this path. */
  isDoubtful(path: string): boolean {
    return this.#doubtful.some((place) => isWithin(path, place));
  }

  /** Something nobody knows may lie in this folder, at any depth. */
  mayHoldDoubtful(folder: string): boolean {
    return this.#doubtful.some((place) => isWithin(folder, place) || isWithin(place, folder));
  }

  get doubtfulPlaces(): readonly string[] {
    return this.#doubtful.list();
  }

  note(path: string, facts: FileFacts): void {
    this.#facts.set(path, facts);
  }

  factsOf(path: string): FileFacts | undefined {
    return this.#facts.get(path);
  }

  /** The file is written anew: what was known about it no longer holds. */
  forget(path: string): void {
    this.#facts.delete(path);
    this.#links.delete(path);
    this.#architectures.delete(path);
  }

  /** The file at a path is a program for one architecture. */
  noteArchitecture(path: string, architecture: string): void {
    this.#architectures.set(path, architecture);
  }

  architectureOf(path: string): string | undefined {
    return this.#architectures.get(path);
  }

  /** The file at `path` is a link to `target`. */
  link(path: string, target: string): void {
    this.#links.set(path, target);
  }

  /** Where the link at `path` points; `undefined` where it is none that we know. */
  targetOf(path: string): string | undefined {
    return this.#links.get(path);
  }

  /** Gives a file or folder, or all that lies in it, to a user. */
  own(path: string, owner: Owner, tree: boolean): void {
    if (tree) {
      for (const other of [...this.#owners.keys()]) {
        if (other !== path && isWithin(other, path)) this.#owners.delete(other);
      }
    }
    const before = this.#owners.get(path);
    this.#owners.set(path, { owner, tree: tree || before?.tree === true });
  }

  /** Who owns a path: its own entry, else that of the nearest tree around it, else root. */
  ownerOf(path: string): Owner {
    const own = this.#owners.get(path);
    if (own !== undefined) return own.owner;
    for (let folder = path; folder !== '/'; ) {
      folder = parentOf(folder);
      const around = this.#owners.get(folder);
      if (around?.tree === true) return around.owner;
    }
    return 'root';
  }

  /** Forgets what lay at a path or in it. */
  remove(path: string): void {
    for (const directory of this.directories.list()) if (isWithin(directory, path)) this.directories.delete(directory);
    for (const file of [...this.#facts.keys()]) if (isWithin(file, path)) this.#facts.delete(file);
  }

  /** Takes over what another image knows about a path and all below it, at another place and for its new owner. */
  copyFrom(other: ImageFiles, relocate: (path: string) => string | null): void {
    for (const [path, facts] of other.#facts) {
      const target = relocate(path);
      if (target !== null) this.#facts.set(target, facts);
    }
    for (const [path, pointsAt] of other.#links) {
      const place = relocate(path);
      // A link names its target by the path at which it was made.
      if (place !== null) this.#links.set(place, pointsAt);
    }
  }
}

const noEntries: ReadonlyMap<string, never> = new Map<string, never>();
const noFolders: ReadonlySet<string> = new Set();

/** Folders in which anyone may write. */
const standardOwners: ReadonlyMap<string, Ownership> = new Map(
  ['/tmp', '/var/tmp', '/dev/shm', '/run/lock'].map((path) => [path, { owner: anyone, tree: false }]),
);

const standardDirectories: ReadonlySet<string> = new Set([
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/media',
  '/mnt',
  '/opt',
  '/proc',
  '/root',
  '/run',
  '/sbin',
  '/srv',
  '/sys',
  '/tmp',
  '/usr',
  '/usr/bin',
  '/usr/lib',
  '/usr/local',
  '/usr/local/bin',
  '/usr/local/lib',
  '/usr/share',
  '/usr/sbin',
  '/var',
  '/var/cache',
  '/var/lib',
  '/var/log',
  '/var/tmp',
]);
