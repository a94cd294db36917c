import { describe, expect, it } from 'vitest';
import { catalog } from '../build/testing/project';
import { findOsIndex } from './os-index';
import { closeOverDependencies, type OsPackageRequest, resolveOsPackages } from './os-packages';
import { listBasePackages } from './package-sets';
import { type Catalog, catalogSchema } from './types';

const slim = listBasePackages({ distribution: 'debian', release: 'trixie', variant: 'slim' }, catalog);

function install(names: readonly string[], options: Partial<OsPackageRequest> = {}, from: Catalog = catalog) {
  return resolveOsPackages(
    {
      distribution: 'debian',
      release: 'trixie',
      names,
      recommends: false,
      present: slim,
      documentation: false,
      ...options,
    },
    from,
  );
}

const namesOf = ({ packages }: ReturnType<typeof install>) => packages.map((entry) => entry.name).sort();
const likely = ({ packages, bookkeeping }: ReturnType<typeof install>) =>
  packages.reduce((total, entry) => total + entry.bytes.likely, bookkeeping.likely);

/** A release of a few packages: needs and recommendations as given, every package 1,000 bytes. */
function release(
  packages: Readonly<Record<string, readonly [string, string?]>>,
  provides: Record<string, string[]> = {},
) {
  return catalogSchema.parse({
    osIndexes: [
      {
        distribution: 'debian',
        release: 'trixie',
        packages: Object.fromEntries(
          Object.entries(packages).map(([name, [needs, recommends = '']]) => [
            name,
            [1000, 100, 10, 300, needs, recommends],
          ]),
        ),
        provides,
        absent: ['gone'],
        provenance: { source: 'Made for this test', date: '2026-11-21' },
      },
    ],
  });
}

describe('the closure of an installation', () => {
  const from = release(
    {
      program: ['library,choice-a|choice-b,virtual', 'advice'],
      library: ['program'],
      'choice-a': ['', 'more-advice'],
      'choice-b': [''],
      'provider-a': [''],
      'provider-b': [''],
      advice: ['needed-by-advice'],
      'needed-by-advice': [''],
      'more-advice': [''],
      alone: [''],
    },
    { virtual: ['provider-a', 'provider-b'], 'old-alone': ['alone'] },
  );
  const none = { present: new Set<string>() };

  it.each([
    [
      'takes the first alternative and the preferred provider, and stops at a cycle',
      ['program'],
      {},
      'choice-a library program provider-a',
    ],
    ['takes the alternative that is named as well', ['program', 'choice-b'], {}, 'choice-b library program provider-a'],
    [
      'takes the alternative that is there',
      ['program'],
      { present: new Set(['choice-b']) },
      'library program provider-a',
    ],
    ['takes the provider that is there', ['program'], { present: new Set(['provider-b']) }, 'choice-a library program'],
    [
      'adds what is recommended, by what comes along as well, and what that needs',
      ['program'],
      { recommends: true },
      'advice choice-a library more-advice needed-by-advice program provider-a',
    ],
    ['adds nothing that is there', ['alone'], { present: new Set(['alone']) }, ''],
    ['takes the one package that provides an old name', ['old-alone'], {}, 'alone'],
  ])('%s', (_, names, options, expected) => {
    expect(namesOf(install(names, { ...none, ...options }, from)).join(' ')).toBe(expected);
  });

  it('tells a name that the release does not have from one that the catalog does not know', () => {
    expect(install(['gone', 'never-heard-of', 'virtual'], none, from)).toMatchObject({
      absent: ['gone'],
      unknown: ['never-heard-of', 'virtual'],
    });
  });

  it('says why each package comes, the strongest reason first', () => {
    const { packages } = install(['program'], { ...none, recommends: true }, from);
    const reasons = Object.fromEntries(packages.map((entry) => [entry.name, `${entry.because} ${entry.owner}`]));
    expect(reasons).toMatchObject({
      program: 'named program',
      library: 'needed program',
      advice: 'recommended program',
    });
  });

  it('counts documentation only where the image keeps it', () => {
    const bytes = (documentation: boolean) =>
      install(['alone'], { ...none, documentation }, from).packages[0]?.bytes.likely;
    expect([bytes(false), bytes(true)]).toEqual([1000, 1100]);
  });
});

describe('the recorded releases', () => {
  it.each(['trixie', 'bookworm'])('Debian %s has an index of its own in which every group can be met', (name) => {
    const index = findOsIndex(catalog, 'debian', name);
    const { packages = {}, provides = {} } = index?.record ?? {};
    const missing = Object.values(packages).flatMap(([, , , , needs]) =>
      needs
        .split(',')
        .filter((group) => group !== '' && !group.split('|').some((other) => packages[other] ?? provides[other])),
    );
    expect([index?.own, missing]).toEqual([true, []]);
  });

  it('gives python3-pip a compiler only with its recommendations', () => {
    expect(namesOf(install(['python3-pip']))).not.toContain('gcc');
    expect(namesOf(install(['python3-pip'], { recommends: true }))).toEqual(
      expect.arrayContaining(['gcc', 'build-essential']),
    );
  });

  it('knows the new name of a renamed library, and a package that is no longer there', () => {
    expect(namesOf(install(['libglib2.0-0']))).toContain('libglib2.0-0t64');
    expect(install(['libgl1-mesa-glx', 'wkhtmltopdf']).absent).toEqual(['libgl1-mesa-glx', 'wkhtmltopdf']);
    expect(install(['libgl1-mesa-glx'], { release: 'bookworm' }).absent).toEqual([]);
  });

  it('adds next to nothing on the full image, which has compilers and headers', () => {
    const present = listBasePackages({ distribution: 'debian', release: 'trixie', variant: 'full' }, catalog);
    expect(namesOf(install(['gcc', 'libpq-dev', 'git', 'curl'], { present, recommends: true }))).toEqual([]);
    expect(namesOf(install(['build-essential'], { present }))).toEqual(['build-essential']);
  });

  it('takes Ubuntu from its own index', () => {
    const ubuntu = listBasePackages({ distribution: 'ubuntu', release: '24.04', variant: 'minimal' }, catalog);
    const { packages } = install(['python3.12-venv'], { distribution: 'ubuntu', release: '24.04', present: ubuntu });
    expect(packages.map((entry) => entry.name)).toContain('python3.12-minimal');
    expect(packages.some((entry) => entry.bytes.evidence.some(({ text }) => text.includes('ubuntu 24.04')))).toBe(true);
  });

  it('estimates a release from the nearest of its distribution, says so and widens the range', () => {
    const ubuntu = listBasePackages({ distribution: 'ubuntu', release: '20.04', variant: 'minimal' }, catalog);
    const { packages } = install(['python3-venv'], { distribution: 'ubuntu', release: '20.04', present: ubuntu });
    const minimal = packages.find((entry) => entry.name.endsWith('-minimal'));
    expect(minimal?.bytes.evidence.some((entry) => entry.kind === 'assumed')).toBe(true);
    expect(minimal?.bytes.high).toBeGreaterThan((minimal?.bytes.low ?? 0) * 1.2);
  });

  it('says nothing is known of Alpine packages without an index', () => {
    const installation = install(['some-package-of-nobody'], { distribution: 'alpine', release: '3.22' });
    expect(installation.unknown).toEqual(['some-package-of-nobody']);
  });

  it('closes over what a package needs', () => {
    expect(closeOverDependencies(['g++'], 'debian', 'trixie', catalog)).toContain('libc6-dev');
  });

  it('makes a layer of plausible size', () => {
    expect(likely(install(['build-essential']))).toBeGreaterThan(290e6);
    expect(likely(install(['build-essential']))).toBeLessThan(330e6);
  });
});
