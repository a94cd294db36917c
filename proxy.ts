import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type NextRequest, NextResponse } from 'next/server';
import { staticPageOf } from '@/lib/workshop/addresses';

/** Hashes of the inline scripts of each prerendered page, by address; see `scripts/hash-inline-scripts.mjs`. */
let inlineScripts: Readonly<Record<string, readonly string[]>> | undefined;

function readInlineScripts(): Readonly<Record<string, readonly string[]>> {
  if (!inlineScripts) {
    const file = path.join(process.cwd(), '.next', 'inline-scripts.json');
    inlineScripts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly string[]>;
  }
  return inlineScripts;
}

function scriptSources(pathname: string): string {
  if (process.env.NODE_ENV === 'development') return "'self' 'unsafe-inline' 'unsafe-eval'";
  const pages = readInlineScripts();
  const hashes = Object.hasOwn(pages, pathname) ? pages[pathname] : pages['/_not-found'];
  return ["'self'", ...(hashes ?? []).map((hash) => `'${hash}'`)].join(' ');
}

/** Finds the page of a workshop's address, and sends a strict Content-Security-Policy with every page: only our own scripts, and inline only those that the build wrote. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const page = staticPageOf(pathname);
  const response = page === null ? NextResponse.next() : NextResponse.rewrite(new URL(page, request.url));
  const development = process.env.NODE_ENV === 'development';
  response.headers.set(
    'Content-Security-Policy',
    [
      "default-src 'self'",
      `script-src ${scriptSources(page ?? pathname)}`,
      // Monaco, charts and React set styles on elements.
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      `connect-src 'self'${development ? ' ws:' : ''}`,
      "worker-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  );
  return response;
}

/** Everything but built assets, which carry the other headers of `next.config.mjs` and run under their page's policy. */
export const config = { matcher: '/((?!_next/).*)' };
