'use client';

import { Sentence } from '@/components/ui/sentence';
import { useWorkbench } from '@/components/workbench/store';
import { useReveal } from './use-reveal';

/** What would stop the build or the start, in plain words, above everything else. */
export function FailureNotice() {
  const problems = useWorkbench((state) => state.analysis.problems);
  const failures = useWorkbench((state) => state.analysis.failures);
  const dockerfile = useWorkbench((state) => state.project.dockerfile);
  const reveal = useReveal();
  const stops = [
    ...problems
      .filter((problem) => problem.fatal)
      .map((problem) => ({ ...problem, event: 'The Dockerfile cannot be read', remedy: null })),
    ...failures.map((failure) => ({
      ...failure,
      event: failure.when === 'build' ? 'The build stops' : 'The container does not start',
    })),
  ];
  if (stops.length === 0) return null;
  return (
    <ul className="border-failure border-l-4 bg-failure-wash text-sm" aria-label="Failures">
      {stops.map((stop) => (
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
        </li>
      ))}
    </ul>
  );
}
