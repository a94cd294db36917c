#!/usr/bin/env node
// Cuts the three typefaces down to the characters and weights that the pages use and writes them to `.layerwise/fonts`, about
// half their size: text waits for them on slow connections. Beside them stand faces for preview images. Characters outside come from the reader's own fonts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const output = path.join(root, '.layerwise/fonts');

/** ASCII, Latin-1, and the typographic signs and arrows of the pages. */
function listCharacters() {
  const codes = [];
  for (let code = 0x20; code < 0x7f; code += 1) codes.push(code);
  for (let code = 0xa0; code < 0x100; code += 1) codes.push(code);
  return `${String.fromCodePoint(...codes)}–—‘’‚“”„†•…‹›€™←↑→↓−≈≤≥œŒ`;
}

const text = ['kern', 'liga', 'locl', 'ccmp', 'mark', 'rlig', 'rvrn', 'lnum', 'tnum', 'pnum'];

/** Weights are those that the styles ask for. Code ligatures are left out: what is shown is what is typed. */
const typefaces = [
  { name: 'source-serif-4', weights: { min: 400, max: 650 }, features: text },
  { name: 'inter', weights: { min: 400, max: 650 }, features: [...text, 'cv11', 'ss03'] },
  { name: 'jetbrains-mono', weights: { min: 400, max: 700 }, features: ['ccmp', 'locl', 'mark', 'rvrn'] },
];

/** For preview images, whose renderer knows neither variable fonts nor compressed ones: one weight a file. */
const previewFaces = [
  { name: 'source-serif-4', weight: 600 },
  { name: 'inter', weight: 400 },
  { name: 'inter', weight: 600 },
];

const readTypeface = (name) =>
  readFileSync(path.join(root, `node_modules/@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`));

mkdirSync(output, { recursive: true });
for (const { name, weight } of previewFaces) {
  const face = await subsetFont(readTypeface(name), listCharacters(), {
    targetFormat: 'truetype',
    variationAxes: { wght: weight },
  });
  writeFileSync(path.join(output, `${name}-${weight}.ttf`), face);
}
for (const { name, weights, features } of typefaces) {
  const subset = await subsetFont(readTypeface(name), listCharacters(), {
    targetFormat: 'woff2',
    variationAxes: { wght: weights },
    keepFeatures: features,
  });
  writeFileSync(path.join(output, `${name}.woff2`), subset);
}
