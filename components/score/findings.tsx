'use client';

import Link from 'next/link';
import { SeverityMark } from '@/components/rule/severity-mark';
import { Button } from '@/components/ui/button';
import { Sentence } from '@/components/ui/sentence';
import { useWorkbench } from '@/components/workbench/store';
import type { Finding } from '@/lib/analyzer/rules/types';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { useInstrument } from './instrument-context';
import { joinSafeFixes, sortFindings } from './safe-fixes';
import { useReveal } from './use-reveal';

/** What the rules found: three sentences each, the place, the fix. */
export function Findings() {
  const analysis = useWorkbench((state) => state.analysis);
  const project = useWorkbench((state) => state.project);
  const pending = useWorkbench((state) => state.pending);
  const applyFix = useWorkbench((state) => state.applyFix);
  // What is the same fault as a failure stands with it, above.
  const findings = sortFindings(analysis.findings.filter((finding) => finding.failure === undefined));
  const warnings = analysis.problems.filter((problem) => !problem.fatal);
  const safe = pending ? null : joinSafeFixes(project, findings);

  if (findings.length === 0 && warnings.length === 0 && analysis.findings.length > 0) {
    return <p className="p-4 text-muted text-sm">No rule finds anything beside what is said above.</p>;
  }
  if (findings.length === 0 && warnings.length === 0) {
    return (
      <p className="p-4 text-muted text-sm">
        No rule finds anything in these files. What the rules do not know they cannot find: the list of them is on the{' '}
        <Link prefetch={false} href="/rules" className="text-accent underline underline-offset-2">
          rules page
        </Link>
        .
      </p>
    );
  }
  return (
    <div>
      {safe && safe.count > 1 && (
        <div className="flex flex-wrap items-center justify-between gap-2 border-b px-4 py-2 text-sm">
          <span className="text-muted">{safe.count} fixes do not change what the image does.</span>
          <Button size="small" onClick={() => applyFix(safe.fix)}>
            Fix all safe
          </Button>
        </div>
      )}
      <PlanPointer />
      <ul className="divide-y divide-line">
        {warnings.map((problem) => (
          <li key={`${problem.code} ${problem.range.start}`} className="px-4 py-3 text-sm">
            <p>
              <span className="font-semibold">Line {problem.line}:</span> <Sentence text={problem.message} />
            </p>
          </li>
        ))}
        {findings.map((finding) => (
          <FindingEntry
            key={`${finding.rule} ${finding.file} ${finding.range.start} ${finding.wrong}`}
            finding={finding}
            disabled={pending}
          />
        ))}
      </ul>
    </div>
  );
}

/** From what is wrong to what to do first. */
function PlanPointer() {
  const { openTab } = useInstrument();
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-b px-4 py-2 text-sm">
      <span className="text-muted">The plan tries the fixes out and puts first what saves most.</span>
      <Button size="small" onClick={() => openTab('plan')}>
        Next best step
      </Button>
    </div>
  );
}

function describeSavings({ bytes, seconds, secondsPerEdit }: Finding['saves']): string | null {
  const parts = [
    bytes && bytes.likely > 0 ? `about ${formatBytes(bytes.likely)}` : null,
    seconds && seconds.likely > 0 ? `about ${formatSeconds(seconds.likely)}` : null,
    secondsPerEdit && secondsPerEdit.likely > 0
      ? `about ${formatSeconds(secondsPerEdit.likely)} after every edit`
      : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? `Saves ${parts.join(' and ')}` : null;
}

function FindingEntry({ finding, disabled }: { finding: Finding; disabled: boolean }) {
  const applyFix = useWorkbench((state) => state.applyFix);
  const reveal = useReveal();
  const savings = describeSavings(finding.saves);
  const { fix } = finding;
  return (
    <li className="px-4 py-3 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <SeverityMark severity={finding.severity} />
        <h3 className="font-semibold">
          <Sentence text={finding.title} />
        </h3>
        <button
          type="button"
          className="ml-auto min-h-6 font-mono text-accent text-xs underline underline-offset-2"
          onClick={() => reveal(finding.file, finding.range)}
        >
          {finding.file}:{finding.line}
        </button>
      </div>
      <p className="mt-1.5">
        <Sentence text={finding.wrong} />
      </p>
      <p className="mt-1 text-ink-soft">
        <Sentence text={finding.why} />
      </p>
      <p className="mt-1 font-medium">
        <Sentence text={finding.remedy} />
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        {fix && (
          <Button size="small" disabled={disabled} onClick={() => applyFix(fix)}>
            {fix.title}
            {fix.safety === 'review' && <span className="font-normal text-muted">review it</span>}
          </Button>
        )}
        {savings && <span className="figures text-success text-xs">{savings}</span>}
        <Link
          prefetch={false}
          href={`/rules/${finding.rule}`}
          className="inline-flex min-h-6 items-center text-muted text-xs underline underline-offset-2 hover:text-ink"
        >
          {finding.rule}
        </Link>
      </div>
    </li>
  );
}
