import { type ReactNode, useId } from 'react';
import type { Estimate, Evidence } from '@/lib/analyzer/estimate';
import { ExternalLink } from './text-link';

const kindNames: Readonly<Record<Evidence['kind'], string>> = {
  recorded: 'Recorded',
  published: 'Published',
  measured: 'Measured',
  assumed: 'Assumed',
};

/** The entries of evidence as a list: how we know, what, since when, where to read it. */
export function EvidenceList({ estimate }: { readonly estimate: Pick<Estimate, 'evidence' | 'unknown'> }) {
  return (
    <ul className="space-y-1.5">
      {estimate.evidence.map((entry) => (
        <li key={entry.text}>
          <span className="font-medium">{kindNames[entry.kind]}:</span>{' '}
          {entry.url ? <ExternalLink href={entry.url}>{entry.text}</ExternalLink> : entry.text}
          {entry.date && <span className="text-muted"> ({entry.date})</span>}
        </li>
      ))}
      {estimate.unknown.map((entry) => (
        <li key={entry}>
          <span className="font-medium">Unknown:</span> {entry}
        </li>
      ))}
    </ul>
  );
}

/**
 * A number that can be asked how it is known. Press it and a note opens with the range and the evidence: the browser's own
 * popover, so that it works before any script, on touch, and closes with Escape.
 */
export function Figure({
  estimate,
  format,
  about,
  children,
}: {
  readonly estimate: Estimate;
  readonly format: (value: number) => string;
  /** What the number is of, `Image size`: the note's head, and part of the button's name. */
  readonly about: string;
  /** What stands on the page instead of the likely value. */
  readonly children?: ReactNode;
}) {
  const id = `evidence${useId().replaceAll(':', '-')}`;
  const [low, likely, high] = [estimate.low, estimate.likely, estimate.high].map(format);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="figures inline-block min-h-6 cursor-help text-left underline decoration-1 decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-ink"
      >
        {children ?? likely}
        <span className="sr-only">, how we know {about}</span>
      </button>
      <span id={id} popover="auto" className="note">
        <span className="block font-semibold">{about}</span>
        <span className="figures mt-1 mb-2 block">
          {low === high ? likely : `Likely ${likely}, between ${low} and ${high}`}
        </span>
        <EvidenceList estimate={estimate} />
      </span>
    </>
  );
}
