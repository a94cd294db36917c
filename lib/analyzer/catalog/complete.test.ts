import { describe, expect, it } from 'vitest';
import document from '@/content/catalog.generated.json';
import { completeCatalog } from './complete';
import { catalogSchema } from './types';

describe('completing a generated catalog', () => {
  it('gives what its schema gives', () => {
    expect(completeCatalog(document)).toEqual(catalogSchema.parse(document));
  });

  it('gives empty lists for an empty document', () => {
    expect(completeCatalog({})).toEqual(catalogSchema.parse({}));
  });

  it('refuses what is no catalog', () => {
    for (const other of [null, 'wheels', { wheels: 'none' }]) expect(() => completeCatalog(other)).toThrow(TypeError);
  });
});
