import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { SiteFooter } from '@/components/ui/site-footer';
import { SiteHeader } from '@/components/ui/site-header';
import { readText } from '@/lib/content/source';
import { mono, sans, serif } from './fonts';
import './globals.css';
import { siteUrl } from './site';

const firstPaintScripts = ['theme', 'panes'].map((name) => readText(`app/first-paint/${name}.js`)).join('\n');

export const metadata: Metadata = {
  metadataBase: siteUrl,
  title: { default: 'Layerwise: small, quick and safe Docker images for Python', template: '%s · Layerwise' },
  description:
    'Learn to make Docker images for Python small, quick to build and safe: edit a Dockerfile and see at every keystroke what it costs.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9f6f0' },
    { media: '(prefers-color-scheme: dark)', color: '#12151b' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html
      lang="en"
      data-theme="light"
      className={`${serif.variable} ${sans.variable} ${mono.variable}`}
      suppressHydrationWarning
    >
      <head>
        {/* Before the first paint, so that a dark page never flashes light and no pane jumps; inline, so that the first
            paint waits for no further request. The policy of `proxy.ts` names their hashes. */}
        <script>{firstPaintScripts}</script>
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-surface focus:px-4 focus:py-2"
        >
          Skip to content
        </a>
        <SiteHeader />
        <main id="content" className="flex-1" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}
