import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { listTar, readSavedLayers } from './image-layers.mjs';

/** One entry of a tar archive, padded to blocks. */
function makeEntry(name: string, content: Buffer, kind = '0', length = content.length): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write(length.toString(8).padStart(11, '0'), 124);
  header.write(kind, 156);
  header.write('ustar', 257);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

const makeTar = (...entries: readonly Buffer[]) => Buffer.concat([...entries, Buffer.alloc(1024)]);
const list = (tar: Buffer) =>
  [...listTar((position, length) => tar.subarray(position, position + length))].map((entry) => entry.path);

describe('reading a saved image', () => {
  it('lists entries with long names, of GNU tar and of pax', () => {
    const long = `${'folder/'.repeat(30)}file`;
    const record = `path=${long}\n`;
    const pax = `${record.length + 4} ${record}`;
    expect(
      list(
        makeTar(
          makeEntry('./a', Buffer.from('x')),
          makeEntry('@LongLink', Buffer.from(long), 'L'),
          makeEntry('short', Buffer.alloc(0)),
          makeEntry('PaxHeaders/b', Buffer.from(pax), 'x'),
          makeEntry('b', Buffer.alloc(600)),
          makeEntry('c', Buffer.alloc(0)),
        ),
      ),
    ).toEqual(['a', long, long, 'c']);
  });

  it.each([
    ['classic', (layer: Buffer) => layer],
    ['containerd', (layer: Buffer) => gzipSync(layer)],
  ])('tells what made each layer and which files it has: %s store', (_, store) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'layerwise-test-'));
    try {
      const file = path.join(folder, 'image.tar');
      const config = {
        history: [{ created_by: 'FROM' }, { created_by: 'ENV', empty_layer: true }, { created_by: 'COPY' }],
      };
      const base = store(makeTar(makeEntry('bin/', Buffer.alloc(0), '5'), makeEntry('bin/sh', Buffer.alloc(700))));
      const copied = store(makeTar(makeEntry('app/main.py', Buffer.from('print()'))));
      writeFileSync(
        file,
        makeTar(
          makeEntry('base', base),
          makeEntry('copied', copied),
          makeEntry('config', Buffer.from(JSON.stringify(config))),
          makeEntry('manifest.json', Buffer.from(JSON.stringify([{ Config: 'config', Layers: ['base', 'copied'] }]))),
        ),
      );
      expect(readSavedLayers(file)).toEqual([
        { createdBy: 'FROM', files: [{ path: 'bin/sh', bytes: 700 }] },
        { createdBy: 'COPY', files: [{ path: 'app/main.py', bytes: 7 }] },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
