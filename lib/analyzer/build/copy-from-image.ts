import { cite, indexCatalog, readFigure } from '../catalog/look-up';
import type { WheelRecord } from '../catalog/types';
import { chooseRecord } from '../catalog/wheel-choice';
import { between, scale, widen } from '../estimate';
import type { SourceRange } from '../syntax/range';
import type { CopyInstruction } from '../syntax/types';
import { describeBase } from './base-image';
import { measureBase } from './base-size';
import { parseImageReference } from './image-reference';
import { isUnknownImage } from './official-images';
import { baseName, resolvePath } from './paths';
import type { StageWalk } from './stage-walk';
import type { ImageReference } from './types';

/** One source of a COPY --from, from the root of what it is taken from. */
export interface Source {
  readonly path: string;
  readonly range: SourceRange;
}

/** Anything else that `--from` names is an image: taken as unknown, unless it cannot be a reference. */
export function copyFromImage(
  instruction: CopyInstruction,
  from: string,
  sources: readonly Source[],
  destination: string,
  intoFolder: boolean,
  walk: StageWalk,
): void {
  if (from.includes('$')) {
    // Docker puts no variables in here; the reader of the Dockerfile has said so.
    walk.doubt(`what ${from} holds`, destination);
    return;
  }
  const flag = instruction.flags.find((entry) => entry.name === 'from');
  const reference = parseImageReference(from);
  if (/^\d+$/.test(from) || reference === null || isUnknownImage(reference, walk.catalog)) {
    walk.fail('unknown-stage', flag?.range ?? instruction.range, from);
    return;
  }
  for (const source of sources) {
    const path = intoFolder ? resolvePath(destination, baseName(source.path)) : destination;
    holdImagePart(reference, source, path, from, walk);
    if (looksLikeFile(source.path)) walk.writeFile(path, { executable: null, text: null });
    else walk.doubt(`what ${source.path} of ${from} holds`, path);
  }
}

/** A program, such as `/uv`: neither a folder of the image nor the image itself. */
function looksLikeFile(path: string): boolean {
  return (
    /^\/[^/]+$|\/s?bin\/[^/]+$|\.[a-z0-9]{1,5}$/.test(path) && !/^\/(usr|opt|etc|app|lib|bin|var|root|home)$/.test(path)
  );
}

/** The image of uv holds the very programs that the wheel of that version holds, or of the nearest one that was measured. */
function findUv({ repository, tag }: ImageReference, { catalog }: StageWalk): WheelRecord | null {
  if (repository !== 'astral-sh/uv' && repository !== 'astral/uv') return null;
  const version = /^\d+\.\d+(?:\.\d+)?(?=-|$)/.exec(tag ?? '')?.[0] ?? null;
  return chooseRecord(indexCatalog(catalog).wheels.get('uv') ?? [], version, '', { python: null, libc: null });
}

function holdImagePart(reference: ImageReference, source: Source, path: string, from: string, walk: StageWalk): void {
  const uv = findUv(reference, walk);
  if (uv !== null && /^\/uvx?$/.test(source.path)) {
    const evidence = [cite('uv, from its wheel', uv.provenance, 'measured')];
    const bytes = source.path === '/uv' ? uv.installedBytes : 0;
    walk.hold(path, 'build-tools', source.path.slice(1), between(bytes * 0.7, bytes, bytes * 1.1, evidence));
    return;
  }
  const what = `the size of ${source.path} of ${from}`;
  const { unpacked } = measureBase(reference, describeBase(reference, walk.catalog), walk.catalog);
  const part = readFigure(walk.catalog, 'part-of-base');
  const bytes = { ...scale(unpacked, part.likely), low: 0 };
  walk.hold(path, 'os-packages', `${source.path} of ${from}`, widen(bytes, 1, 1, [what]));
  walk.unknown.add(what);
}
