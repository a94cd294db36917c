import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutTreemap, sumBytes, type TreemapNode } from './layout';

const size = { width: 800, height: 400 };
const leaf = (name: string, bytes: number): TreemapNode => ({ name, bytes, kind: 'python-packages' });
const root = (...children: TreemapNode[]): TreemapNode => ({ name: 'image', bytes: 0, kind: null, children });

describe('layoutTreemap', () => {
  it('gives every part an area in proportion to its bytes, largest first', () => {
    const cells = layoutTreemap(root(leaf('small', 100), leaf('large', 300)), size);
    expect(cells.map((cell) => cell.node.name)).toEqual(['large', 'small']);
    const [large, small] = cells.map((cell) => cell.pixels.width * cell.pixels.height);
    expect((large ?? 0) / (small ?? 1)).toBeCloseTo(3, 1);
  });

  it('draws what the children of a part leave unexplained as the rest', () => {
    const group = { ...leaf('layer', 1000), children: [leaf('flask', 400)] };
    const names = layoutTreemap(root(group), size).map((cell) => [cell.node.name, cell.node.bytes, cell.group]);
    expect(names).toEqual([
      ['layer', 1000, true],
      ['the rest', 600, false],
      ['flask', 400, false],
    ]);
  });

  it('draws parts that nobody could see as one', () => {
    const parts = Array.from({ length: 50 }, (_, index) => leaf(`tiny-${index}`, 1));
    const cells = layoutTreemap(root(leaf('all', 100_000), ...parts), size);
    expect(cells.map((cell) => cell.node.name)).toEqual(['all', '50 more']);
    expect(cells[1]?.node).toMatchObject({ bytes: 50, merged: 50 });
  });

  it.each([
    [root(), 'an image of nothing'],
    [root(leaf('a', 0)), 'parts without bytes'],
    [root(leaf('a', -5)), 'a part with fewer than none'],
  ])('draws nothing of %j: %s', (node) => {
    expect(layoutTreemap(node, size)).toEqual([]);
  });

  it('stays within the picture and loses no byte, whatever the tree', () => {
    const fields = {
      name: fc.string(),
      bytes: fc.integer({ min: -10, max: 1_000_000 }),
      kind: fc.constantFrom('base' as const, 'caches' as const, null),
    };
    const part = (children: fc.Arbitrary<TreemapNode>) =>
      fc.record({ ...fields, children: fc.array(children, { maxLength: 5 }) });
    const tree: fc.Arbitrary<TreemapNode> = part(part(part(fc.record(fields))));
    fc.assert(
      fc.property(tree, (node) => {
        const cells = layoutTreemap(root(node), size);
        for (const cell of cells) {
          expect(cell.left).toBeGreaterThanOrEqual(-0.01);
          expect(cell.left + cell.width).toBeLessThanOrEqual(100.01);
          expect(cell.top).toBeGreaterThanOrEqual(-0.01);
          expect(cell.top + cell.height).toBeLessThanOrEqual(100.01);
        }
        const leaves = cells.filter((cell) => !cell.group).reduce((sum, cell) => sum + cell.node.bytes, 0);
        if (cells.length > 0 && cells.length < 240) expect(leaves).toBe(sumBytes(root(node)));
      }),
      { numRuns: 200 },
    );
  });
});
