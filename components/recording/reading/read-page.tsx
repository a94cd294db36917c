'use client';

import dynamic from 'next/dynamic';

/** The readers, and what the reader keeps, are the browser's alone. */
const BuildReader = dynamic(() => import('./build-reader').then((module) => module.BuildReader), {
  ssr: false,
  loading: () => <p className="text-muted text-sm">Loading…</p>,
});

/** Reads a build on a page of its own, without files to hold it against. */
export function ReadPage({ today }: { readonly today: string }) {
  return (
    <>
      <noscript>
        <p className="border-warning border-l-4 bg-warning-wash px-4 py-2 text-sm">
          A log is read by this page’s scripts, in your browser. Allow them to use it.
        </p>
      </noscript>
      <BuildReader present={null} attachTo={null} today={today} level={3} />
    </>
  );
}
