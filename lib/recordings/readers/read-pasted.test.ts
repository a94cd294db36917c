import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recording } from '../schema';
import { readPasted } from './read-pasted';
import { newerLogs } from './testing/newer-logs';
import { ownLogs } from './testing/own-logs';

/** The one build of a text; a text with none or several fails the test. */
function readOne(text: string) {
  const { recordings } = readPasted(text);
  expect(recordings).toHaveLength(1);
  const [only] = recordings;
  if (only === undefined) throw new Error('no recording');
  return only;
}

const secondsOf = (text: string) => Object.fromEntries(readOne(text).steps.map(({ name, seconds }) => [name, seconds]));

// Facts of N. Hefner's build on Ubuntu (2025-08-31), in lines of our own.
const ubuntuBuild = `[+] Building 115.1s (12/12) FINISHED                                docker:default
 => [internal] load build definition from Dockerfile.take_one                 0.1s
 => [internal] load metadata for docker.io/library/ubuntu:24.04               2.2s
 => [internal] load .dockerignore                                             0.1s
 => [1/7] FROM docker.io/library/ubuntu:24.04@sha256:7c06e91f61fa88c08cc74f7  6.9s
 => => sha256:b71466b94f266b4c2e08817496 29.72MB / 29.72MB                    1.3s
 => => extracting sha256:b71466b94f266b4c2e08817496                           4.7s
 => [internal] load build context                                             0.3s
 => [2/7] RUN apt-get update && apt-get install -y     python3               75.2s
 => [3/7] WORKDIR /app                                                        0.1s 
 => [4/7] RUN python3 -m venv /opt/venv                                       5.6s 
 => [5/7] COPY requirements.txt .                                             0.2s 
 => [6/7] RUN pip install --no-cache-dir -r requirements.txt                  9.0s 
 => [7/7] COPY src/main.py main.py                                            0.2s 
 => exporting to image                                                       15.1s 
 => => exporting layers                                                      15.0s 
 => => writing image sha256:7f305fbf83187c0a6ac0ec601f15ceab93                0.0s
`;
const ubuntuInspect = `[
    {
        "Id": "sha256:7f305fbf83187c0a6ac0ec601f15ceab932f63433e63d5deec5cbb7020e02306",
        "RepoTags": [],
        "Architecture": "amd64",
        "Os": "linux",
        "Size": 589982747,
        "GraphDriver": {
            "Data": { "UpperDir": "/var/lib/docker/overlay2/x/diff" },
            "Name": "overlay2"
        }
    }
]
`;

describe('the first build of the first article', () => {
  it('takes 115.1 seconds, most of them for apt', () => {
    expect(readOne(ubuntuBuild)).toMatchObject({
      seconds: 115.1,
      base: 'ubuntu:24.04',
      outcome: 'finished',
      exported: { how: 'image', store: 'classic', seconds: 15.1 },
    });
    expect(secondsOf(ubuntuBuild)).toMatchObject({
      '[internal] load metadata for ubuntu:24.04': 2.2,
      'FROM ubuntu:24.04': 6.9,
      'RUN apt-get update && apt-get install -y python3': 75.2,
      'RUN python3 -m venv /opt/venv': 5.6,
      'RUN pip install --no-cache-dir -r requirements.txt': 9,
      'exporting to image': 15.1,
    });
  });

  it('has 589,982,747 bytes in the classic store, whether log and inspection come together or apart', () => {
    const size = { bytes: 589_982_747, kind: 'classic' };
    expect(readOne(ubuntuInspect).size).toMatchObject(size);
    expect(readOne(`${ubuntuBuild}\n${ubuntuInspect}`).size).toMatchObject(size);
    expect(readOne(`${ubuntuBuild}\n"Size": 589982747,\n`).size).toMatchObject(size);
  });

  it('is one build though its first line is quoted again', () => {
    expect(readOne(`${ubuntuBuild}\n[+] Building 115.1s (12/12) \n`)).toMatchObject({ outcome: 'finished' });
  });
});

describe('builds of our own', () => {
  it('reads the plain and the redrawn form of the same build alike', () => {
    const shape = (text: string) =>
      readOne(text)
        .steps.map(({ kind, stage, position, nameIsCut, name }) =>
          [kind, stage, position, nameIsCut ? '' : name].join(' ').replace(/ RUN python.*/, ' '),
        )
        .sort();
    expect(shape(ownLogs.tty)).toEqual(shape(ownLogs.plain));
    expect(readOne(ownLogs.tty)).toMatchObject({ seconds: 5.8, outcome: 'finished', exported: { store: 'classic' } });
    expect(readOne(ownLogs.plain)).toMatchObject({ seconds: 4.192, exported: { names: ['readers:a'] } });
  });

  it('tells that every instruction was reused', () => {
    const { steps } = readOne(ownLogs.plainCached);
    const instructions = steps.filter((step) => step.position !== undefined);
    expect(instructions).toHaveLength(8);
    expect(instructions.every((step) => step.cached && step.outcome === 'cached')).toBe(true);
  });

  it.each([
    ['plain', ownLogs.fail, 'executor failed running'],
    ['terminal', ownLogs.ttyFail, 'executor failed running'],
    ['legacy', ownLogs.legacyFail, "The command '/bin/sh -c"],
  ])('names the step that failed, why and what it said: %s', (_, log, message) => {
    const { failure, steps, works, outcome } = readOne(log);
    expect(steps[failure?.step ?? -1]).toMatchObject({ kind: 'run', outcome: 'failed', position: 4 });
    expect(failure?.message).toContain(message);
    expect(failure?.exitCode).toBe(1);
    expect(failure?.output.at(-1)).toBe('ERROR: No matching distribution found for nothing-there==9.9');
    expect([works, outcome]).toEqual([false, 'failed']);
  });

  it('reads the legacy builder: stages, positions, what was reused', () => {
    const built = readOne(ownLogs.legacy);
    expect(built).toMatchObject({ builder: 'legacy', exported: { store: 'classic', names: ['readers:legacy'] } });
    expect(built.steps.map(({ stage, position }) => `${stage} ${position}`).slice(2, 5)).toEqual([
      'build 3',
      'stage-1 1',
      'stage-1 3',
    ]);
    expect(readOne(ownLogs.legacyCached).steps.filter((step) => step.cached)).toHaveLength(7);
  });

  it('reads history oldest first, tells what came with the base and which store it is', () => {
    const { layers = [], size } = readOne(ownLogs.history);
    expect(layers[0]).toMatchObject({ bytes: 77_800_000, roundedTo: 100_000, ofBase: true });
    expect(layers.filter((layer) => !layer.ofBase).map((layer) => layer.bytes)).toEqual([
      0, 0, 3_000_000, 5, 28, 5_420_000, 0,
    ]);
    expect(layers.at(-2)).toMatchObject({ nameIsCut: true });
    expect(size?.kind).toBe('classic');
  });

  it.each(Object.entries(ownLogs))('understands every line of %s', (_, log) => {
    expect(readPasted(log).notUnderstood).toEqual([]);
  });
});

describe('forms of newer engines', () => {
  it('tells the containerd store by what it unpacks, and keeps warnings', () => {
    expect(readOne(newerLogs.containerdPlain)).toMatchObject({
      exported: { store: 'containerd', names: ['shop:latest'], pushed: false },
      warnings: ["FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)"],
    });
  });

  it('reads a push for two platforms; no store of this machine has it', () => {
    const { platforms, exported, steps } = readOne(newerLogs.platformsPush);
    expect(platforms).toEqual(['linux/arm64', 'linux/amd64']);
    expect(exported).toMatchObject({ pushed: true, names: ['acme/shop:2'] });
    expect(exported?.store).toBeUndefined();
    expect(steps.filter((step) => step.kind === 'run').map((step) => [step.platform, step.seconds])).toEqual([
      ['linux/amd64', 3.1],
      ['linux/arm64', 19.5],
    ]);
  });

  it('tells services from stages', () => {
    const { targets, steps, exported } = readOne(newerLogs.composeTerminal);
    expect(targets).toEqual(['web', 'worker']);
    expect(steps.filter((step) => step.kind === 'run').map(({ target, stage }) => [target, stage])).toEqual([
      ['web', 'build'],
      ['worker', undefined],
    ]);
    expect(exported?.names).toEqual(['shop-web:latest', 'shop-worker:latest']);
  });

  it('says that a build is unfinished and which step ran', () => {
    const { outcome, steps } = readOne(newerLogs.unfinishedTerminal);
    expect(outcome).toBe('unfinished');
    expect(steps.filter((step) => step.outcome === 'unfinished').map((step) => step.seconds)).toEqual([44.7]);
  });

  it('joins what a narrow window broke', () => {
    expect(secondsOf(newerLogs.wrappedTerminal)).toEqual({
      '[internal] load build definition from Dockerfile': 0.1,
      'FROM debian:trixie-slim': 1,
      'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*': 8.2,
      'exporting to image': 0.5,
    });
  });

  it('takes times from the stamps of a build server', () => {
    const { seconds, steps, failure } = readOne(newerLogs.stampedPlain);
    expect(seconds).toBe(7.5);
    expect(steps.at(-1)).toMatchObject({ startedAt: 2.2, seconds: 5.2, outcome: 'failed' });
    expect(failure).toMatchObject({ step: 2, exitCode: 2, output: ['ERROR: no network'] });
  });

  it.each([
    ['ERROR: failed to solve: no such stage', 'failed to solve: no such stage'],
    ['##[error]buildx failed with: ERROR: failed to solve: no such stage', 'failed to solve: no such stage'],
    ['target web: failed to solve: no such stage', 'failed to solve: no such stage'],
    ['failed to solve with frontend dockerfile.v0: failed to build LLB', 'failed to solve with frontend dockerfile.v0'],
  ])('finds the message of a build that fails before any step: %s', (line, message) => {
    const { failure, outcome } = readOne(
      `#1 [internal] load build definition from Dockerfile\n#1 DONE 0.0s\n${line}\n`,
    );
    expect(outcome).toBe('failed');
    expect(failure?.message).toContain(message);
    expect(failure?.step).toBeUndefined();
  });

  it('reads raw events: starts, what waited for what, output, failure', () => {
    const { seconds, steps, failure } = readOne(newerLogs.rawjson);
    expect(seconds).toBe(4);
    expect(steps.map(({ startedAt, seconds: took, after }) => [startedAt, took, after])).toEqual([
      [0, 0.25, undefined],
      [0.3, 0, [0]],
      [0.5, 3.5, [1]],
    ]);
    expect(failure).toMatchObject({ step: 2, exitCode: 2, output: ['compiling'] });
  });

  it('reads podman', () => {
    const { steps, builder, outcome } = readOne(newerLogs.podman);
    expect([builder, outcome]).toEqual(['buildah', 'finished']);
    expect(steps.map((step) => step.outcome)).toEqual(['done', 'cached', 'done']);
  });

  it.each([
    ['the table, rounded, of a store that it does not tell', newerLogs.images, 'unstated', 1_090_000_000],
    ["Engine 29's table with two sizes", newerLogs.imagesOfEngine29, 'containerd', 192_000_000],
    ['the inspection in a containerd store', newerLogs.containerdInspect, 'compressed', 48_700_000],
  ])('reads images: %s', (_, text, kind, bytes) => {
    expect(readOne(text).images?.at(-1)?.size).toMatchObject({ kind, bytes });
  });

  it('gives a listing the image and the store that the log before it names', () => {
    expect(readOne(`${newerLogs.containerdPlain}\n${newerLogs.images}`).size).toMatchObject({
      bytes: 181_000_000,
      kind: 'containerd',
      roundedTo: 1_000_000,
    });
  });

  it('reads the build cache, as a table and in full', () => {
    expect(readOne(newerLogs.cacheTable).buildCache).toMatchObject({
      total: 2_768_000_000,
      reclaimable: 2_130_000_000,
      entries: [
        { bytes: 2_130_000_000, reclaimable: true, shared: false },
        { bytes: 638_100_000, reclaimable: false, shared: true },
      ],
    });
    expect(readOne(newerLogs.cacheVerbose).buildCache?.entries).toMatchObject([{ kind: 'exec.cachemount' }]);
  });

  it.each(Object.entries(newerLogs))('understands every line of %s', (_, log) => {
    expect(readPasted(log).notUnderstood).toEqual([]);
  });
});

describe('any text', () => {
  it('is two builds where two logs follow each other', () => {
    const twice = [ownLogs.plain, ownLogs.plainCached, ubuntuBuild, ownLogs.tty, ownLogs.legacy, newerLogs.rawjson];
    expect(readPasted(twice.join('\n')).recordings.map((one) => one.id)).toEqual([
      'pasted',
      ...[2, 3, 4, 5, 6].map((place) => `pasted-${place}`),
    ]);
  });

  it('shows what it does not understand, with line numbers', () => {
    const { notUnderstood, parts } = readPasted(`dear all,\nthis is slow:\n${newerLogs.images}\nregards`);
    expect(notUnderstood.map(({ line, text }) => `${line} ${text}`)).toEqual([
      '1 dear all,',
      '2 this is slow:',
      '7 regards',
    ]);
    expect(parts).toEqual([{ form: 'docker-images', first: 3, last: 5 }]);
  });

  it('has no recordings where nothing is recognised', () => {
    expect(readPasted('FROM python\nRUN pip install flask\n')).toMatchObject({ recordings: [], notUnderstoodCount: 2 });
    expect(readPasted('').recordings).toEqual([]);
  });

  it('is read to the limits and says so', () => {
    expect(readPasted(`${'x'.repeat(30_000)}\n`).cut).toBe(true);
    expect(readPasted('\n'.repeat(300_000)).cut).toBe(true);
    expect(readPasted(ownLogs.plain).cut).toBe(false);
  });

  it('gives recordings that fit the schema, whatever is cut, swapped or repeated', () => {
    const lines = [...Object.values(ownLogs), ...Object.values(newerLogs), ubuntuInspect].flatMap((log) =>
      log.split('\n'),
    );
    const line = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...lines) }, { weight: 1, arbitrary: fc.string() });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.nat(200), (chosen, from) => {
        const text = chosen.join('\n').slice(from);
        const { recordings, notUnderstoodCount, notUnderstood } = readPasted(text);
        for (const one of recordings) expect(recording.safeParse(one).success).toBe(true);
        expect(notUnderstoodCount).toBeGreaterThanOrEqual(notUnderstood.length);
      }),
      { numRuns: 400 },
    );
  });
});

describe('histories of other programs and without a head', () => {
  const podman = [
    'ID            CREATED       CREATED BY                                     SIZE        COMMENT',
    '2b3c4d5e6f70  2 hours ago   /bin/sh -c #(nop) CMD ["python"]               0 B         FROM docker.io/library/python:3.12',
    '<missing>     2 hours ago   /bin/sh -c pip install flask                   14.9 MB     ',
    '<missing>     3 weeks ago   /bin/sh -c #(nop) ADD file:abc in /            77.9 MB     ',
  ];
  const layers = [
    { createdBy: 'ADD file:abc in /', bytes: 77_900_000 },
    { createdBy: 'RUN pip install flask', bytes: 14_900_000 },
    { createdBy: 'CMD ["python"]', bytes: 0 },
  ];

  it('reads podman’s', () => {
    expect(readOne(podman.join('\n')).layers).toMatchObject(layers);
  });

  it('reads rows of docker images that were picked out', () => {
    const { recordings, notUnderstoodCount } = readPasted(
      '$ docker images | grep shop\nshop     1.0    f611d3f8c7d3   15 seconds ago   62.2MB\n',
    );
    expect(recordings[0]?.images).toMatchObject([{ name: 'shop:1.0', size: { bytes: 62_200_000 } }]);
    expect(notUnderstoodCount).toBe(0);
  });

  it('reads rows alone', () => {
    const rows = podman.slice(1).map((row) => row.replace(/(\d) (?=M?B\b)/, '$1'));
    const { recordings, notUnderstoodCount } = readPasted(rows.join('\n'));
    expect(recordings[0]?.layers).toMatchObject(layers);
    expect(notUnderstoodCount).toBe(0);
  });
});

describe('what compose says around builds', () => {
  it.each([
    ' web  Built',
    'Building web',
    ' ✔ web  Built   0.0s',
    ' Image shop-web  Built',
    'PS C:\\shop> docker compose up',
  ])('is understood: %s', (line) => {
    const { recordings, notUnderstoodCount } = readPasted(`${line}\n${ownLogs.legacy}\n${line}\n`);
    expect(recordings).toHaveLength(1);
    expect(notUnderstoodCount).toBe(0);
  });
});

describe('podman on a build server', () => {
  const stamp = (second: number, text: string) =>
    `2026-05-01T12:00:${String(second).padStart(2, '0')}.0000000Z ${text}`;
  const log = [
    stamp(0, '[1/2] STEP 1/2: FROM docker.io/library/python:3.12 AS build'),
    stamp(4, '[1/2] STEP 2/2: RUN pip wheel .'),
    stamp(9, '--> 0a1b2c3d4e5f'),
    stamp(10, '[2/2] STEP 1/2: FROM docker.io/library/python:3.12-slim'),
    stamp(11, '[2/2] STEP 2/2: COPY --from=build /wheels /wheels'),
    stamp(12, '[2/2] COMMIT shop'),
    stamp(13, '--> 1a2b3c4d5e6f'),
    stamp(13, 'Successfully tagged localhost/shop:latest'),
  ];

  it('has the times of its stamps, and both stages', () => {
    const read = readOne(log.join('\n'));
    expect(read.steps.map(({ stage, seconds, outcome }) => [stage, seconds, outcome])).toEqual([
      ['stage-0', 4, 'done'],
      ['stage-0', 6, 'done'],
      ['stage-1', 1, 'done'],
      ['stage-1', 1, 'done'],
    ]);
    expect(read).toMatchObject({ seconds: 13, builder: 'buildah', exported: { names: ['shop'] } });
  });

  it('is told apart from the next build', () => {
    const again = ['STEP 1/1: FROM redis', 'COMMIT cache'];
    expect(readPasted([...log, ...again].join('\n')).recordings).toHaveLength(2);
  });
});
