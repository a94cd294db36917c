import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

/** What loads together, without what is loaded before it. Bytes. */
export interface Load {
  /** The module that it is loaded for, from the root of the repository. */
  readonly entry: string;
  readonly minified: number;
  readonly zipped: number;
  /** Minified bytes by room: `lib/analyzer/rules`, or the name of a package. */
  readonly rooms: ReadonlyMap<string, number>;
  /** The files that it is made of; one may belong to several loads. */
  readonly files: readonly Weight[];
}

/** One file. Bytes. */
interface Weight {
  readonly name: string;
  readonly minified: number;
  readonly zipped: number;
}

/** What some loads weigh together: a file that several of them need is loaded once. */
export function sumLoads(loads: readonly Load[]): Weight & { readonly requests: number } {
  const files = [...new Map(loads.flatMap((load) => load.files).map((file) => [file.name, file])).values()];
  const total = (of: 'minified' | 'zipped') => files.reduce((sum, file) => sum + file[of], 0);
  return { name: 'together', minified: total('minified'), zipped: total('zipped'), requests: files.length };
}

/** The worker of the analyzer: with what it starts, and what it loads when it is asked for. */
export interface WorkerWeight {
  readonly start: Load;
  readonly later: readonly Load[];
}

const root = path.resolve(import.meta.dirname, '../..');

/** `lib/analyzer/rules`, or the name of a package. */
function roomOf(file: string): string {
  const [, ofPackage] = file.split('node_modules/');
  if (ofPackage !== undefined) return ofPackage.split('/')[0] ?? ofPackage;
  return file.split('/').slice(0, 3).join('/');
}

/** The chunks that `first` cannot run without, itself among them. */
function gatherChunks(outputs: Metafile['outputs'], first: string): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [first];
  for (let chunk = queue.pop(); chunk !== undefined; chunk = queue.pop()) {
    if (found.has(chunk)) continue;
    found.add(chunk);
    for (const { path: imported, kind, external } of outputs[chunk]?.imports ?? [])
      if (kind === 'import-statement' && external !== true) queue.push(imported);
  }
  return found;
}

/**
 * Bundles a module as the page does, minified and cut where it imports something later, and weighs it, gzipped at the highest
 * level. JSON documents, the catalog's above all, are left out.
 */
export async function weighModule(entry: string): Promise<WorkerWeight> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: '.layerwise/bench/worker',
    metafile: true,
    external: ['*.json'],
    logLevel: 'warning',
  });
  const contents = new Map(outputFiles.map((file) => [path.relative(root, file.path), file.contents]));
  const { outputs } = metafile;
  const weigh = (of: string, chunks: readonly string[]): Load => {
    const rooms = new Map<string, number>();
    for (const chunk of chunks) {
      for (const [file, { bytesInOutput }] of Object.entries(outputs[chunk]?.inputs ?? {}))
        rooms.set(roomOf(file), (rooms.get(roomOf(file)) ?? 0) + bytesInOutput);
    }
    const files = chunks.map((name): Weight => {
      const text = contents.get(name) ?? new Uint8Array();
      return { name, minified: text.length, zipped: gzipSync(text, { level: 9 }).length };
    });
    const total = (of: 'minified' | 'zipped') => files.reduce((sum, file) => sum + file[of], 0);
    return { entry: of, minified: total('minified'), zipped: total('zipped'), rooms, files };
  };
  const entries = Object.entries(outputs).flatMap(([chunk, { entryPoint }]) =>
    entryPoint === undefined ? [] : [{ chunk, entryPoint }],
  );
  const start = entries.find(({ entryPoint }) => entryPoint === entry);
  if (start === undefined) throw new Error(`${entry} is not in the bundle.`);
  const atStart = gatherChunks(outputs, start.chunk);
  return {
    start: weigh(entry, [...atStart]),
    later: entries
      .filter(({ chunk }) => !atStart.has(chunk))
      .map(({ chunk, entryPoint }) =>
        weigh(
          entryPoint,
          [...gatherChunks(outputs, chunk)].filter((other) => !atStart.has(other)),
        ),
      ),
  };
}

/** The worker of the analyzer. */
export const workerModule = 'components/workbench/analyzer.worker.ts';
/** The texts of rules, which the page loads beside the worker. */
export const textsModule = 'lib/analyzer/fill-in-texts.ts';
