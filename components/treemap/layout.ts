import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import type { ByteKind } from '@/lib/analyzer/build/types';

/** A part of an image: its own bytes where it has no children, else those of its children. */
export interface TreemapNode {
  readonly name: string;
  /** Bytes; what is not above 0 is left out. With children, what they do not account for is drawn as `the rest`. */
  readonly bytes: number;
  /** `null` where it is not known what it is. */
  readonly kind: ByteKind | null;
  readonly children?: readonly TreemapNode[];
  /** The sum of parts too small to draw: how many they are. */
  readonly merged?: number;
}

/** A drawn part. Places and lengths in percent of the picture. */
export interface TreemapCell {
  readonly node: TreemapNode;
  /** Names from the outermost group to the part itself. */
  readonly path: readonly string[];
  readonly depth: number;
  readonly group: boolean;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Pixels in a picture of the nominal size, which decide what a label has room for. */
  readonly pixels: { readonly width: number; readonly height: number };
}

export interface TreemapSize {
  readonly width: number;
  readonly height: number;
}

/** Room for a group's name above its parts, in pixels. */
const headHeight = 22;
/** A part below this share of the whole is drawn together with its like. */
const smallest = 0.003;
const mostCells = 240;

/**
 * Squarified treemap (Bruls, Huizing and van Wijk, 2000) of two or more levels, largest first. A picture of `size` pixels is
 * laid out; the cells come in percent, so that it can be drawn wider or narrower.
 */
export function layoutTreemap(root: TreemapNode, size: TreemapSize): readonly TreemapCell[] {
  const whole = sumBytes(root);
  if (whole <= 0) return [];
  const tree = hierarchy<TreemapNode>(foldSmall(complete(root), whole * smallest), (node) => node.children)
    .sum((node) => (node.children && node.children.length > 0 ? 0 : Math.max(0, node.bytes)))
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0));
  const layout = treemap<TreemapNode>()
    .tile(treemapSquarify.ratio(1.4))
    .size([size.width, size.height])
    .paddingInner(2)
    .paddingTop((node) => (node.depth > 0 && node.height > 0 ? headHeight : 0));
  return layout(tree)
    .descendants()
    .slice(1, mostCells + 1)
    .map((node) => {
      // Room for a name in a part with none left for it may reach beyond the picture.
      const within = (value: number, most: number) => Math.min(Math.max(0, value), most);
      const [left, top] = [within(node.x0, size.width), within(node.y0, size.height)];
      const width = Math.max(0, within(node.x1, size.width) - left);
      const height = Math.max(0, within(node.y1, size.height) - top);
      return {
        node: node.data,
        path: node
          .ancestors()
          .slice(0, -1)
          .map((ancestor) => ancestor.data.name)
          .reverse(),
        depth: node.depth,
        group: node.children !== undefined,
        left: (left / size.width) * 100,
        top: (top / size.height) * 100,
        width: (width / size.width) * 100,
        height: (height / size.height) * 100,
        pixels: { width, height },
      };
    });
}

/** Bytes of a part: its own, or its children's where they are more. */
export function sumBytes(node: TreemapNode): number {
  const parts = (node.children ?? []).reduce((sum, child) => sum + sumBytes(child), 0);
  return Math.max(0, node.bytes, parts);
}

/** Adds what a part's children do not account for as a child of its own, so that areas stay true. */
function complete(node: TreemapNode): TreemapNode {
  if (!node.children || node.children.length === 0) return node;
  const children = node.children.map(complete);
  const rest = node.bytes - children.reduce((sum, child) => sum + sumBytes(child), 0);
  return rest > 0
    ? { ...node, children: [...children, { name: 'the rest', bytes: rest, kind: node.kind }] }
    : { ...node, children };
}

/** Draws parts that are too small to see as one, kind by kind. */
function foldSmall(node: TreemapNode, least: number): TreemapNode {
  if (!node.children || node.children.length === 0) return node;
  const shown: TreemapNode[] = [];
  const small = new Map<ByteKind | null, { bytes: number; count: number }>();
  for (const child of node.children) {
    const bytes = sumBytes(child);
    if (bytes <= 0) continue;
    if (bytes >= least) {
      shown.push(foldSmall(child, least));
      continue;
    }
    const sum = small.get(child.kind) ?? { bytes: 0, count: 0 };
    small.set(child.kind, { bytes: sum.bytes + bytes, count: sum.count + 1 });
  }
  for (const [kind, { bytes, count }] of small) {
    shown.push({ name: count === 1 ? 'one more' : `${count} more`, bytes, kind, merged: count });
  }
  return { ...node, children: shown };
}
