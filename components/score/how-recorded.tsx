import type { Recording } from '@/lib/recordings/schema';

/** The circumstances of a recording, folded away: what its figures can be compared with. */
export function HowRecorded({ recording }: { recording: Recording }) {
  const { circumstances, standIn, note } = recording;
  return (
    <details className="mt-1 text-xs">
      <summary className="min-h-6 py-1 text-ink-soft hover:text-ink">How it was recorded</summary>
      <ul className="mt-1 list-disc space-y-0.5 pl-4 text-ink-soft">
        {standIn && <li>Built on a stand-in for the official base image</li>}
        {circumstances.map((circumstance) => (
          <li key={circumstance}>{circumstance}</li>
        ))}
        {note && <li>{note}</li>}
      </ul>
    </details>
  );
}
