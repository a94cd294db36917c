import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalog } from '../build/testing/project';
import { compareVersions, indexCatalog, readFigure } from './look-up';
import { catalogSchema } from './types';

const folder = path.resolve(import.meta.dirname, '../../../content/catalog');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));

describe('every file of the catalog', () => {
  it.each(files)('%s fits the schema without a default, as the page reads it unparsed', (file) => {
    const raw: Record<string, unknown> = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    const parsed: Record<string, unknown> = catalogSchema.parse(raw);
    for (const [name, records] of Object.entries(raw)) if (name !== 'needs') expect(parsed[name]).toEqual(records);
  });

  it.each(files)('%s names no machine, only sources that others can look up', (file) => {
    // Versions such as 4.10.0.84 look like addresses.
    const text = readFileSync(path.join(folder, file), 'utf8').replace(/"version":"[^"]*"|[\d.]*[<>=~!]=?[\d.]+/g, '');
    expect(text).not.toMatch(
      /\/work\/|\/tmp\/|localhost|\b(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}\b/,
    );
  });
});

it('has every list, so that the page may read it unparsed', () => {
  const { parts, ...lists } = catalog;
  for (const [name, records] of Object.entries(lists)) expect([name, records.length > 0]).toEqual([name, true]);
  expect(parts).toEqual([]);
});

it('knows nearly all that recorded releases pull in', () => {
  const { wheels } = indexCatalog(catalog);
  const names = new Set([...wheels.values()].flat().flatMap((record) => record.requires));
  const missing = [...names].filter((name) => !wheels.has(name));
  expect(missing.length / names.size).toBeLessThan(0.05);
});

it('has no figure twice, and each in the order of its range', () => {
  const names = catalog.figures.map((figure) => figure.name);
  expect(new Set(names).size).toBe(names.length);
  for (const { low, value, high } of catalog.figures) {
    expect(low ?? value).toBeLessThanOrEqual(value);
    expect(high ?? value).toBeGreaterThanOrEqual(value);
  }
});

it('names a figure that it does not have among the unknown', () => {
  expect(readFigure(catalog, 'no-such-figure')).toMatchObject({ likely: 0, unknown: ['no-such-figure'] });
});

it.each([
  ['3.9', '3.13', -1],
  ['3.13', '3.13.0', 0],
  ['4.0', '3.99', 1],
])('orders %s and %s as numbers', (one, other, sign) => {
  expect(Math.sign(compareVersions(one, other))).toBe(sign);
});
