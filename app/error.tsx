'use client';

import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { Page, PageHead } from '@/components/ui/page-head';
import { TextLink } from '@/components/ui/text-link';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => {
    console.error(error);
  }, [error]);

  return (
    <Page>
      <PageHead title="This page stopped working">
        <p>
          A part of it failed, and that is our fault. What you wrote is saved in this browser and is not lost. Try
          again; if it fails again, load the page anew.
        </p>
      </PageHead>
      <p className="flex flex-wrap items-center gap-4">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
        <Button onClick={() => location.reload()}>Load the page anew</Button>
        <TextLink href="/lessons">To the lessons</TextLink>
      </p>
      <details className="mt-8 max-w-[66ch] text-sm">
        <summary className="min-h-8 text-muted hover:text-ink">What failed</summary>
        <pre className="mt-2 whitespace-pre-wrap border bg-surface px-3 py-2.5 font-mono text-xs leading-5 [overflow-wrap:anywhere]">
          {error.message}
          {error.digest && `\n${error.digest}`}
        </pre>
      </details>
    </Page>
  );
}
