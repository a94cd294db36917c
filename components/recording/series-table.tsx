import { AmountBar } from '@/components/ui/amount-bar';
import { TextLink } from '@/components/ui/text-link';
import { formatBytes, formatChange, formatSeconds } from '@/lib/format/figures';
import type { Recording } from '@/lib/recordings/schema';
import { changeSince, type Series, scaleOf } from './series';
import { formatSize, sizeKindNames } from './words';

interface SeriesTableProps {
  readonly series: Series;
  /** The one whose page this is. */
  readonly current?: string;
  /** One of many tables under one heading: without a head that is seen. */
  readonly bare?: boolean;
}

/** A progression: every build with its size to one scale. */
export function SeriesTable({ series, current, bare = false }: SeriesTableProps) {
  const scale = scaleOf(series);
  return (
    <table className="figures w-full border-collapse text-left text-sm max-md:block">
      <thead className={bare ? 'sr-only' : 'max-md:sr-only'}>
        <tr className="border-b text-muted">
          <th scope="col" className="py-2 pr-6 font-medium">
            Build
          </th>
          <th scope="col" className="w-[42%] py-2 pr-6 font-medium">
            Image, and change from above
          </th>
          <th scope="col" className="w-28 py-2 text-right font-medium">
            Cold build
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {series.recordings.map((recording, index) => (
          <Row
            key={recording.id}
            recording={recording}
            before={series.recordings[index - 1]}
            scale={scale}
            current={recording.id === current}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly recording: Recording;
  readonly before: Recording | undefined;
  readonly scale: number;
  readonly current: boolean;
}

function Row({ recording, before, scale, current }: RowProps) {
  const { id, title, base, size, seconds, standIn, works } = recording;
  const change = changeSince(before, recording);
  return (
    <tr
      data-recording={id}
      className={`border-b align-top hidden:hidden max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:py-3 ${current ? 'bg-sunken' : ''}`}
    >
      <th scope="row" className="py-3 pr-6 font-normal max-md:col-span-2 max-md:py-1 max-md:pr-0">
        {current ? (
          <span className="font-semibold" aria-current="page">
            {title}
          </span>
        ) : (
          <TextLink href={`/recordings/${id}`} className="inline-block min-h-6 text-base">
            {title}
          </TextLink>
        )}
        <span className="block text-muted">
          <code className="font-mono text-xs">{base}</code>
          {standIn && ' · stand-in base'}
          {!works && <span className="text-warning"> · does not work as printed</span>}
        </span>
      </th>
      <td className="py-3 pr-6 max-md:py-1 max-md:pr-0">
        {size ? (
          <>
            <AmountBar amount={size.bytes} scale={scale} open={size.bound === 'below'} />
            <span className="mt-1 flex flex-wrap items-baseline gap-x-2">
              <span className="font-semibold">{formatSize(size)}</span>
              {change !== null && (
                <span className="text-ink-soft">
                  {formatChange(change, formatBytes)}
                  <span className="sr-only"> against the build above</span>
                </span>
              )}
              <span className="text-muted text-xs">{sizeKindNames[size.kind]}</span>
            </span>
          </>
        ) : (
          <span className="text-muted">size not recorded</span>
        )}
      </td>
      <td className="py-3 text-right max-md:self-end max-md:py-1">
        {seconds === undefined ? (
          <span className="text-muted">
            <span aria-hidden="true">–</span>
            <span className="sr-only">not recorded</span>
          </span>
        ) : (
          formatSeconds(seconds)
        )}
      </td>
    </tr>
  );
}
