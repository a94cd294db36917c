import { AmountBar } from '@/components/ui/amount-bar';
import { CopyButton } from '@/components/ui/copy-button';
import { FigureTable } from '@/components/ui/figure-table';
import { ExternalLink } from '@/components/ui/text-link';
import { formatBytes, formatSeconds, formatShare } from '@/lib/format/figures';
import type { Recording } from '@/lib/recordings/schema';
import { describePrecision, formatSize, formatSourceDate, sizeKindSentences } from './words';

/** The two figures that a recording is about, each with how it is to be read. */
export function RecordedFigures({ recording }: { readonly recording: Recording }) {
  const { size, seconds } = recording;
  return (
    <dl className="grid gap-x-12 gap-y-6 border-y py-5 sm:grid-cols-[3fr_2fr]">
      <div>
        <dt className="text-muted text-sm">Image size, recorded</dt>
        {size ? (
          <>
            <dd className="figures font-semibold text-2xl tracking-[-0.02em]">{formatSize(size)}</dd>
            <dd className="figures mt-1 max-w-[58ch] text-ink-soft text-sm">
              {describePrecision(size)} {sizeKindSentences[size.kind]}
            </dd>
          </>
        ) : (
          <dd className="mt-1 text-ink-soft">Not recorded</dd>
        )}
      </div>
      <div>
        <dt className="text-muted text-sm">Cold build, recorded</dt>
        {seconds === undefined ? (
          <dd className="mt-1 text-ink-soft">Not recorded</dd>
        ) : (
          <>
            <dd className="figures font-semibold text-2xl tracking-[-0.02em]">{formatSeconds(seconds)}</dd>
            <dd className="mt-1 text-ink-soft text-sm">
              On the machine below; it compares with other builds of the same source only.
            </dd>
          </>
        )}
      </div>
    </dl>
  );
}

/** What the source says its image is made of. The parts need not add up to the whole. */
export function PartsTable({ recording }: { readonly recording: Recording }) {
  const whole = recording.size?.bytes ?? Math.max(...recording.parts.map((part) => part.bytes));
  return (
    <FigureTable
      caption="Parts of the image"
      captionHidden
      rows={recording.parts}
      keyOf={({ label }) => label}
      columns={[
        { head: 'Part', names: true, cell: ({ label }) => label },
        {
          head: 'Share of the image',
          cell: ({ bytes }) => (
            <span className="block min-w-24">
              <AmountBar amount={bytes} scale={whole} />
              <span className="sr-only">{formatShare(bytes, whole)}</span>
            </span>
          ),
        },
        { head: 'Size', kind: 'figure', cell: ({ bytes }) => formatBytes(bytes) },
      ]}
    />
  );
}

/** Builds after an edit: how long, and what ran again. */
export function RebuildTable({ recording }: { readonly recording: Recording }) {
  const scale = Math.max(0.1, recording.seconds ?? 0, ...recording.rebuilds.map((rebuild) => rebuild.seconds));
  return (
    <ul className="border-t text-sm">
      {recording.rebuilds.map((rebuild) => (
        <li key={rebuild.edit} className="grid gap-x-6 gap-y-1 border-b py-3 md:grid-cols-[2fr_3fr]">
          <div>
            <p>After {rebuild.edit === 'nothing' ? 'no edit at all' : rebuild.edit}</p>
            <div className="mt-1 flex items-center gap-3">
              <AmountBar amount={rebuild.seconds} scale={scale} />
              <span className="figures w-16 shrink-0 text-right font-semibold">{formatSeconds(rebuild.seconds)}</span>
            </div>
          </div>
          {rebuild.ran.length === 0 ? (
            <p className="text-muted">Nothing ran again.</p>
          ) : (
            <ul>
              {rebuild.ran.map((step) => (
                <li key={step}>
                  <code className="font-mono text-xs [overflow-wrap:anywhere]">{step}</code>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The build as it was, one instruction a line. */
export function RecordedDockerfile({ recording }: { readonly recording: Recording }) {
  const text = `${recording.instructions.join('\n')}\n`;
  return (
    <>
      <pre className="whitespace-pre-wrap border bg-surface px-4 py-3.5 font-mono text-[0.8125rem] leading-[1.375rem] [overflow-wrap:anywhere]">
        {text}
      </pre>
      <p className="mt-2">
        <CopyButton text={text} label="Copy Dockerfile" />
      </p>
      {recording.requirements.length > 0 && (
        <p className="mt-3 text-sm">
          <span className="text-muted">Installed requirements: </span>
          {recording.requirements.map((pin, index) => (
            <span key={pin}>
              {index > 0 && ', '}
              <code className="font-mono text-xs">{pin}</code>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

/** Who recorded it, where to read it, and under which circumstances. */
export function Provenance({ recording }: { readonly recording: Recording }) {
  const { source, origin, circumstances, standIn } = recording;
  return (
    <>
      <p className="text-sm">
        {origin === 'ours' ? 'Recorded by us, ' : 'Published, '}
        {formatSourceDate(source.date)}.
      </p>
      {origin === 'published' && (
        <p className="mt-2 text-sm">
          {source.author && `${source.author}, `}
          {source.url ? <ExternalLink href={source.url}>{source.title}</ExternalLink> : <cite>{source.title}</cite>}
          {!source.url && <span className="text-muted"> (we have no address for it)</span>}
        </p>
      )}
      {standIn && (
        <p className="mt-2 text-sm">
          Built on a stand-in for the official base image: near it in size, not equal, so the size is too.
        </p>
      )}
      <ul className="mt-3 space-y-1.5 text-ink-soft text-sm">
        {circumstances.map((line) => (
          <li key={line} className="border-l pl-3">
            {line}
          </li>
        ))}
      </ul>
    </>
  );
}
