import { EvidenceList } from '@/components/ui/evidence-list';
import type { Estimate } from '@/lib/analyzer/estimate';

/** What a number rests on, folded away; what is not known is said at once, since it widens the range. */
export function EvidenceDisclosure({ estimate, open = false }: { estimate: Estimate; open?: boolean }) {
  const { evidence, unknown } = estimate;
  if (evidence.length === 0 && unknown.length === 0) return null;
  return (
    <div className="text-xs">
      {unknown.length > 0 && (
        <p className="text-ink-soft">
          <span className="font-semibold">Unknown, so the range is wider:</span> {unknown.join('; ')}
        </p>
      )}
      {evidence.length > 0 && (
        <details open={open} className="mt-1">
          <summary className="min-h-6 py-1 text-muted hover:text-ink">
            Predicted from {evidence.length === 1 ? 'one source' : `${evidence.length} sources`}
          </summary>
          <div className="mt-1 border-line border-l pl-3">
            <EvidenceList estimate={{ evidence, unknown: [] }} />
          </div>
        </details>
      )}
    </div>
  );
}
