import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { SiteFooter } from '@/components/ui/site-footer';
import { SiteHeader } from '@/components/ui/site-header';
import { mono, sans, serif, serifItalic } from './fonts';
import './globals.css';
import { siteUrl } from './site';

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
      className={`${serif.variable} ${serifItalic.variable} ${sans.variable} ${mono.variable}`}
      suppressHydrationWarning
    >
      <head>
        {/* Before the first paint, so that a dark page never flashes light. */}
        <script src="/theme.js" />
        <script src="/panes.js" />
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
