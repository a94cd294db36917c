import type { ImageReference } from './types';

const longestReference = 1_000;

/** Grammar of names and tags: github.com/distribution/reference, `regexp.go`. */
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const repositoryName = new RegExp(`^${component}(?:/${component})*$`);
const tagName = /^\w[\w.-]{0,127}$/;
const registryName = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?$/i;

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
  if (!repositoryName.test(repository) || (tag !== null && !tagName.test(tag)) || !isDigest(digest)) return null;
  if (registry !== null && !registryName.test(registry)) return null;
  return { text, registry, repository, tag, digest };
}

/** A digest's length is left open: examples cut it short. */
function isDigest(text: string | null): boolean {
  return text === null || /^[\w+.-]+:[0-9a-f]+$/i.test(text);
}

/** A first component with a dot, a port or a capital, or `localhost`, names a registry. */
function readRepository(path: string): { registry: string | null; repository: string } {
  const slash = path.indexOf('/');
  const first = path.slice(0, Math.max(slash, 0));
  const hasRegistry = slash > 0 && (/[.:A-Z]/.test(first) || first === 'localhost');
  const registry = hasRegistry ? first : null;
  const repository = hasRegistry ? path.slice(slash + 1) : path;
  if (registry !== null && registry !== 'docker.io' && registry !== 'index.docker.io') return { registry, repository };
  return { registry: null, repository: repository.replace(/^library\//, '') };
}
