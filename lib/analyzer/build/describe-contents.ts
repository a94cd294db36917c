import { fileLabel, type Holding, type Waste } from './contents';
import { baseName } from './paths';
import { kindLabels } from './sizes';
import type { Build, ByteKind } from './types';

/** A part of the final image: what a treemap draws. */
export interface ContentNode {
  /** A group (`OS packages`), a package, a folder or a file. */
  readonly name: string;
  /** `null` where its children are of several kinds. */
  readonly kind: ByteKind | null;
  /** Likely bytes, children included. */
  readonly bytes: number;
  /** The step whose layer holds it; `null` where its children are in several. */
  readonly step: string | null;
  /** Largest first, and bounded: what is left of many small ones is one node, `12 more`. */
  readonly children: readonly ContentNode[];
}

/** What the final image holds, classic store; likely bytes, which add up to the likely size. */
export interface ImageContents {
  /** By kind, then by package or folder; what was deleted but still counts is a group of its own. */
  readonly root: ContentNode;
  /** Files that a later layer holds once more: overwritten, or copied for a new owner or mode. Bytes of the copies below. */
  readonly duplicated: readonly LostContent[];
  /** What a later step deleted: the layer that brought it carries it all the same. */
  readonly deleted: readonly LostContent[];
  /** What a running container has no use for: build tools and caches. */
  readonly unneeded: readonly {
    readonly name: string;
    readonly kind: ByteKind;
    readonly bytes: number;
    readonly step: string;
  }[];
}

/** Bytes that the image carries and nobody sees. */
export interface LostContent {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** The step whose layer holds them, and the one that hid them. */
  readonly step: string;
  readonly hiddenBy: string;
}

/** Children of one node, levels of folders, and entries of a list that are told apart. */
const mostChildren = 40;
const mostFolderLevels = 3;
const mostListed = 100;

const order: readonly ByteKind[] = [
  'base',
  'os-packages',
  'python',
  'python-packages',
  'code',
  'build-tools',
  'caches',
  'waste',
];

/** Where a piece stands: the names of the nodes above it, and its own. */
interface Placed {
  readonly names: readonly string[];
  readonly kind: ByteKind;
  readonly bytes: number;
  readonly step: string;
}

/** What the final image holds, as a tree, with what it carries in vain. Bounded, whatever the context. */
export function describeContents(build: Build): ImageContents {
  const visible = [...build.contents.visible];
  const { wasted } = build.contents;
  const placed = [
    ...visible.map((holding) => place(holding, holding.kind)),
    ...wasted.map((holding) => place(holding, 'waste')),
  ];
  const children = order
    .map((kind) =>
      growNode(
        kindLabels[kind],
        kind,
        placed.filter((piece) => piece.kind === kind),
        0,
      ),
    )
    .filter((node) => node.bytes > 0);
  const keys = new Set(visible.map(({ key }) => key));
  const [replaced, gone] = [
    wasted.filter((holding) => keys.has(holding.key)),
    wasted.filter((holding) => !keys.has(holding.key)),
  ];
  return {
    root: {
      name: 'Image',
      kind: null,
      bytes: children.reduce((total, node) => total + node.bytes, 0),
      step: null,
      children,
    },
    duplicated: listLost(replaced),
    deleted: listLost(gone),
    unneeded: listUnneeded(visible),
  };
}

function place(holding: Holding, kind: ByteKind): Placed {
  const { label, bytes, step } = holding;
  return { names: nameLevels(holding, label), kind, bytes: bytes.likely, step };
}

/** The nodes of a piece below its kind: the package with what brought it, the environment with its package, folders. */
function nameLevels({ kind, path }: Holding, label: string): readonly string[] {
  switch (kind) {
    case 'base':
      return [path === '/' ? label : path];
    case 'os-packages':
    case 'build-tools': {
      const packages = /^\/(usr|usr\/virtual\/[^/]+)\/([^/]+)$/.exec(path)?.[2];
      return packages === undefined ? [label || path] : [label, packages];
    }
    case 'python-packages': {
      const folder = /^(.*)\/(site|dist)-packages\/[^/]+$/.exec(path)?.[1];
      return folder === undefined ? [label || path] : [folder.replace(/\/lib\/python[\d.]+$/, ''), label];
    }
    default:
      return label === fileLabel ? nameFolders(path) : [label];
  }
}

function nameFolders(path: string): readonly string[] {
  const parts = path.slice(1).split('/');
  const folders = parts.slice(0, -1).slice(0, mostFolderLevels);
  return [...folders.map((name, index) => (index === 0 ? `/${name}` : name)), parts.at(-1) ?? path];
}

/** A node out of the pieces below it; `depth` names of theirs are above it. */
function growNode(name: string, kind: ByteKind, pieces: readonly Placed[], depth: number): ContentNode {
  const groups = new Map<string, Placed[]>();
  for (const piece of pieces) {
    const next = piece.names[depth];
    if (next === undefined) continue;
    const group = groups.get(next);
    if (group === undefined) groups.set(next, [piece]);
    else group.push(piece);
  }
  const children = [...groups]
    .map(([child, below]) => growNode(child, kind, below, depth + 1))
    .toSorted((one, other) => other.bytes - one.bytes);
  return {
    name,
    kind,
    bytes: pieces.reduce((total, piece) => total + piece.bytes, 0),
    step: commonStep(pieces.map((piece) => piece.step)),
    children: children.length <= 1 && depth > 0 && children[0]?.name === name ? [] : foldSmallest(children, kind),
  };
}

function commonStep(steps: readonly string[]): string | null {
  const [first = null] = steps;
  return steps.every((step) => step === first) ? first : null;
}

function foldSmallest(children: readonly ContentNode[], kind: ByteKind): readonly ContentNode[] {
  if (children.length <= mostChildren) return children;
  const rest = children.slice(mostChildren - 1);
  return [
    ...children.slice(0, mostChildren - 1),
    {
      name: `${rest.length} more`,
      kind,
      bytes: rest.reduce((total, node) => total + node.bytes, 0),
      step: commonStep(rest.map((node) => node.step ?? '')) || null,
      children: [],
    },
  ];
}

function listLost(wasted: readonly Waste[]): readonly LostContent[] {
  return wasted
    .map((holding) => ({
      name: holding.label === fileLabel ? baseName(holding.path) : holding.label,
      path: holding.path,
      bytes: holding.bytes.likely,
      step: holding.step,
      hiddenBy: holding.lostIn,
    }))
    .toSorted((one, other) => other.bytes - one.bytes)
    .slice(0, mostListed);
}

function listUnneeded(visible: readonly Holding[]): ImageContents['unneeded'] {
  const groups = new Map<string, { name: string; kind: ByteKind; bytes: number; step: string }>();
  for (const { kind, label, path, bytes, step } of visible) {
    if (kind !== 'build-tools' && kind !== 'caches') continue;
    const name = label === fileLabel ? baseName(path) : label;
    const group = groups.get(`${step} ${name}`);
    if (group === undefined) groups.set(`${step} ${name}`, { name, kind, bytes: bytes.likely, step });
    else group.bytes += bytes.likely;
  }
  return [...groups.values()].toSorted((one, other) => other.bytes - one.bytes).slice(0, mostListed);
}
