import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type NextRequest, NextResponse } from 'next/server';

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

/** A strict Content-Security-Policy for every page: only our own scripts, and inline only those that the build wrote. */
export function proxy(request: NextRequest): NextResponse {
  const response = NextResponse.next();
  const development = process.env.NODE_ENV === 'development';
  response.headers.set(
    'Content-Security-Policy',
    [
      "default-src 'self'",
      `script-src ${scriptSources(request.nextUrl.pathname)}`,
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
