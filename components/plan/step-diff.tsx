import { type StructuredPatchHunk, structuredPatch } from 'diff';
import { applyEdits } from '@/lib/analyzer/fixes/apply';
import { type Project, readProjectFile } from '@/lib/analyzer/project';
import type { TextEdit } from '@/lib/analyzer/rules/types';

interface StepDiffProps {
  readonly before: Project;
  readonly edits: readonly TextEdit[];
}

/** The lines that a step changes, file by file, behind a disclosure. */
export function StepDiff({ before, edits }: StepDiffProps) {
  const applied = applyEdits(before, edits);
  if (!applied.ok) return null;
  const paths = [...new Set(edits.map((edit) => edit.file))];
  return (
    <details className="mt-1">
      <summary className="min-h-6 py-1 text-muted text-xs hover:text-ink">See the change</summary>
      {paths.map((path) => (
        <FileDiff
          key={path}
          path={path}
          from={readProjectFile(before, path) ?? ''}
          to={readProjectFile(applied.project, path) ?? ''}
        />
      ))}
    </details>
  );
}

const looks = {
  '+': 'bg-success-wash',
  '-': 'bg-failure-wash',
  ' ': 'text-muted',
} as const;

function lookOf(line: string): string {
  return line.startsWith('+') ? looks['+'] : line.startsWith('-') ? looks['-'] : looks[' '];
}

/** The lines of a hunk, each with its line numbers before and after, which tell it apart. */
function numberLines({ oldStart, newStart, lines }: StructuredPatchHunk) {
  let [old, now] = [oldStart, newStart];
  return lines.map((text) => {
    const place = `${old} ${now} ${text[0]}`;
    if (!text.startsWith('+')) old += 1;
    if (!text.startsWith('-')) now += 1;
    return { text, place };
  });
}

function FileDiff({ path, from, to }: { readonly path: string; readonly from: string; readonly to: string }) {
  const { hunks } = structuredPatch(path, path, from, to, '', '', { context: 1 });
  return (
    <figure className="mt-1 border">
      <figcaption className="border-b px-2 py-1 font-mono text-muted text-xs">{path}</figcaption>
      <pre className="overflow-x-auto py-1 font-mono text-xs leading-5">
        {hunks.map((hunk) => (
          <code key={`${hunk.oldStart} ${hunk.newStart}`} className="block w-max min-w-full">
            {numberLines(hunk).map(({ text, place }) => (
              <span key={place} className={`block whitespace-pre px-2 ${lookOf(text)}`}>
                {text === '' ? ' ' : text}
              </span>
            ))}
          </code>
        ))}
      </pre>
    </figure>
  );
}
