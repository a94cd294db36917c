import { type Catalog, catalogSchema } from '../analyzer/catalog/types';
import { parseContent, readJson, remember } from './source';

const generated = 'content/catalog.generated.json';

/** The catalog of recorded facts. Throws ContentError where a record does not fit. */
export const readCatalog: () => Catalog = remember(
  () => [generated],
  () => parseContent(generated, catalogSchema, readJson(generated)),
);
