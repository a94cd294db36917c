#!/usr/bin/env node
// After `next build`: the SHA-256 of every inline script of every prerendered page, for the Content-Security-Policy that
// `proxy.ts` sends with it. Next writes a page's data as inline scripts; naming their hashes keeps all others out, which
// 'unsafe-inline' would let in. Writes `.next/inline-scripts.json`: { "/rules": ["sha256-…"], … }.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const output = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../.next');
const pages = path.join(output, 'server/app');

if (!existsSync(pages)) {
  console.error('hash-inline-scripts: there is no production build; run `npm run build` first.');
  process.exit(1);
}

/** `rules/no-pip-cache.html` is served at `/rules/no-pip-cache`, `index.html` at `/`. */
function addressOf(file) {
  const address = `/${file
    .split(path.sep)
    .join('/')
    .replace(/\.html$/, '')}`;
  return address === '/index' ? '/' : address;
}

const hashes = {};
for (const entry of readdirSync(pages, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.html')) continue;
  const file = path.join(entry.parentPath, entry.name);
  const scripts = readFileSync(file, 'utf8').matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
  const found = new Set();
  for (const [, text] of scripts) found.add(`sha256-${createHash('sha256').update(text).digest('base64')}`);
  hashes[addressOf(path.relative(pages, file))] = [...found];
}
writeFileSync(path.join(output, 'inline-scripts.json'), JSON.stringify(hashes));
