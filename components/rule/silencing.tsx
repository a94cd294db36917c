import { WholeWords } from '@/components/ui/whole-words';
import type { Rule } from '@/lib/analyzer/rules/types';

/** How to keep a rule quiet where it is known and meant: ours, and the comments of other tools that we read too. */
export function Silencing({ rule }: { readonly rule: Rule }) {
  const comments = [
    `# layerwise ignore=${rule.id} because …`,
    ...(rule.codes.hadolint ?? []).slice(0, 1).map((code) => `# hadolint ignore=${code}`),
    ...(rule.codes.buildkit ?? []).slice(0, 1).map((name) => `# check=skip=${name}`),
  ];
  return (
    <>
      <p className="text-ink-soft text-sm">
        Where it is meant, put a comment above the instruction and say why.{' '}
        {comments.length > 1 && 'Any of these will do.'}
      </p>
      <pre className="mt-2 whitespace-pre-wrap border bg-surface px-3 py-2.5 font-mono text-xs leading-5 [overflow-wrap:anywhere] [text-indent:2ch_hanging_each-line]">
        <WholeWords text={comments.join('\n')} />
      </pre>
      {(rule.codes.buildkit ?? []).length > 0 && (
        <p className="mt-2 text-muted text-xs">
          BuildKit itself reads <code className="font-mono">check=skip</code> only at the head of the file, and for all
          of it.
        </p>
      )}
    </>
  );
}
