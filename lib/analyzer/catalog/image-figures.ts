import type { Catalog, ImageFigureRecord } from './types';

/** What the catalog says of an image of another maker. */
export interface ImageFigure {
  readonly record: ImageFigureRecord;
  /** Minor version of the Python that it brings; `null` where it has none or we do not know. */
  readonly python: string | null;
}

interface Pattern {
  readonly record: ImageFigureRecord;
  readonly expression: RegExp;
  /** Characters that are no wildcard: the more, the closer. */
  readonly plain: number;
}

const patterns = new WeakMap<Catalog, ReadonlyMap<string, readonly Pattern[]>>();

/** The figure whose pattern fits a tag most closely; `null` where none does. `image` is the repository with its registry. */
export function findImageFigure(image: string, tag: string, catalog: Catalog): ImageFigure | null {
  for (const { record, expression } of readPatterns(catalog).get(image) ?? []) {
    const match = expression.exec(tag);
    if (match !== null) return { record, python: match.groups?.python ?? record.python ?? null };
  }
  return null;
}

function readPatterns(catalog: Catalog): ReadonlyMap<string, readonly Pattern[]> {
  const known = patterns.get(catalog);
  if (known !== undefined) return known;
  const made = new Map<string, Pattern[]>();
  for (const record of catalog.imageFigures) {
    const group = made.get(record.image) ?? [];
    group.push(readPattern(record));
    made.set(record.image, group);
  }
  for (const group of made.values()) group.sort((one, other) => other.plain - one.plain);
  patterns.set(catalog, made);
  return made;
}

const wildcards: Readonly<Record<string, string>> = {
  '*': '.*',
  '{python}': '(?<python>3\\.\\d+)',
  '{patch}': '(?:\\.\\d+)?',
};

function readPattern(record: ImageFigureRecord): Pattern {
  const parts = record.tags.split(/(\*|\{\w+\})/);
  const source = parts.map((part) => wildcards[part] ?? part.replace(/[.+()[\]^$|?\\]/g, '\\$&'));
  const plain = parts.reduce((total, part) => total + (part in wildcards ? 0 : part.length), 0);
  return { record, expression: new RegExp(`^${source.join('')}$`), plain };
}
