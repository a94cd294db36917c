import type { Catalog, CatalogPartRecord } from './types';

/** What a project shows of the facts that it needs. */
export interface PartRequest {
  /** Texts that may call a package manager or name Python packages: the Dockerfile, scripts, requirements, lock files. */
  readonly texts: readonly string[];
  /** The bases of its stages. */
  readonly bases: readonly {
    readonly distribution: string;
    readonly release: string | null;
    readonly variant: string;
    /** Minor version of Python; `null` where it has none or we do not know. */
    readonly python: string | null;
  }[];
}

const packageManagers = { debian: /\b(?:apt|apt-get|aptitude)\b/, alpine: /\bapk\b/ } as const;
const word = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/g;
/** Of a longer text only the beginning is looked through: names stand on every line, and parts hold hundreds of them. */
const mostCharacters = 300_000;

/**
 * Names of the parts that an analysis of the project needs and that the catalog does not hold yet, sorted; none where it is
 * whole. A full image needs the index of its release even without a package manager: what it holds is computed from it.
 */
export function findNeededParts(request: PartRequest, catalog: Catalog): readonly string[] {
  if (catalog.parts.length === 0) return [];
  const needed = new Set<string>();
  const texts = request.texts.map((text) => text.slice(0, mostCharacters));
  for (const { distribution, release, variant } of request.bases) {
    if (distribution !== 'debian' && distribution !== 'ubuntu' && distribution !== 'alpine') continue;
    const family = distribution === 'alpine' ? 'alpine' : 'debian';
    const installs = texts.some((text) => packageManagers[family].test(text));
    if (installs || variant === 'full') add(needed, findRelease(`${distribution}:${release}`, family, catalog));
  }
  const names = gatherNames(texts);
  for (const part of catalog.parts) if (part.distributions.some((name) => names.has(name))) add(needed, part);
  // What earlier Pythons take goes with the wheels that the project names.
  const pythons = new Set(request.bases.map(({ python }) => python));
  for (const part of catalog.parts) {
    const fits = part.pythons.some((python) => pythons.has(python));
    if (fits && part.needs.some((name) => needed.has(name))) add(needed, part);
  }
  return [...needed].sort();
}

function add(needed: Set<string>, part: CatalogPartRecord | undefined): void {
  if (part === undefined) return;
  needed.add(part.name);
  for (const name of part.needs) needed.add(name);
}

/** The part with the index of a release, or of the first release of its family where none stands for it. */
function findRelease(
  release: string,
  family: keyof typeof packageManagers,
  { parts, osIndexes }: Catalog,
): CatalogPartRecord | undefined {
  const isKin = (distribution: string) => (distribution === 'alpine') === (family === 'alpine');
  return (
    parts.find((part) => part.releases.includes(release)) ??
    (osIndexes.some((index) => isKin(index.distribution))
      ? undefined
      : parts.find((part) => part.releases.some((name) => isKin(name.split(':')[0] ?? ''))))
  );
}

function gatherNames(texts: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [found] of text.matchAll(word)) names.add(found.toLowerCase().replace(/[-_.]+/g, '-'));
  }
  return names;
}

/** The catalog with a further part, which then no longer counts among those to load. */
export function joinCatalog(catalog: Catalog, part: Catalog, name: string): Catalog {
  return {
    baseImages: [...catalog.baseImages, ...part.baseImages],
    imageFigures: [...catalog.imageFigures, ...part.imageFigures],
    osIndexes: [...catalog.osIndexes, ...part.osIndexes],
    packageSets: [...catalog.packageSets, ...part.packageSets],
    systemPythons: [...catalog.systemPythons, ...part.systemPythons],
    programs: [...catalog.programs, ...part.programs],
    wheels: [...catalog.wheels, ...part.wheels],
    wheelSets: [...catalog.wheelSets, ...part.wheelSets],
    figures: [...catalog.figures, ...part.figures],
    lifecycles: [...catalog.lifecycles, ...part.lifecycles],
    machines: [...catalog.machines, ...part.machines],
    nativePackages: [...catalog.nativePackages, ...part.nativePackages],
    distributionFiles: [...catalog.distributionFiles, ...part.distributionFiles],
    parts: catalog.parts.filter((other) => other.name !== name),
  };
}
