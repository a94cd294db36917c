'use client';

import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { Sentence } from '@/components/ui/sentence';
import { useWorkbench } from '@/components/workbench/store';
import { BreakingChangeOffer } from './breaking-change-offer';
import { useReveal } from './use-reveal';

/** What would stop the build or the start, in plain words, above everything else. */
export function FailureNotice() {
  const problems = useWorkbench((state) => state.analysis.problems);
  const failures = useWorkbench((state) => state.analysis.failures);
  const findings = useWorkbench((state) => state.analysis.findings);
  const pending = useWorkbench((state) => state.pending);
  const applyFix = useWorkbench((state) => state.applyFix);
  const dockerfile = useWorkbench((state) => state.project.dockerfile);
  const reveal = useReveal();
  const stops = [
    ...problems
      .filter((problem) => problem.fatal)
      .map((problem) => ({ ...problem, event: 'The Dockerfile cannot be read', remedy: null, rule: null, fix: null })),
    ...failures.map((failure, index) => ({
      ...failure,
      rule: failure.rule ?? null,
      fix: findings.find((finding) => finding.failure === index)?.fix ?? null,
      event: failure.when === 'build' ? 'The build stops' : 'The container does not start',
    })),
  ];
  const failing = stops.length > 0;
  return (
    <div className={failing ? 'border-failure border-l-4 bg-failure-wash text-sm' : undefined}>
      {failing && (
        <ul aria-label="Failures">
          {stops.map(({ fix, rule, ...stop }) => (
            <li key={`${stop.code} ${stop.range.start} ${stop.message}`} className="px-4 py-2.5">
              <p>
                <strong className="font-semibold text-failure">{stop.event}</strong>{' '}
                <button
                  type="button"
                  className="min-h-6 text-failure underline underline-offset-2"
                  onClick={() => reveal(dockerfile, stop.range)}
                >
                  at line {stop.line}
                </button>
              </p>
              <p className="mt-0.5">
                <Sentence text={`${stop.message} ${stop.remedy ?? ''}`} />
              </p>
              {(fix || rule) && (
                <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
                  {fix && (
                    <Button size="small" disabled={pending} onClick={() => applyFix(fix)}>
                      {fix.title}
                      {fix.safety === 'review' && <span className="font-normal text-muted">review it</span>}
                    </Button>
                  )}
                  {rule && (
                    <Link
                      prefetch={false}
                      href={`/rules/${rule}`}
                      className="inline-flex min-h-6 items-center text-muted text-xs underline underline-offset-2 hover:text-ink"
                    >
                      {rule}
                    </Link>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      <BreakingChangeOffer failing={failing} />
    </div>
  );
}
