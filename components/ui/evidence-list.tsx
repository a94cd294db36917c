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
