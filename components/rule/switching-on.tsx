import type { Rule } from '@/lib/analyzer/rules/types';

/** How to ask for a rule that is off by default: a line of the settings. */
export function SwitchingOn({ rule }: { readonly rule: Rule }) {
  return (
    <>
      <p className="text-ink-soft text-sm">
        It is off by default. These lines in <code className="font-mono text-xs">layerwise.yaml</code> switch it on for
        a project.
      </p>
      <pre className="mt-2 whitespace-pre-wrap border bg-surface px-3 py-2.5 font-mono text-xs leading-5 [overflow-wrap:anywhere]">
        {`rules:\n  ${rule.id}: on`}
      </pre>
    </>
  );
}
