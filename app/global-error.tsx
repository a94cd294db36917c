'use client';

import { useEffect } from 'react';
import { buttonClasses } from '@/components/ui/button';
import './globals.css';

/** Stands in for the whole document where even its frame failed: no header, no fonts, nothing that could fail again. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  useEffect(() => {
    console.error(error);
  }, [error]);

  return (
    <html lang="en">
      <body className="mx-auto max-w-2xl px-6 py-16">
        <title>Layerwise stopped working</title>
        <main>
          <h1 className="font-serif text-2xl">Layerwise stopped working</h1>
          <p className="mt-3 text-ink-soft">
            The page could not be drawn, and that is our fault. What you wrote is saved in this browser and is not lost.
            Load the page anew.
          </p>
          <p className="mt-6">
            <button type="button" className={buttonClasses({ variant: 'primary' })} onClick={() => location.reload()}>
              Load the page anew
            </button>
          </p>
          {error.digest && <p className="mt-6 font-mono text-muted text-xs">{error.digest}</p>}
        </main>
      </body>
    </html>
  );
}
