import { type Column, FigureTable } from '@/components/ui/figure-table';
import { formatBytes } from '@/lib/format/figures';
import type { Recording } from '@/lib/recordings/schema';
import { formatSize, sizeKindNames } from '../words';

const mostRows = 50;

const compressedColumn: Column<NonNullable<Recording['images']>[number]> = {
  head: 'Content, compressed',
  kind: 'figure',
  cell: ({ content }) => (content ? formatSize(content) : 'not told'),
};

/** What `docker images` listed, in the store's own terms. */
export function ImageListing({ images }: { readonly images: NonNullable<Recording['images']> }) {
  const compressed = images.some((image) => image.content !== undefined);
  return (
    <>
      <FigureTable
        caption="Images, as Docker listed them"
        captionHidden
        rows={images.slice(0, mostRows)}
        keyOf={({ name, id }) => `${name} ${id ?? ''}`}
        columns={[
          {
            head: 'Image',
            names: true,
            cell: ({ name }) => <code className="font-mono text-xs [overflow-wrap:anywhere]">{name}</code>,
          },
          {
            head: 'Size',
            kind: 'figure',
            cell: ({ size }) =>
              size ? (
                <>
                  {formatSize(size)} <span className="text-muted text-xs">{sizeKindNames[size.kind]}</span>
                </>
              ) : (
                'not told'
              ),
          },
          ...(compressed ? [compressedColumn] : []),
        ]}
      />
      {images.length > mostRows && <p className="mt-2 text-muted text-xs">{images.length - mostRows} more.</p>}
    </>
  );
}

/** What `docker buildx du` listed: how much the build cache holds, and its largest entries. */
export function CacheListing({ cache }: { readonly cache: NonNullable<Recording['buildCache']> }) {
  const { entries, total, reclaimable } = cache;
  const sum = total ?? entries.reduce((bytes, entry) => bytes + entry.bytes, 0);
  const free =
    reclaimable ?? entries.filter((entry) => entry.reclaimable).reduce((bytes, entry) => bytes + entry.bytes, 0);
  const largest = entries.toSorted((one, other) => other.bytes - one.bytes).slice(0, 15);
  return (
    <>
      <p className="figures text-sm">
        The build cache holds <strong className="font-semibold">{formatBytes(sum)}</strong> in {entries.length}{' '}
        {entries.length === 1 ? 'entry' : 'entries'}; {formatBytes(free)} of it can be reclaimed.
      </p>
      <table className="figures mt-2 w-full text-left text-sm">
        <thead className="sr-only">
          <tr>
            <th scope="col">Entry</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {largest.map((entry) => (
            <tr key={entry.id} className="border-b align-baseline">
              <th scope="row" className="py-1.5 pr-4 font-normal">
                <code className="font-mono text-xs [overflow-wrap:anywhere]">{entry.description ?? entry.id}</code>
                {entry.kind && <span className="text-muted text-xs"> {entry.kind}</span>}
              </th>
              <td className="py-1.5 text-right whitespace-nowrap">{formatBytes(entry.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
