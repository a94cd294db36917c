import { type Arrival, intakeLimits } from './intake';

function arrivalOf(file: File, path: string): Arrival {
  return { path, bytes: file.size, read: () => file.arrayBuffer() };
}

/** Files of a picker; those of a folder picker carry their path. */
export function arrivalsOfFiles(files: Iterable<File>): readonly Arrival[] {
  return [...files].slice(0, intakeLimits.entries).map((file) => arrivalOf(file, file.webkitRelativePath || file.name));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** All entries of a folder: a browser hands them over in portions, an empty one last. */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<readonly FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (portion.length === 0 || entries.length > intakeLimits.entries) return entries;
    entries.push(...portion);
  }
}

/**
 * Everything that was dropped, folders walked to `intakeLimits.depth`. The transfer is read before the first pause: a
 * browser empties it afterwards.
 */
export async function arrivalsOfDrop(transfer: DataTransfer): Promise<readonly Arrival[]> {
  const roots = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (roots.length === 0) return arrivalsOfFiles(transfer.files);
  const arrivals: Arrival[] = [];
  let level: readonly FileSystemEntry[] = roots;
  for (let depth = 0; depth < intakeLimits.depth && level.length > 0; depth += 1) {
    const next: FileSystemEntry[] = [];
    for (const entry of level) {
      if (arrivals.length >= intakeLimits.entries) return arrivals;
      if (isDirectory(entry)) next.push(...(await readFolder(entry)));
      else if (isFile(entry)) {
        const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
        if (file) arrivals.push(arrivalOf(file, entry.fullPath.replace(/^\//, '')));
      }
    }
    level = next;
  }
  return arrivals;
}
