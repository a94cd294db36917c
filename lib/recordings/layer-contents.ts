import type { RecordedContent } from './schema';

/** A file in a layer, by its path in the image without the leading slash; bytes are its length. */
export interface LayerFile {
  readonly path: string;
  readonly bytes: number;
}

const listed = 20;

/**
 * Sums a layer's files by Python package and by folder (two levels deep), largest first, at most 20 of each. Files of no
 * package are in the folders only.
 */
export function summariseLayer(createdBy: string, files: readonly LayerFile[]): RecordedContent {
  const packages = new Map<string, { bytes: number; files: number }>();
  const folders = new Map<string, { bytes: number; files: number }>();
  let bytes = 0;
  for (const file of files) {
    bytes += file.bytes;
    const name = packageOf(file.path);
    if (name !== null) add(packages, name, file.bytes);
    add(folders, folderOf(file.path), file.bytes);
  }
  return {
    createdBy,
    bytes,
    files: files.length,
    packages: largest(packages).map(([name, sum]) => ({ name, ...sum })),
    folders: largest(folders).map(([path, sum]) => ({ path, ...sum })),
  };
}

/** The import name under site-packages or dist-packages; what pip notes of a package counts with it. */
function packageOf(path: string): string | null {
  const match = /(?:^|\/)(?:site|dist)-packages\/([^/]+)(\/?)/.exec(path);
  if (match?.[1] === undefined) return null;
  // Of files that lie there themselves, only modules are packages.
  if (match[2] === '' && !/\.(?:py|so|pth)$/.test(match[1])) return null;
  const name = match[1].replace(/-[^-]+\.(?:dist|egg)-info$/, '').replace(/\.libs$/, '');
  return name === '__pycache__' ? null : name.replace(/(?:\.cpython[^/]*)?\.(?:py|so|pth)$/, '').toLowerCase();
}

function folderOf(path: string): string {
  const folders = path.split('/').slice(0, -1).slice(0, 2);
  return `/${folders.join('/')}`;
}

function add(sums: Map<string, { bytes: number; files: number }>, key: string, bytes: number): void {
  const sum = sums.get(key) ?? { bytes: 0, files: 0 };
  sums.set(key, { bytes: sum.bytes + bytes, files: sum.files + 1 });
}

function largest(sums: ReadonlyMap<string, { bytes: number; files: number }>) {
  return [...sums].sort(([, one], [, other]) => other.bytes - one.bytes).slice(0, listed);
}
