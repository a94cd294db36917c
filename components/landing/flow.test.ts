import { describe, expect, it } from 'vitest';
import { layOutFlow } from './flow';

const measures = { lineHeight: 20, height: 400, scale: 400e6, width: 80 };

describe('layOutFlow', () => {
  it('stacks the bands from the top, as tall as their bytes', () => {
    const segments = layOutFlow(
      [
        { id: 'base-1', kind: 'base', bytes: 100e6, firstLine: 0, lastLine: 0 },
        { id: 'python-packages-1', kind: 'python-packages', bytes: 50e6, firstLine: 2, lastLine: 2 },
      ],
      measures,
    );
    expect(segments.map(({ top, height }) => [top, height])).toEqual([
      [0, 100],
      [100, 50],
    ]);
  });

  it('shares the lines of an instruction between its bands by their bytes', () => {
    const [first, second] = layOutFlow(
      [
        { id: 'os-packages-1', kind: 'os-packages', bytes: 90e6, firstLine: 1, lastLine: 2 },
        { id: 'waste-1', kind: 'waste', bytes: 30e6, firstLine: 1, lastLine: 2 },
      ],
      measures,
    );
    expect(first?.ribbon).toMatch(/^M0 22C/);
    expect(first?.ribbon).toMatch(/ 0 49Z$/);
    expect(second?.ribbon).toMatch(/^M0 49C/);
    expect(second?.ribbon).toMatch(/ 0 58Z$/);
  });

  it('lets no ribbon narrow: few bytes leave their line as a thread from its middle', () => {
    const [thread] = layOutFlow([{ id: 'code-1', kind: 'code', bytes: 4e6, firstLine: 0, lastLine: 0 }], measures);
    expect(thread?.ribbon).toMatch(/^M0 8C/);
    expect(thread?.ribbon).toMatch(/ 0 12Z$/);
  });

  it('shows what is there but small with one pixel', () => {
    expect(
      layOutFlow([{ id: 'code-1', kind: 'code', bytes: 900, firstLine: 0, lastLine: 0 }], measures)[0]?.height,
    ).toBe(1);
  });
});
