'use client';

import { useWorkbench } from '@/components/workbench/store';
import type { Analysis } from '@/lib/analyzer/analysis';
import { formatBytes, formatChange } from '@/lib/format/figures';
import { formatRange } from '@/lib/format/range';
import { EvidenceDisclosure } from './evidence';
import { useBaseline } from './instrument-context';
import { RangeBar } from './range-bar';

const sizes: readonly { kind: keyof Analysis['size']; name: string; meaning: string }[] = [
  {
    kind: 'classic',
    name: 'Classic store',
    meaning: 'Unpacked bytes of the layers: what docker images prints with overlay2.',
  },
  {
    kind: 'containerd',
    name: 'containerd store',
    meaning: 'Layers in 4 KiB blocks plus the compressed content: what Engine 29 and new Docker Desktop print.',
  },
  { kind: 'compressed', name: 'Compressed', meaning: 'What a push or a pull transfers, and what a registry shows.' },
];

/** The image's three sizes: likely, range, change since the start, and what each counts. */
export function SizePanel() {
  const size = useWorkbench((state) => state.analysis.size);
  const start = useBaseline()?.size;
  const scale = Math.max(...sizes.flatMap(({ kind }) => [size[kind].high, start?.[kind].high ?? 0]));
  return (
    <section aria-label="Image size explained">
      <h3 className="font-semibold">One image, three sizes</h3>
      <dl className="mt-2 divide-y divide-line border-line border-y">
        {sizes.map(({ kind, name, meaning }) => (
          <div key={kind} className="py-2">
            <dt className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-medium">{name}</span>
              <span className="figures">
                <strong className="font-semibold">{formatBytes(size[kind].likely)}</strong>
                <span className="ml-2 text-muted text-xs">
                  {formatRange(size[kind], formatBytes) ?? 'known exactly'}
                  {start && ` · since the start ${formatChange(size[kind].likely - start[kind].likely, formatBytes)}`}
                </span>
              </span>
            </dt>
            <dd className="mt-1">
              <RangeBar estimate={size[kind]} scale={scale} />
              <p className="mt-1 text-muted text-xs">{meaning}</p>
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-3">
        <EvidenceDisclosure estimate={size.classic} open />
      </div>
    </section>
  );
}
