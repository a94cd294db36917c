import type { PastedReading } from '@/lib/recordings/readers/read-pasted';

type Form = PastedReading['parts'][number]['form'];

const formNames: Readonly<Record<Form, string>> = {
  'buildkit-plain': 'BuildKit log, plain',
  'buildkit-terminal': 'BuildKit log of a terminal',
  'buildkit-rawjson': 'BuildKit events, raw JSON',
  'legacy-builder': 'log of the builder before BuildKit',
  buildah: 'log of Buildah or podman',
  'docker-history': 'docker history',
  'image-inspect': 'docker image inspect',
  'docker-images': 'docker images',
  'build-cache': 'docker buildx du',
};

const mostParts = 12;
const mostLines = 200;

/** What a text was recognised as, and the lines of it that nothing understood: shown, not dropped. */
export function Recognised({ reading }: { readonly reading: PastedReading }) {
  const { parts, notUnderstood, notUnderstoodCount, cut } = reading;
  return (
    <div className="text-sm">
      {parts.length > 0 && (
        <p>
          <span className="font-semibold">Recognised:</span> {parts.slice(0, mostParts).map(describePart).join('; ')}
          {parts.length > mostParts && ` and ${parts.length - mostParts} more parts`}.
        </p>
      )}
      {cut && (
        <p className="mt-1 text-warning">The text, or a line of it, is longer than is read; the rest was left out.</p>
      )}
      {notUnderstoodCount > 0 && (
        <details className="mt-1">
          <summary className="min-h-6 py-1 text-ink-soft hover:text-ink">
            {notUnderstoodCount === 1 ? '1 line was' : `${notUnderstoodCount.toLocaleString('en')} lines were`} not
            understood
          </summary>
          <ol className="mt-1 max-h-72 overflow-y-auto border bg-surface py-1 font-mono text-xs leading-5">
            {notUnderstood.slice(0, mostLines).map(({ line, text }) => (
              <li key={line} className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-3 px-2">
                <span className="text-right text-muted">{line}</span>
                <span className="[overflow-wrap:anywhere]">{text}</span>
              </li>
            ))}
          </ol>
          {notUnderstoodCount > mostLines && (
            <p className="mt-1 text-muted text-xs">The first {mostLines} are listed.</p>
          )}
        </details>
      )}
    </div>
  );
}

function describePart({ form, first, last }: PastedReading['parts'][number]): string {
  return `${formNames[form]} (${first === last ? `line ${first}` : `lines ${first} to ${last}`})`;
}
