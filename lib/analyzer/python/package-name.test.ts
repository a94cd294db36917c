import { describe, expect, it } from 'vitest';
import { normalizeName } from './package-name';

describe('names', () => {
  it.each([
    ['Flask', 'flask'],
    ['ruamel.yaml', 'ruamel-yaml'],
    ['A__B--c..d', 'a-b-c-d'],
  ])('%s is compared as %s', (written, normal) => {
    expect(normalizeName(written)).toBe(normal);
  });
});
