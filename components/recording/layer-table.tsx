import { AmountBar } from '@/components/ui/amount-bar';
import { formatBytes, formatShare } from '@/lib/format/figures';
import type { Recording } from '@/lib/recordings/schema';

type Layer = NonNullable<Recording['layers']>[number];

const mostRows = 150;

/** Layers from the bottom of the image up, those of the base as one; what makes no layer is left out. */
export function LayerTable({ layers }: { readonly layers: readonly Layer[] }) {
  const base = layers.filter((layer) => layer.ofBase && layer.bytes > 0);
  const own = layers
    .map((layer, place) => ({ ...layer, place }))
    .filter((layer) => !layer.ofBase && layer.bytes > 0)
    .slice(0, mostRows);
  const baseBytes = base.reduce((sum, layer) => sum + layer.bytes, 0);
  const whole = own.reduce((sum, layer) => sum + layer.bytes, baseBytes);
  const scale = Math.max(1, baseBytes, ...own.map((layer) => layer.bytes));
  const empty = layers.filter((layer) => layer.bytes === 0).length;
  return (
    <>
      <table className="figures w-full border-collapse text-left text-sm max-md:block">
        <thead className="max-md:sr-only">
          <tr className="border-b text-muted">
            <th scope="col" className="py-2 pr-6 font-medium">
              Layer
            </th>
            <th scope="col" className="w-[30%] py-2 pr-4 font-medium">
              Share of the image
            </th>
            <th scope="col" className="w-24 py-2 text-right font-medium">
              Size
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {base.length > 0 && (
            <Row
              name={`${base.length} ${base.length === 1 ? 'layer' : 'layers'} of the base image`}
              bytes={baseBytes}
              scale={scale}
              whole={whole}
            />
          )}
          {own.map((layer) => (
            <Row
              key={layer.place}
              code
              name={layer.createdBy || 'Imported'}
              bytes={layer.bytes}
              scale={scale}
              whole={whole}
            />
          ))}
        </tbody>
      </table>
      {empty > 0 && (
        <p className="mt-3 text-muted text-sm">
          {empty === 1 ? 'One more instruction adds' : `${empty} more instructions add`} no bytes.
        </p>
      )}
    </>
  );
}

interface RowProps {
  readonly name: string;
  readonly bytes: number;
  readonly scale: number;
  readonly whole: number;
  readonly code?: boolean;
}

function Row({ name, bytes, scale, whole, code = false }: RowProps) {
  return (
    <tr className="border-b align-top max-md:grid max-md:grid-cols-[1fr_auto] max-md:items-end max-md:gap-x-4 max-md:py-2">
      <th scope="row" className="py-2 pr-6 font-normal max-md:col-span-2 max-md:py-1">
        {code ? <code className="font-mono text-xs [overflow-wrap:anywhere]">{name}</code> : name}
      </th>
      <td className="py-2 pr-4 max-md:py-1">
        <AmountBar amount={bytes} scale={scale} />
        <span className="sr-only">{formatShare(bytes, whole)}</span>
      </td>
      <td className="py-2 text-right whitespace-nowrap max-md:py-0">{formatBytes(bytes)}</td>
    </tr>
  );
}
