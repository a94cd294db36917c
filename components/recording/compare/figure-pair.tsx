import Link from 'next/link';
import type { ReactNode } from 'react';
import { AmountBar } from '@/components/ui/amount-bar';
import { textLinkClasses } from '@/components/ui/text-link';
import { formatBytes, formatChange, formatSeconds, formatShare } from '@/lib/format/figures';
import type { ComparedFigure } from '@/lib/recordings/compare';
import type { Recording } from '@/lib/recordings/schema';
import { formatSize, sizeKindNames } from '../words';

interface Side {
  readonly recording: Recording;
  readonly predicted: boolean;
}

interface FigurePairProps {
  readonly sides: readonly [Side, Side];
  readonly bytes: ComparedFigure;
  readonly seconds: ComparedFigure;
}

/** Image size and cold build of both, and what the second changes. */
export function FigurePair({ sides, bytes, seconds }: FigurePairProps) {
  const widest = Math.max(1, ...sides.map(({ recording }) => recording.size?.bytes ?? 0));
  const longest = Math.max(0.1, ...sides.map(({ recording }) => recording.seconds ?? 0));
  return (
    <div className="grid gap-x-12 gap-y-8 pt-8 md:grid-cols-2">
      <section>
        <h2 className="text-muted text-sm">Image size</h2>
        <Change figure={bytes} format={formatBytes} />
        {sides.map((side) => (
          <Bar key={side.recording.id} side={side}>
            {side.recording.size && (
              <AmountBar
                amount={side.recording.size.bytes}
                scale={widest}
                open={side.recording.size.bound === 'below'}
              />
            )}
            <Value
              told={
                side.recording.size && `${formatSize(side.recording.size)}, ${sizeKindNames[side.recording.size.kind]}`
              }
            />
          </Bar>
        ))}
      </section>
      <section>
        <h2 className="text-muted text-sm">Cold build</h2>
        <Change figure={seconds} format={formatSeconds} />
        {sides.map((side) => (
          <Bar key={side.recording.id} side={side}>
            {side.recording.seconds !== undefined && <AmountBar amount={side.recording.seconds} scale={longest} />}
            <Value told={side.recording.seconds === undefined ? undefined : formatSeconds(side.recording.seconds)} />
          </Bar>
        ))}
      </section>
    </div>
  );
}

function Change({ figure, format }: { readonly figure: ComparedFigure; readonly format: (value: number) => string }) {
  if (!figure.comparable) return <p className="max-w-[40ch] text-ink-soft text-sm">Not compared. {figure.reason}</p>;
  const { from, saved, atLeast } = figure;
  return (
    <p className="figures font-semibold text-2xl tracking-[-0.02em]">
      {formatChange(-saved, format)}
      {saved !== 0 && (
        <span className="ml-2 font-normal text-base text-ink-soft tracking-normal">
          {atLeast ? 'or better, ' : ''}
          {formatShare(Math.abs(saved), from)} {saved > 0 ? 'less' : 'more'}
        </span>
      )}
    </p>
  );
}

function Bar({ side, children }: { readonly side: Side; readonly children: ReactNode }) {
  const { recording, predicted } = side;
  const page = predicted
    ? '/playground'
    : recording.id.startsWith('own-')
      ? '/recordings/read'
      : `/recordings/${recording.id}`;
  return (
    <div className="mt-3">
      <p className="text-sm">
        <Link href={page} prefetch={false} className={`${textLinkClasses} inline-block min-h-6`}>
          {recording.title}
        </Link>
        <span className="text-muted text-xs"> {predicted ? 'predicted' : 'recorded'}</span>
      </p>
      {children}
    </div>
  );
}

function Value({ told }: { readonly told: string | undefined }) {
  return <p className="figures mt-1 text-sm">{told ?? <span className="text-muted">unknown: not recorded</span>}</p>;
}
