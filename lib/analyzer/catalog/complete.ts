import type { z } from 'zod';
import type { Catalog, catalogSchema } from './types';

/** A catalog as its files hold it: what its schema fills in may be missing. */
type CatalogDocument = z.input<typeof catalogSchema>;

const lists = [
  'baseImages',
  'imageFigures',
  'osIndexes',
  'packageSets',
  'systemPythons',
  'programs',
  'wheels',
  'wheelSets',
  'figures',
  'lifecycles',
  'machines',
  'nativePackages',
  'parts',
] as const satisfies readonly (keyof CatalogDocument)[];

/** Whether a document has the lists of a catalog. Their records are held to the schema when they are generated. */
function isDocument(value: unknown): value is CatalogDocument {
  if (typeof value !== 'object' || value === null) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return lists.every((name) => !entries.has(name) || Array.isArray(entries.get(name)));
}

/**
 * Fills in what the records of a generated catalog leave out, as `catalogSchema` does, without the weight of a validator:
 * the page loads only documents that tests have held to the schema. Throws TypeError where the lists themselves are amiss.
 */
export function completeCatalog(document: unknown): Catalog {
  if (!isDocument(document)) throw new TypeError('This is no catalog of recorded facts.');
  return {
    baseImages: document.baseImages ?? [],
    imageFigures: document.imageFigures ?? [],
    osIndexes: (document.osIndexes ?? []).map((index) =>
      Object.assign({ standsFor: [], provides: {}, absent: [] }, index),
    ),
    packageSets: document.packageSets ?? [],
    systemPythons: document.systemPythons ?? [],
    programs: (document.programs ?? []).map((program) =>
      Object.assign({ debian: [], alpine: [], full: false, busybox: false }, program),
    ),
    wheels: (document.wheels ?? []).map((wheel) =>
      Object.assign({ requires: [], extras: {}, scripts: [], modules: [] }, wheel),
    ),
    wheelSets: document.wheelSets ?? [],
    figures: document.figures ?? [],
    distributionFiles: document.distributionFiles ?? [],
    lifecycles: document.lifecycles ?? [],
    machines: document.machines ?? [],
    nativePackages: (document.nativePackages ?? []).map((entry) => Object.assign({ unless: [] }, entry)),
    parts: (document.parts ?? []).map((part) => Object.assign({ needs: [], pythons: [] }, part)),
  };
}
