import { nameOfKind } from '@/components/layers/kinds';
import { FigureTable } from '@/components/ui/figure-table';
import { formatBytes, formatShare } from '@/lib/format/figures';
import { layoutTreemap, sumBytes, type TreemapCell, type TreemapNode, type TreemapSize } from './layout';
import styles from './treemap.module.css';

/** Where there is room for text and where there is little; CSS shows the one that fits the place. */
const wide: TreemapSize = { width: 760, height: 420 };
const narrow: TreemapSize = { width: 330, height: 520 };

interface TreemapProps {
  readonly root: TreemapNode;
  /** What is shown: `What the layers hold`. */
  readonly name: string;
  /** How we know: `recorded`, `predicted`. */
  readonly told: string;
}

/**
 * What an image holds: every part's area is its bytes, its colour and texture its kind. Says the same in a sentence for
 * those who do not see it, and in a table under it.
 */
export function Treemap({ root, name, told }: TreemapProps) {
  const whole = sumBytes(root);
  if (whole <= 0) return <p className="text-muted text-sm">There are no bytes to show.</p>;
  return (
    <figure className={styles.treemap}>
      <div role="img" aria-label={describeParts(root, name, told, whole)}>
        <Picture cells={layoutTreemap(root, wide)} className={styles.wide} height={wide.height} />
        <Picture cells={layoutTreemap(root, narrow)} className={styles.narrow} height={narrow.height} />
      </div>
      <details className="mt-2 text-sm">
        <summary className="min-h-6 py-1 text-muted text-xs hover:text-ink">{name} as a table</summary>
        <PartTable root={root} whole={whole} name={name} />
      </details>
    </figure>
  );
}

function describeParts(root: TreemapNode, name: string, told: string, whole: number): string {
  const groups = (root.children ?? [root]).toSorted((one, other) => sumBytes(other) - sumBytes(one)).slice(0, 5);
  const list = groups.map((group) => {
    const largest = group.children?.toSorted((one, other) => sumBytes(other) - sumBytes(one))[0];
    const inside = largest ? `, most of it ${largest.name}` : '';
    return `${group.name} ${formatBytes(sumBytes(group))} (${formatShare(sumBytes(group), whole)})${inside}`;
  });
  return `${name}, ${told}: ${formatBytes(whole)}. Largest: ${list.join('; ')}. The table below lists all of it.`;
}

interface PictureProps {
  readonly cells: readonly TreemapCell[];
  readonly className: string | undefined;
  readonly height: number;
}

function Picture({ cells, className, height }: PictureProps) {
  return (
    <div className={`${styles.picture} ${className ?? ''}`} style={{ height }} aria-hidden="true">
      {cells.map((cell) => (
        <Cell key={`${cell.path.join('\0')} ${cell.node.kind}`} cell={cell} />
      ))}
    </div>
  );
}

const roomForName = { width: 34, height: 17 };
const roomForBytes = 33;

function Cell({ cell }: { readonly cell: TreemapCell }) {
  const { node, group, pixels } = cell;
  const bytes = formatBytes(sumBytes(node));
  const named = pixels.width >= roomForName.width && pixels.height >= roomForName.height;
  return (
    <div
      className={group ? styles.group : node.kind === null ? styles.unknown : `band ${styles.leaf}`}
      data-kind={group ? undefined : (node.kind ?? undefined)}
      title={`${cell.path.join(' › ')}: ${bytes}`}
      style={{ left: `${cell.left}%`, top: `${cell.top}%`, width: `${cell.width}%`, height: `${cell.height}%` }}
    >
      {named && (
        <span className={group ? styles.head : styles.label}>
          <span className={styles.name}>{node.name}</span>
          {(group || pixels.height >= roomForBytes) && <span className={`figures ${styles.bytes}`}>{bytes}</span>}
        </span>
      )}
    </div>
  );
}

const listedParts = 300;

function PartTable({
  root,
  whole,
  name,
}: {
  readonly root: TreemapNode;
  readonly whole: number;
  readonly name: string;
}) {
  const rows = listParts(root, 0).slice(0, listedParts);
  return (
    <FigureTable
      caption={name}
      captionHidden
      className="mt-1"
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        {
          head: 'Part',
          names: true,
          cell: ({ node, depth }) => (
            <span
              className={`block [overflow-wrap:anywhere] ${depth === 0 ? 'font-semibold' : ''}`}
              style={{ paddingLeft: `${depth}rem` }}
            >
              {node.name}
            </span>
          ),
        },
        { head: 'Kind', muted: true, cell: ({ node }) => (node.kind === null ? 'not known' : nameOfKind(node.kind)) },
        { head: 'Size', kind: 'figure', cell: ({ node }) => formatBytes(sumBytes(node)) },
        { head: 'Share', kind: 'figure', cell: ({ node }) => formatShare(sumBytes(node), whole) },
      ]}
    />
  );
}

interface ListedPart {
  readonly node: TreemapNode;
  readonly depth: number;
  readonly key: string;
}

function listParts(node: TreemapNode, depth: number, above = ''): readonly ListedPart[] {
  return (node.children ?? [])
    .toSorted((one, other) => sumBytes(other) - sumBytes(one))
    .flatMap((child, index) => {
      const key = `${above}/${index}`;
      return [{ node: child, depth, key }, ...listParts(child, depth + 1, key)];
    });
}
