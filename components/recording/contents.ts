import type { TreemapNode } from '@/components/treemap/layout';
import type { ByteKind } from '@/lib/analyzer/build/types';
import { causeOf } from '@/lib/recordings/instruction-text';
import type { RecordedContent, Recording } from '@/lib/recordings/schema';
import { causeWords } from './causes';

/** What a recorded image holds, as far as the recording tells: its layers, and in them packages or folders; `null` where it tells neither. */
export function contentTree(recording: Recording): TreemapNode | null {
  const { layers, contents } = recording;
  if (contents !== undefined && contents.length > 0) {
    const own = contents.filter((content) => content.bytes > 0).map(contentNode);
    const bytes = own.reduce((sum, node) => sum + node.bytes, 0);
    const base = baseBytes(recording, bytes);
    const below: readonly TreemapNode[] =
      base > 0 ? [{ name: `Base: ${recording.base}`, bytes: base, kind: 'base' }] : [];
    return { name: recording.title, bytes: base + bytes, kind: null, children: [...below, ...own] };
  }
  if (layers === undefined || layers.every((layer) => layer.bytes === 0)) return null;
  const base = layers.filter((layer) => layer.ofBase).reduce((sum, layer) => sum + layer.bytes, 0);
  const own = layers
    .filter((layer) => !layer.ofBase && layer.bytes > 0)
    .map(({ createdBy, bytes }) => ({ name: shorten(createdBy), bytes, kind: kindOfLayer(createdBy) }));
  const below: readonly TreemapNode[] = base > 0 ? [{ name: 'Base image', bytes: base, kind: 'base' }] : [];
  return { name: recording.title, bytes: 0, kind: null, children: [...below, ...own] };
}

/** Layers of the base where the history tells them, else what the whole has beyond the layers listed; both count alike only in the classic store. */
function baseBytes({ layers, size }: Recording, listed: number): number {
  const told = (layers ?? []).filter((layer) => layer.ofBase).reduce((sum, layer) => sum + layer.bytes, 0);
  if (told > 0) return told;
  return size?.kind === 'classic' && size.bound === undefined ? Math.max(0, size.bytes - listed) : 0;
}

function contentNode({ createdBy, bytes, packages, folders }: RecordedContent): TreemapNode {
  const kind = kindOfLayer(createdBy);
  const inPackages = packages.reduce((sum, entry) => sum + entry.bytes, 0);
  // Packages lie in folders, so the two are not summed: a layer that is mostly packages is shown by them.
  const byPackage = inPackages * 2 >= bytes;
  const children: readonly TreemapNode[] = byPackage
    ? packages.map((entry) => ({ name: entry.name, bytes: entry.bytes, kind: 'python-packages' }))
    : folders.map((entry) => ({ name: entry.path, bytes: entry.bytes, kind: kindOfFolder(entry.path, kind) }));
  return { name: shorten(createdBy), bytes, kind, children };
}

function kindOfLayer(written: string): ByteKind | null {
  const createdBy = plain(written);
  const keyword = /^[A-Z]+/.exec(createdBy)?.[0];
  if (keyword === 'COPY' || (keyword === 'ADD' && !/^ADD file:/.test(createdBy))) {
    return /site-packages|\/venv\b|\/\.venv\b|\/root\/\.local/.test(createdBy) ? 'python-packages' : 'code';
  }
  if (keyword !== 'RUN' && keyword !== 'WORKDIR') return keyword === undefined || keyword === 'ADD' ? 'base' : null;
  if (/\b-m venv\b|\bvirtualenv\b/.test(createdBy)) return 'python';
  // Files of an earlier layer, stored once more.
  if (/\b(?:chown|chmod)\s+(?:-\w*R|--recursive)/.test(createdBy)) return 'waste';
  const cause = causeOf({ name: createdBy, kind: 'run' });
  return cause === 'commands' ? null : causeWords[cause].kind;
}

function kindOfFolder(path: string, fallback: ByteKind | null): ByteKind | null {
  if (/^\/(?:root\/\.cache|var\/cache)\b/.test(path)) return 'caches';
  if (/\b(?:site|dist)-packages\b/.test(path)) return 'python-packages';
  return fallback;
}

const longestName = 48;

function shorten(createdBy: string): string {
  const text = plain(createdBy);
  return text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text;
}

/** The instruction as a Dockerfile has it: history names the shell, and says that BuildKit made the layer. */
function plain(createdBy: string): string {
  return createdBy
    .replace(/\s+/g, ' ')
    .replace(/ # buildkit$/, '')
    .replace(/^(?:RUN )?(?:\|\d+ .*?)?\/bin\/(?:ba)?sh -c /, 'RUN ')
    .trim();
}
