import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import core from '@/content/catalog-core.generated.json';
import { completeCatalog } from './complete';
import { findNeededParts, joinCatalog, type PartRequest } from './parts';

const catalog = completeCatalog(core);
const content = path.resolve(import.meta.dirname, '../../../content');
const slim = { distribution: 'debian', release: 'trixie', variant: 'slim', python: '3.13' };
const full = { distribution: 'debian', release: 'bookworm', variant: 'full', python: '3.12' };

function need(text: string, ...bases: PartRequest['bases']) {
  return findNeededParts({ texts: [text], bases }, catalog);
}

/** Gzipped bytes that the page loads for a project: the core and the parts. */
function weigh(names: readonly string[]): number {
  const files = ['catalog-core.generated.json', ...names.map((name) => `catalog/parts/${name}.json`)];
  return files.reduce((total, file) => total + gzipSync(readFileSync(path.join(content, file))).length, 0);
}

describe('the parts that a project needs', () => {
  it.each([
    ['none for a Dockerfile that names no package', 'FROM python:3.13-slim\nCOPY . .\n', [slim], []],
    ['the index of the release where apt is called', 'RUN apt-get install -y gcc', [slim], ['debian-trixie']],
    [
      'the index of Alpine where apk is called',
      'RUN apk add gcc',
      [{ ...slim, distribution: 'alpine', release: '3.20' }],
      ['alpine'],
    ],
    ['none for apt on a system that has no apt', 'RUN apt-get install', [{ ...slim, distribution: 'alpine' }], []],
    [
      'the index of a full image, whose packages are computed',
      'FROM python:3.13-bookworm',
      [full],
      ['debian-bookworm'],
    ],
    [
      'the nearest release for Ubuntu',
      'apt install git',
      [{ distribution: 'ubuntu', release: '20.04', variant: 'minimal', python: null }],
      ['ubuntu-22.04'],
    ],
    [
      'the wheels of a package that is named, under any spelling',
      'RUN pip install Flask_SQLAlchemy',
      [slim],
      ['python-web'],
    ],
    ['with a part the one that it rests on', 'pandas==2.2.3', [slim], ['python-data', 'python-web']],
    [
      'the wheels of earlier Pythons for such a base',
      'pip install uvicorn',
      [{ ...slim, python: '3.8' }],
      ['python-earlier', 'python-web'],
    ],
  ])('are %s', (_, text, bases, expected) => {
    expect(need(text, ...bases)).toEqual(expected);
  });

  it('are none of a whole catalog', () => {
    expect(findNeededParts({ texts: ['apt-get flask'], bases: [slim] }, { ...catalog, parts: [] })).toEqual([]);
  });

  it('are no longer needed once they are joined', () => {
    const part = completeCatalog(
      JSON.parse(readFileSync(path.join(content, 'catalog/parts/debian-trixie.json'), 'utf8')),
    );
    const joined = joinCatalog(catalog, part, 'debian-trixie');
    expect(joined.osIndexes.map((index) => index.release)).toContain('trixie');
    expect(findNeededParts({ texts: ['apt-get'], bases: [slim] }, joined)).toEqual([]);
  });
});

describe('what the page loads of the catalog', () => {
  it.each([
    [
      'a typical Dockerfile: slim, apt, a web framework',
      'RUN apt-get install -y gcc libpq-dev\nRUN pip install django psycopg2 gunicorn',
      [slim],
    ],
    ['one of a data project', 'RUN apt-get install -y libgomp1\nRUN pip install pandas scikit-learn', [slim]],
    ['one without apt', 'RUN pip install flask gunicorn', [slim]],
  ])('stays below 300 kB gzipped for %s', (_, text, bases) => {
    expect(weigh(need(text, ...bases))).toBeLessThan(300_000);
  });

  it('stays below 40 kB where nothing is installed', () => {
    expect(weigh([])).toBeLessThan(40_000);
  });
});
