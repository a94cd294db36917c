import type { Project } from '../project';

/** Tells contents of the build context apart. */
export interface ContextDigests {
  /** The same text for the same content and mode; paths that are not there read alike. */
  readonly digest: (path: string) => string;
  /** The same for what is copied along with its folder: of a link counts where it leads, not what lies there. */
  readonly digestInFolder: (path: string) => string;
}

/** Reads the digests of a project's files. */
export function readDigests(project: Project): ContextDigests {
  const files = new Map(project.files.map((file) => [file.path, file]));
  const bulk = new Map(project.bulk.map((entry) => [entry.path, entry]));
  const known = new Map<string, string>();
  const read = (path: string): string => {
    const file = files.get(path);
    if (file !== undefined) return `${file.executable === true ? 'x' : '-'}${file.text.length}:${hashText(file.text)}`;
    const entry = bulk.get(path);
    return entry === undefined ? 'absent' : `bulk ${entry.bytes} ${entry.files} ${entry.digest ?? ''}`;
  };
  const digest = (path: string): string => {
    let found = known.get(path);
    if (found === undefined) {
      found = read(path);
      known.set(path, found);
    }
    return found;
  };
  return {
    digest,
    digestInFolder: (path) => {
      const link = files.get(path)?.link ?? bulk.get(path)?.link;
      return link === undefined ? digest(path) : `link ${link}`;
    },
  };
}

/** The digest of a file of which is known only that it has other content than before. */
export const editedDigest = 'edited';

/** The same context with other content in one file. */
export function withEdit({ digest, digestInFolder }: ContextDigests, edited: string): ContextDigests {
  return {
    digest: (path) => (path === edited ? editedDigest : digest(path)),
    digestInFolder: (path) => (path === edited ? editedDigest : digestInFolder(path)),
  };
}

/** 53 bits of a text, by the `cyrb53` mixing of two 32-bit multiplicative hashes: enough to tell edits apart. */
function hashText(text: string): string {
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & other) + (one >>> 0)).toString(36);
}
