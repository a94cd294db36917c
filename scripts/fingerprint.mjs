// Tells whether anything changed: a hash over names and contents of files. Free of dependencies, so that it runs before they
// are installed.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Made by tools, never written by people. */
const made = new Set([
  '.git',
  '.layerwise',
  '.next',
  'coverage',
  'next-env.d.ts',
  'node_modules',
  'playwright-report',
  'test-results',
]);

/** Paths of all files that people wrote and of the generated indexes: relative to the root, POSIX, sorted. */
export function listSources() {
  const files = [];
  const visit = (folder) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      if (made.has(entry.name) || entry.name.endsWith('.tsbuildinfo')) continue;
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(name);
      else if (entry.isFile()) files.push(name);
    }
  };
  visit('');
  return files.sort();
}

/** SHA-256 over the files' names and contents and over any further texts that the result depends on. */
export function fingerprint(files, texts = []) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text}\0`);
  for (const file of files) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

const isTest = (file) => /\.test\.tsx?$/.test(file);

/** What the production build reads. */
export function buildSources(files = listSources()) {
  const folders = /^(app|components|content|lib|public)\/|^scripts\/(hash-inline-scripts|subset-fonts)\.mjs$/;
  const notForPages = new Set(['playwright.config.ts', 'vitest.config.ts']);
  const configuration = /^[^/]+\.(ts|tsx|mjs|js)$|^(package|package-lock|tsconfig)\.json$/;
  return files.filter(
    (file) => !isTest(file) && !notForPages.has(file) && (folders.test(file) || configuration.test(file)),
  );
}

/** What the command line is bundled from. */
export function commandSources(files = listSources()) {
  const inputs =
    /^(cli|lib)\/|^content\/[^/]*\.generated\.json$|^(package|package-lock|tsconfig)\.json$|^scripts\/prepare\.mjs$/;
  return files.filter((file) => !isTest(file) && inputs.test(file));
}
