import type { ImageReference } from './types';

const longestReference = 1_000;

/**
 * Takes an image reference apart: `registry/repository:tag@digest`. Docker Hub's own names are shortened, so that
 * `docker.io/library/python` reads `python`. `null` where the text is no reference.
 */
export function parseImageReference(text: string): ImageReference | null {
  if (text === '' || text.length > longestReference || /[\s$"'`\\]/.test(text)) return null;
  const [name = '', digest = null] = text.split('@', 2);
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  const tag = tagged ? name.slice(colon + 1) : null;
  const { registry, repository } = readRepository(tagged ? name.slice(0, colon) : name);
  if (repository === '' || tag === '' || digest === '') return null;
  return { text, registry, repository, tag, digest };
}

/** A first component with a dot or a port, or `localhost`, names a registry. */
function readRepository(path: string): { registry: string | null; repository: string } {
  const slash = path.indexOf('/');
  const first = path.slice(0, Math.max(slash, 0));
  const hasRegistry = slash > 0 && (/[.:]/.test(first) || first === 'localhost');
  const registry = hasRegistry ? first : null;
  const repository = hasRegistry ? path.slice(slash + 1) : path;
  if (registry !== null && registry !== 'docker.io' && registry !== 'index.docker.io') return { registry, repository };
  return { registry: null, repository: repository.replace(/^library\//, '') };
}
