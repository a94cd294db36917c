import { describe, expect, it } from 'vitest';
import { sumBytes } from '@/components/treemap/layout';
import { type Recording, recording } from '@/lib/recordings/schema';
import { contentTree } from './contents';

function make(more: Record<string, unknown>): Recording {
  return recording.parse({
    id: 'one',
    title: 'One',
    summary: '',
    origin: 'ours',
    source: { title: 'Ours', date: '2026-01' },
    circumstances: [],
    base: 'python:3.13-slim',
    ...more,
  });
}

const file = (bytes: number) => ({ bytes, files: 1 });

describe('contentTree', () => {
  it('is nothing where neither layers nor contents are told', () => {
    expect(contentTree(make({}))).toBeNull();
    expect(contentTree(make({ layers: [{ createdBy: 'CMD ["a"]', bytes: 0 }] }))).toBeNull();
  });

  it('puts the layers of the base together and gives each own layer its kind', () => {
    const tree = contentTree(
      make({
        layers: [
          { createdBy: 'ADD rootfs', bytes: 70, ofBase: true },
          { createdBy: 'CMD ["python3"]', bytes: 0, ofBase: true },
          { createdBy: 'RUN apt-get install -y gcc', bytes: 30 },
          { createdBy: 'RUN pip install flask', bytes: 10 },
          { createdBy: 'COPY . .', bytes: 1 },
          { createdBy: 'RUN /bin/sh -c chown -R app /app # buildkit', bytes: 5 },
        ],
      }),
    );
    expect(tree?.children?.map(({ kind, bytes }) => [kind, bytes])).toEqual([
      ['base', 70],
      ['os-packages', 30],
      ['python-packages', 10],
      ['code', 1],
      ['waste', 5],
    ]);
  });

  it('shows packages where they are most of a layer, folders where they are not, and loses no byte', () => {
    const tree = contentTree(
      make({
        size: { bytes: 1_000, kind: 'classic' },
        contents: [
          {
            createdBy: 'RUN pip install flask',
            ...file(100),
            packages: [{ name: 'flask', ...file(60) }],
            folders: [{ path: '/opt/venv', ...file(100) }],
          },
          {
            createdBy: 'RUN apt-get install -y gcc',
            ...file(300),
            packages: [{ name: 'gdb', ...file(2) }],
            folders: [
              { path: '/usr/lib', ...file(250) },
              { path: '/var/cache', ...file(50) },
            ],
          },
        ],
      }),
    );
    if (tree === null) throw new Error('no tree');
    expect(sumBytes(tree)).toBe(1_000);
    const [base, pip, apt] = tree.children ?? [];
    expect(base).toMatchObject({ kind: 'base', bytes: 600 });
    expect(pip?.children?.map(({ name }) => name)).toEqual(['flask']);
    expect(apt?.children?.map(({ kind }) => kind)).toEqual(['os-packages', 'caches']);
  });
});
