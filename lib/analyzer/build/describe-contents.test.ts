import { describe, expect, it } from 'vitest';
import { type ContentNode, describeContents } from './describe-contents';
import { measureImage } from './sizes';
import { consumer, walk } from './testing/project';

const dockerfile = [
  'FROM debian:trixie-slim',
  'RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv gcc',
  'COPY requirements.txt /',
  'RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install -r /requirements.txt',
  'COPY . /app/',
  'RUN chown -R nobody /app',
  'RUN rm -rf /var/lib/apt/lists/*',
].join('\n');

function find(node: ContentNode, name: string): ContentNode | undefined {
  return node.name === name
    ? node
    : node.children.map((child) => find(child, name)).find((found) => found !== undefined);
}

function checkSums(node: ContentNode): void {
  if (node.children.length === 0) return;
  expect(node.children.reduce((total, child) => total + child.bytes, 0)).toBeCloseTo(node.bytes, 0);
  node.children.forEach(checkSums);
}

describe('the contents of an image', () => {
  const build = walk(dockerfile, consumer);
  const contents = describeContents(build);

  it('add up to its size, at every level', () => {
    expect(contents.root.bytes).toBeCloseTo(measureImage(build).classic.likely, 0);
    checkSums(contents.root);
  });

  it('name packages and files under their groups, with their layers', () => {
    expect(find(contents.root, 'pika')).toMatchObject({ kind: 'python-packages', step: '0:3' });
    expect(find(contents.root, 'main.py')).toMatchObject({ kind: 'code', step: '0:5' });
    expect(find(contents.root, 'Base image')?.children[0]?.name).toBe('debian:trixie-slim');
  });

  it('tell what is there twice', () => {
    expect(contents.duplicated).toContainEqual(
      expect.objectContaining({ path: '/app/src/main.py', step: '0:4', hiddenBy: '0:5' }),
    );
  });

  it('tell what was deleted too late', () => {
    expect(contents.deleted[0]).toMatchObject({ name: 'apt package lists', step: '0:1', hiddenBy: '0:6' });
  });

  it('tell what a container has no use for', () => {
    const names = contents.unneeded.map((entry) => entry.name);
    expect(names).toContain("pip's cache");
    expect(names).toContain('gcc and what it needs');
  });

  it('are bounded', () => {
    const files = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`data/${index}.txt`, 'x']));
    const { root } = describeContents(walk('FROM debian:trixie-slim\nCOPY . /data/\n', files));
    const count = (node: ContentNode): number => node.children.reduce((total, child) => total + count(child), 1);
    expect(count(root)).toBeLessThan(200);
    expect(root.bytes).toBeGreaterThan(0);
  });
});
