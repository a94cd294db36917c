import { describe, expect, it } from 'vitest';
import { readRequirements } from '../python/requirements';
import type { Requirement } from '../python/types';
import { readNeed } from './releases';
import { catalogSchema, type ReleaseRecord } from './types';
import { resolveWheels, type WheelRequest } from './wheels';

const provenance = { source: 'Made for this test', date: '2026-11-21' };

function release(name: string, version: string, others: Partial<ReleaseRecord> = {}): ReleaseRecord {
  return {
    name,
    version,
    requires: [],
    extras: {},
    archive: true,
    builds: [['', 'any', 1000, 500, 300]],
    ...others,
  };
}

const catalog = catalogSchema.parse({
  wheelSets: [
    {
      pythons: ['3.12', '3.13'],
      provenance,
      releases: [
        release('web', '2.0', { requires: ['core>=2', 'old;<3.11'], extras: { fast: ['speed[more]>=1'] } }),
        release('web', '1.0', { requires: ['core<2'] }),
        release('core', '2.5', { requires: ['web'] }),
        release('core', '1.9'),
        release('old', '1.0'),
        release('speed', '1.1', { extras: { more: ['core'] } }),
        release('strict', '1.0', { requires: ['core<2.5'] }),
        release('fresh', '3.0', { requiresPython: '>=3.13' }),
        release('fresh', '2.0', { requiresPython: '>=3.9' }),
        release('native', '1.0', {
          builds: [
            ['3.12', 'glibc', 9000, 100, 4000],
            ['3.13', 'glibc', 9900, 100, 4400],
          ],
        }),
        release('native', '0.9', {
          withoutCompiler: [700, 90],
          builds: [
            ['3.13', 'glibc', 8000, 100, 4000],
            ['3.13', 'musl', 8800, 100, 4100],
          ],
        }),
        release('tool', '1.2.0', { builds: [['', 'any', 1000, 0, 500]] }),
        release('tool', '1.8.0', { builds: [['', 'any', 4000, 0, 2000]] }),
        release('tool', '2.0.5', { builds: [['', 'any', 9000, 0, 4000]] }),
        release('tensors', '2.5', {
          requires: ['old', 'nvidia-solver', 'triton'],
          processorsOnly: [3000, 1000],
          builds: [['3.13', 'glibc', 50000, 200, 20000]],
        }),
        release('archived', '1.0', { builds: [] }),
        release('archived', '1.4', { requires: ['core'], builds: [['', 'any', 6000, 3000, 2000]] }),
        release('driver', '2.9.10', { builds: [], compiled: [450, 150] }),
        release('closed', '1.0', { archive: false, builds: [['3.13', 'glibc', 5000, 0, 2000]] }),
      ],
    },
  ],
});

function read(...lines: string[]): readonly Requirement[] {
  return readRequirements('requirements.txt', lines.join('\n')).requirements;
}

function resolve(lines: readonly string[], options: Partial<WheelRequest> = {}) {
  const request: WheelRequest = {
    requirements: read(...lines),
    constraints: [],
    python: '3.13',
    libc: 'glibc',
    present: new Map(),
    again: false,
    ...options,
  };
  const wheels = resolveWheels(request, catalog);
  return { wheels, text: wheels.map((wheel) => `${wheel.name} ${wheel.record?.version ?? '?'}`).join(', ') };
}

describe('what an installation brings', () => {
  it.each([
    ['the newest release, with what it needs on this Python, through a cycle', ['web'], {}, 'web 2.0, core 2.5'],
    ['what holds only on an older Python', ['web'], { python: '3.10' }, 'web 2.0, core 2.5, old 1.0'],
    ['the release that a pin names, and the dependency that goes with it', ['web==1.0'], {}, 'web 1.0, core 1.9'],
    ['what an extra needs, and the extra of that', ['web[fast]'], {}, 'web 2.0, core 2.5, speed 1.1'],
    ['a release that all agree on', ['web==1.0', 'strict'], {}, 'web 1.0, strict 1.0, core 1.9'],
    ['the newest release for an older Python', ['fresh'], { python: '3.12' }, 'fresh 2.0'],
    ['nothing that is there already', ['core'], { present: new Map([['core', '1.9']]) }, ''],
    ['the release that a constraint names', ['core'], { constraints: read('core==1.9') }, 'core 1.9'],
    ['a name that nobody measured', ['nobody-knows'], {}, 'nobody-knows ?'],
  ])('is %s', (_, lines, options, expected) => {
    expect(resolve(lines, options).text).toBe(expected);
  });
});

describe('whether there is something to install', () => {
  it.each([
    ['a wheel for this Python and libc', 'native==1.0', {}, 'wheel'],
    ['a pure wheel on Alpine', 'core==1.9', { libc: 'musl' }, 'wheel'],
    ['only the source archive on Alpine', 'native==1.0', { libc: 'musl' }, 'source'],
    ['a wheel for Alpine', 'native==0.9', { libc: 'musl' }, 'wheel'],
    ['nothing at all', 'closed==1.0', { libc: 'musl' }, 'none'],
    ['unknown for a Python that was not looked at', 'native==1.0', { python: '3.9' }, 'unknown'],
    ['unknown for a version that was not measured', 'native==7.7', {}, 'unknown'],
  ] as const)('is %s', (_, line, options, expected) => {
    expect(resolve([line], options).wheels[0]?.availability).toBe(expected);
  });

  it('names the bound of a pinned release that is not for this Python', () => {
    expect(resolve(['fresh==3.0'], { python: '3.12' }).wheels[0]?.refusedPython).toBe('>=3.13');
    expect(resolve(['fresh==3.0']).wheels[0]?.refusedPython).toBeNull();
  });
});

describe('the bytes of a package', () => {
  it('are those of the wheel for the Python at hand', () => {
    const bytes = (python: string) => resolve(['native==1.0'], { python }).wheels[0]?.installed.likely;
    expect([bytes('3.12'), bytes('3.13')]).toEqual([9000, 9900]);
  });

  it('are those of the plain Python that a source archive installs without a compiler', () => {
    expect(resolve(['native==0.9'], { python: '3.12' }).wheels[0]).toMatchObject({
      availability: 'source',
      installed: { likely: 700 },
      bytecode: { likely: 90 },
    });
  });

  it('of a version that was not measured come from the one before it, and say so', () => {
    const [wheel] = resolve(['native==0.95']).wheels;
    expect(wheel?.record?.version).toBe('0.9');
    expect(wheel?.installed.unknown).toEqual(['the size of native 0.95']);
    expect(wheel?.installed.high).toBeGreaterThan(wheel?.installed.likely ?? 0);
  });

  it('of a pinned and measured version are exact', () => {
    const [wheel] = resolve(['native==1.0']).wheels;
    expect([wheel?.installed.low, wheel?.installed.high]).toEqual([9900, 9900]);
  });
});

describe('the bytes of a release that was not measured', () => {
  it.each([
    ['lies between its neighbours, by how far it is on the way', 'tool==1.5.0', 2500, 900, 4400],
    ['is that of a neighbour of the same minor release', 'tool==2.0.1', 9000, 3600, 9900],
    ['is that of the oldest, widely, before all of them', 'tool==0.3', 1000, 600, 1600],
    ['is that of the newest, widely, after all of them', 'tool==3.0', 9000, 5400, 14400],
  ])('%s', (_, line, likely, low, high) => {
    const installed = resolve([line]).wheels[0]?.installed;
    expect([installed?.likely, installed?.low, installed?.high].map((value) => Math.round(value ?? 0))).toEqual([
      likely,
      low,
      high,
    ]);
  });
});

describe('a distribution without wheels', () => {
  it.each(['driver==2.9.10', 'driver==2.9.3', 'driver'])('has the bytes that compiling it made: %s', (line) => {
    const [wheel] = resolve([line]).wheels;
    expect(wheel).toMatchObject({ availability: 'source', installed: { likely: 450 }, bytecode: { likely: 150 } });
    expect(wheel?.installed.high).toBeGreaterThan(450);
    expect(wheel?.installed.unknown).toHaveLength(line === 'driver==2.9.3' ? 1 : 0);
  });
});

describe('a release published as source only', () => {
  it('is taken to need, and to weigh about, what the nearest release with wheels does', () => {
    const { wheels } = resolve(['archived==1.0']);
    expect(wheels.map((wheel) => wheel.name)).toEqual(['archived', 'core', 'web']);
    expect(wheels[0]).toMatchObject({ availability: 'source', version: '1.0', installed: { likely: 6000 } });
    expect(wheels[0]?.installed.unknown).toEqual(['the size of archived 1.0']);
  });
});

describe('builds for processors alone', () => {
  const names = (lines: readonly string[], options: Partial<WheelRequest> = {}) =>
    resolve(lines, options).wheels.map((wheel) => wheel.name);

  it('leave out libraries for graphics processors, and what these need', () => {
    expect(names(['tensors'])).toEqual(['tensors', 'old', 'nvidia-solver', 'triton']);
    expect(names(['tensors'], { processorsOnly: true })).toEqual(['tensors', 'old']);
    const bytes = (lines: readonly string[], options: Partial<WheelRequest> = {}) =>
      resolve(lines, options).wheels[0]?.installed.high ?? 0;
    expect(bytes(['tensors'], { processorsOnly: true })).toBeLessThan(bytes(['tensors']) / 5);
  });

  it('are asked for by a local version too', () => {
    expect(names(['tensors==2.5+cpu'])).toEqual(['tensors', 'old']);
    expect(resolve(['tensors==2.5+cpu']).wheels[0]?.record?.version).toBe('2.5');
  });
});

describe('a dependency as the catalog writes it', () => {
  it.each([
    ['name', { name: 'name', extras: [], specifier: '', pythons: '' }],
    ['name[a,b]<2,>=1;<3.11', { name: 'name', extras: ['a', 'b'], specifier: '<2,>=1', pythons: '<3.11' }],
    ['', null],
  ])('%j is read', (text, expected) => {
    expect(readNeed(text)).toEqual(expected);
  });
});
