import { describe, expect, it } from 'vitest';
import { kinds } from '@/components/layers/kinds';
import { readText } from '@/lib/content/source';
import { readPalette, toHex } from './palette';

describe('colours of preview images', () => {
  // As browsers compute them.
  it.each([
    ['oklch(1 0 0)', '#ffffff'],
    ['oklch(0 0 0)', '#000000'],
    ['oklch(0.628 0.2577 29.23)', '#ff0000'],
    ['oklch(0.452 0.3132 264.05)', '#0000ff'],
  ])('%s is %s', (colour, hex) => {
    expect(toHex(colour)).toBe(hex);
  });

  it('are none where the styles say something else', () => {
    expect(toHex('3.5rem')).toBeNull();
  });

  it('come from the styles of the light theme, all kinds among them', () => {
    const palette = readPalette(readText('app/globals.css'));
    for (const name of ['paper', 'ink', 'accent', ...kinds.map(({ kind }) => `kind-${kind}`)]) {
      expect(palette[name], name).toMatch(/^#[0-9a-f]{6}$/);
    }
    expect(Number.parseInt(palette.paper?.slice(1) ?? '0', 16)).toBeGreaterThan(0xf0f0e0);
  });
});
