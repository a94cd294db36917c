import { catalogParts } from '@/content/catalog-parts.generated';
import { completeCatalog } from '@/lib/analyzer/catalog/complete';
import { findNeededParts, joinCatalog, type PartRequest } from '@/lib/analyzer/catalog/parts';
import type { Catalog } from '@/lib/analyzer/catalog/types';
import type { Project } from '@/lib/analyzer/project';

/** Files in which the names of packages stand. */
const named =
  /(?:^|\/)(?:[^/]*requirements[^/]*\.(?:txt|in)|constraints[^/]*\.txt|pyproject\.toml|setup\.(?:py|cfg)|Pipfile|[^/]*\.lock|environment\.ya?ml|[^/]*\.sh)$/;

let loading: Promise<Catalog> | null = null;

/** The core of the catalog and the parts that earlier projects asked for, loaded once, apart from the analyzer's code. */
export function loadCatalog(): Promise<Catalog> {
  loading ??= import('@/content/catalog-core.generated.json').then((module) => completeCatalog(module.default));
  return loading;
}

/** The texts of a project that can ask for parts of the catalog, with the bases that its analysis found. */
export function describeNeeds(project: Project, bases: PartRequest['bases']): PartRequest {
  const files = project.files.filter(({ path }) => path === project.dockerfile || named.test(path));
  return { texts: files.map((file) => file.text), bases };
}

/** Loads what `request` needs and the catalog lacks; whether it then knows more. A part that cannot be loaded is left out. */
export async function loadParts(request: PartRequest): Promise<boolean> {
  const known = await loadCatalog();
  for (const name of findNeededParts(request, known)) {
    const before = loadCatalog();
    loading = addPart(before, name);
  }
  return (await loading) !== known;
}

async function addPart(before: Promise<Catalog>, name: string): Promise<Catalog> {
  const catalog = await before;
  if (!catalog.parts.some((part) => part.name === name)) return catalog;
  try {
    const document = await catalogParts[name]?.();
    return joinCatalog(catalog, completeCatalog(document?.default), name);
  } catch {
    // Offline, perhaps: estimates say what is unknown, and the next analysis tries again.
    return catalog;
  }
}
