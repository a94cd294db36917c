'use client';

import dynamic from 'next/dynamic';
import type { ComparisonProps } from './comparison';

/** What is compared stands in the address, which only the browser knows; own recordings are only there, too. */
const Comparison = dynamic(() => import('./comparison').then((module) => module.Comparison), {
  ssr: false,
  loading: () => <p className="min-h-96 text-muted text-sm">Loading…</p>,
});

export function ComparePage(props: ComparisonProps) {
  return (
    <>
      <noscript>
        <p className="border-warning border-l-4 bg-warning-wash px-4 py-2 text-sm">
          The two builds are put side by side by this page’s scripts. The recordings themselves can be read without.
        </p>
      </noscript>
      <Comparison {...props} />
    </>
  );
}
