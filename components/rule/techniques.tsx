import { TextLink } from '@/components/ui/text-link';
import { formatBytes, formatChange, formatSeconds } from '@/lib/format/figures';
import type { Evidence, Technique } from '@/lib/recordings/techniques';

/** A technique with the figures of its pairs of recordings. */
export interface ShownTechnique {
  readonly technique: Technique;
  readonly evidence: readonly Evidence[];
}

/** What a rule's remedy does, as builds show that were recorded with it and without. */
export function RecordedTechniques({ techniques }: { readonly techniques: readonly ShownTechnique[] }) {
  return techniques.map(({ technique, evidence }) => (
    <section key={technique.id} className="mt-4 max-w-[72ch]">
      <h3 className="font-medium">{technique.title}</h3>
      <p className="mt-1 mb-2 text-ink-soft text-sm">{technique.summary}</p>
      <ul className="border-t">
        {evidence.map((entry) => (
          <li key={`${entry.pair.without} ${entry.pair.shows}`} className="border-b py-2 text-sm">
            <TextLink href={`/recordings/${entry.without.id}`}>{entry.without.title}</TextLink> to{' '}
            <TextLink href={`/recordings/${entry.with.id}`}>{entry.with.title}</TextLink>:{' '}
            <span className="tabular-nums">{describeDifference(entry)}</span>.
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** The difference in words: `image −8.1 MB`, `build after "a comment added to app.py" −2.1 s`. */
export function describeDifference({ pair, from, to }: Evidence): string {
  switch (pair.shows) {
    case 'bytes':
      return `image ${formatChange(to - from, formatBytes)}${pair.expect === 'same' ? ', next to nothing' : ''}`;
    case 'cold-seconds':
      return `cold build ${formatChange(to - from, formatSeconds)}`;
    case 'rebuild-seconds':
      return `build after “${pair.edit ?? 'an edit'}” ${formatChange(to - from, formatSeconds)}`;
    case 'start':
      return 'the first does not start, the second does';
  }
}
