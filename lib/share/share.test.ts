import { createHash } from 'node:crypto';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPasted } from '../recordings/readers/read-pasted';
import { ownLogs } from '../recordings/readers/testing/own-logs';
import { decodeBase64Url, encodeBase64Url } from './base64url';
import { checksum } from './checksum';
import { decodeProject } from './decode';
import { inflate, slices } from './deflate';
import { encodeProject } from './encode';
import { shareLimits } from './format';
import { explainUnusablePath } from './paths';
import type { SharedProject } from './schema';

const shared: SharedProject = {
  dockerfile: 'Dockerfile',
  files: [
    { path: 'Dockerfile', text: 'FROM python:3.13-slim\nCOPY . /app\nCMD ["python", "/app/src/main.py"]\n' },
    { path: 'src/main.py', text: 'print("schön")\n', executable: true },
  ],
  bulk: [{ path: '.git', bytes: 48_000_000, files: 1_250 }],
  ruleset: '2026.1',
};

async function encode(project: SharedProject): Promise<string> {
  const result = await encodeProject(project);
  if (!result.ok) throw new Error(result.message);
  return result.fragment;
}

/** A fragment with a right checksum around any document. */
function pack(document: unknown): string {
  const json = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  return `1.${encodeBase64Url(deflateRawSync(json))}.${checksum(json)}`;
}

const segment = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter((text) => explainUnusablePath(text) === null && !text.includes('/'));
const filePath = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 300 }));
const file = fc.oneof(
  fc.record({ path: filePath, text: anyText }),
  fc.record({ path: filePath, text: anyText, executable: fc.boolean() }),
);
const anyProject: fc.Arbitrary<SharedProject> = fc
  .record({
    files: fc.uniqueArray(file, { minLength: 1, maxLength: 6, selector: (entry) => entry.path }),
    bulk: fc.array(fc.record({ path: filePath, bytes: fc.maxSafeNat(), files: fc.nat() }), { maxLength: 4 }),
    ruleset: fc.string({ maxLength: 20 }),
    chosen: fc.nat(),
  })
  .map(({ files, bulk, ruleset, chosen }) => ({
    dockerfile: files[chosen % files.length]?.path ?? '',
    files,
    bulk,
    ruleset,
  }));

describe('a share link', () => {
  it('gives back every project that it was made from', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, async (project) => {
        expect(await decodeProject(await encode(project))).toEqual({ ok: true, shared: project });
      }),
    );
  });

  it('opens with and without the hash sign', async () => {
    expect(await decodeProject(`#${await encode(shared)}`)).toEqual({ ok: true, shared });
  });

  it('holds raw deflate in base64url after its version, for any other program to read', async () => {
    const [version, payload = ''] = (await encode(shared)).split('.');
    expect(version).toBe('1');
    expect(JSON.parse(inflateRawSync(Buffer.from(payload, 'base64url')).toString('utf8'))).toEqual(shared);
  });

  it('needs no escaping in an address', async () => {
    const fragment = await encode(shared);
    expect(new URL(`http://localhost/playground#${fragment}`).hash).toBe(`#${fragment}`);
    expect(fragment).toMatch(/^[A-Za-z0-9._-]+$/);
  });

  it('says that its end is missing wherever it was cut', async () => {
    const fragment = await encode(shared);
    for (let length = 1; length < fragment.length; length += 1) {
      expect(await decodeProject(fragment.slice(0, length)), `cut after ${length}`).toMatchObject({
        ok: false,
        kind: 'truncated',
      });
    }
  });

  it('never opens as another project when one character was altered', async () => {
    const fragment = await encode(shared);
    const character = fc.oneof(
      fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'),
      fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(fragment.length - 1), character, async (position, replacement) => {
        const altered = fragment.slice(0, position) + replacement + fragment.slice(position + 1);
        const result = await decodeProject(altered);
        // The last byte of a deflate stream has bits that mean nothing: altering them alters no project.
        if (result.ok) expect(result.shared).toEqual(shared);
        else expect(altered).not.toBe(fragment);
      }),
      { numRuns: 500 },
    );
  });

  it('never opens as another project when a piece was removed, doubled or moved', async () => {
    const fragment = await encode(shared);
    const place = fc.nat(fragment.length);
    await fc.assert(
      fc.asyncProperty(place, place, place, async (first, second, target) => {
        const piece = fragment.slice(Math.min(first, second), Math.max(first, second));
        const rest = fragment.slice(0, Math.min(first, second)) + fragment.slice(Math.max(first, second));
        const versions = [rest, fragment + piece, rest.slice(0, target) + piece + rest.slice(target)];
        for (const altered of versions) {
          const result = await decodeProject(altered);
          if (result.ok) expect(result.shared).toEqual(shared);
          else expect(altered).not.toBe(fragment);
        }
      }),
    );
  });

  it('answers any text at all with a kind and a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom('', '1.', '2.'),
        async (text, start) => {
          const result = await decodeProject(start + text);
          expect(result).toMatchObject({
            ok: false,
            message: expect.stringMatching(/^This link .*\.$|^The end .*\.$/s),
          });
        },
      ),
    );
  });
});

describe('recordings in a link', () => {
  const own = (index = 0) => {
    const [first] = readPasted(`${ownLogs.plain}\n${ownLogs.history}`).recordings;
    if (first === undefined) throw new Error('no recording');
    return { ...first, id: `own-${index}` };
  };

  it('come back as they were', async () => {
    const project = { ...shared, recordings: [own(), own(1)] };
    expect(await decodeProject(await encode(project))).toEqual({ ok: true, shared: project });
  });

  it('raise the version of the link, and only they do', async () => {
    expect(await encode({ ...shared, recordings: [own()] })).toMatch(/^2\./);
    expect(await encode({ ...shared, recordings: [] })).toMatch(/^1\./);
    expect(await encode(shared)).toMatch(/^1\./);
  });

  it('come back whatever was pasted', async () => {
    const line = fc.oneof(fc.constantFrom(...ownLogs.plain.split('\n')), fc.string({ maxLength: 60 }));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
        const recordings = readPasted(lines.join('\n')).recordings.slice(0, shareLimits.recordings);
        const project = recordings.length === 0 ? shared : { ...shared, recordings };
        expect(await decodeProject(await encode(project))).toEqual({ ok: true, shared: project });
      }),
      { numRuns: 60 },
    );
  });

  it('claim no published source', async () => {
    const result = await decodeProject(await encode({ ...shared, recordings: [{ ...own(), origin: 'published' }] }));
    expect(result).toMatchObject({ ok: true, shared: { recordings: [{ origin: 'pasted' }] } });
  });

  it.each([
    ['one that is none', [{ id: 'x' }], 'invalid'],
    ['no list', {}, 'invalid'],
    ['more than a link takes', Array.from({ length: shareLimits.recordings + 1 }, () => own()), 'invalid'],
  ])('are refused: %s', async (_, recordings, kind) => {
    expect(await decodeProject(pack({ ...shared, recordings }))).toMatchObject({ ok: false, kind });
  });

  it('that do not fit are named as what to leave out', async () => {
    const digests = Array.from({ length: 1_500 }, (_, index) =>
      createHash('sha256').update(`${index}`).digest('base64'),
    );
    const summary = digests.join('');
    const result = await encodeProject({ ...shared, recordings: [{ ...own(), summary }] });
    expect(result).toMatchObject({
      ok: false,
      kind: 'too-large',
      message: expect.stringContaining('Leave a recording out'),
    });
  });
});

describe('a link that does not open', () => {
  const path = (name: string) => pack({ ...shared, dockerfile: name, files: [{ path: name, text: '' }] });
  const cases: readonly [string, string, string][] = [
    ['nothing', '', 'empty'],
    ['a lone hash sign', '#', 'empty'],
    ['a link of a later version', '3.anything-at-all', 'unknown-version'],
    ['a link of a much later version', '17.a.b.c.d', 'unknown-version'],
    ['an anchor of the page', '#top', 'malformed'],
    ['a version that is none', '0.abc.00000000', 'malformed'],
    ['an empty payload', '1..00000000', 'malformed'],
    ['characters outside base64url', '1.ab+/.00000000', 'malformed'],
    ['bytes that are no deflate stream', `1.${encodeBase64Url(Buffer.from([255, 255, 255]))}.00000000`, 'malformed'],
    ['a wrong checksum', pack(shared).replace(/.{8}$/, '00000000'), 'malformed'],
    ['a checksum too long', `${pack(shared)}0`, 'malformed'],
    ['a link longer than any of ours', `1.${'A'.repeat(shareLimits.encoded)}.00000000`, 'too-large'],
    ['a document that is no JSON', pack('FROM scratch'), 'invalid'],
    ['JSON of another kind', pack([1, 2, 3]), 'invalid'],
    ['a project without files', pack({ ...shared, files: [] }), 'invalid'],
    ['a Dockerfile that is not among the files', pack({ ...shared, dockerfile: 'Dockerfile.web' }), 'invalid'],
    ['two files of one path', pack({ ...shared, files: [...shared.files, ...shared.files] }), 'invalid'],
    [
      'more than 64 files',
      pack({ ...shared, files: Array.from({ length: 65 }, (_, index) => ({ path: `f${index}`, text: '' })) }),
      'invalid',
    ],
    ['a path that climbs out', path('../Dockerfile'), 'invalid'],
    ['a path from the root', path('/etc/passwd'), 'invalid'],
    ['a path with a control character', path('Docker\u0000file'), 'invalid'],
    ['a path with a backslash', path('src\\main.py'), 'invalid'],
    ['a negative size', pack({ ...shared, bulk: [{ path: '.git', bytes: -1, files: 1 }] }), 'invalid'],
  ];

  it.each(cases)('is refused: %s', async (_, fragment, kind) => {
    expect(await decodeProject(fragment)).toMatchObject({ ok: false, kind });
  });

  it('names what is wrong with the project where we can tell', async () => {
    expect(await decodeProject(path('../Dockerfile'))).toMatchObject({
      message: expect.stringContaining('A path must not contain "." or ".." segments.'),
    });
  });

  it('stops a decompression bomb before it unfolds', async () => {
    const bomb = deflateRawSync(Buffer.alloc(40_000_000));
    const fragment = `1.${encodeBase64Url(bomb)}.00000000`;
    expect(fragment.length).toBeLessThan(shareLimits.encoded);
    expect(await decodeProject(fragment)).toMatchObject({ ok: false, kind: 'too-large' });
  });

  it('does not even read the rest of a bomb', async () => {
    const bomb = new Uint8Array(deflateRawSync(Buffer.alloc(100_000_000)));
    let handedOut = 0;
    function* counted() {
      for (const slice of slices(bomb)) {
        handedOut += slice.length;
        yield slice;
      }
    }
    expect(await inflate(counted(), shareLimits.decoded)).toEqual({ ok: false, kind: 'too-large' });
    expect(handedOut).toBeLessThan(bomb.length / 4);
  });

  it('opens a document of exactly the limit and refuses one byte more', async () => {
    const limit = 100_000;
    const atLimit = slices(new Uint8Array(deflateRawSync(Buffer.alloc(limit))));
    const above = slices(new Uint8Array(deflateRawSync(Buffer.alloc(limit + 1))));
    expect(await inflate(atLimit, limit)).toMatchObject({ ok: true });
    expect(await inflate(above, limit)).toEqual({ ok: false, kind: 'too-large' });
  });
});

describe('a project that cannot be shared', () => {
  const withText = (text: string): SharedProject => ({ ...shared, files: [{ path: 'Dockerfile', text }] });

  it('is told so where it does not compress into a link', async () => {
    let state = 1;
    const noise = Array.from({ length: 120_000 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return String.fromCharCode(0x21 + ((state >>> 24) % 0x5e));
    }).join('');
    expect(await encodeProject(withText(noise))).toMatchObject({
      ok: false,
      kind: 'too-large',
      message: expect.stringContaining('a link takes 64,000'),
    });
  });

  it('is told so where the reader would refuse to unpack it', async () => {
    expect(await encodeProject(withText('#'.repeat(1_000_001)))).toMatchObject({ ok: false, kind: 'too-large' });
  });

  it('is told so where a path is unusable', async () => {
    expect(await encodeProject({ ...shared, dockerfile: '../x', files: [{ path: '../x', text: '' }] })).toEqual({
      ok: false,
      kind: 'invalid',
      message: 'This project cannot be shared. A path must not contain "." or ".." segments.',
    });
  });
});

describe('base64url', () => {
  it('agrees with Node on every sequence of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it('knows one text for a sequence of bytes', () => {
    expect(decodeBase64Url('QQ')).toEqual(new Uint8Array([65]));
    expect(decodeBase64Url('QR')).toBeNull();
  });
});

describe('the checksum', () => {
  it('is CRC-32: the check value of its specification', () => {
    expect(checksum(new TextEncoder().encode('123456789'))).toBe('cbf43926');
  });

  it('agrees with zlib on every sequence of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Number.parseInt(checksum(bytes), 16)).toBe(crc32(bytes));
      }),
    );
  });
});
