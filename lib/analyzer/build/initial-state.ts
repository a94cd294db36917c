import { indexCatalog, readFigure } from '../catalog/look-up';
import { closeOverDependencies } from '../catalog/os-packages';
import type { Catalog } from '../catalog/types';
import { type Estimate, nothing } from '../estimate';
import { type BaseDescription, describeBase } from './base-image';
import type { BaseProfile, ImageState, InstalledPackage, PythonEnvironment, StageBase } from './types';

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The state before the first step of a stage that builds on no other stage. */
export function startState(base: StageBase, profile: BaseProfile, catalog: Catalog): ImageState {
  const description = base.kind === 'image' ? describeBase(base.reference, catalog) : null;
  const python = profile.python;
  const environment = new Map([['PATH', python === null ? defaultPath : `/usr/local/bin:${defaultPath}`]]);
  const version = description?.record?.pythonVersion;
  if (version !== undefined) environment.set('PYTHON_VERSION', version);
  return {
    workingDirectory: '/',
    workingDirectorySet: false,
    user: 'root',
    shell: ['/bin/sh', '-c'],
    environment,
    buildArguments: new Map(),
    osPackages: description === null ? new Set() : listPackages(description, profile, catalog),
    pythonEnvironments: python === null ? [] : [makeSystemEnvironment('/usr/local', python, catalog, true)],
    files: new Map(),
    command: null,
    entrypoint: null,
  };
}

/** The Python of an image or of a distribution's packages. */
export function makeSystemEnvironment(
  path: string,
  python: string | null,
  catalog: Catalog,
  withPip: boolean,
): PythonEnvironment {
  return { kind: 'system', path, python, createdAt: path, packages: withPip ? [pipItself(catalog, nothing)] : [] };
}

/** pip as an environment brings it along. */
export function pipItself(catalog: Catalog, bytes: Estimate): InstalledPackage {
  return {
    name: 'pip',
    version: null,
    direct: false,
    bytes: bytes.high > 0 ? bytes : readFigure(catalog, 'pip-in-base'),
  };
}

/** The OS packages of a base image: its own complete list, that of a sibling, or what its recipe names. */
function listPackages(description: BaseDescription, profile: BaseProfile, catalog: Catalog): ReadonlySet<string> {
  const { record, nearest } = description;
  if (record?.packages !== undefined) return new Set(record.packages);
  const siblings = indexCatalog(catalog).repositories.get(nearest?.image ?? '') ?? [];
  const sibling = siblings.find(
    (other) =>
      other.packages !== undefined &&
      describesSame(other.image, other.tag, nearest?.tag ?? '') &&
      other.distribution === nearest?.distribution,
  );
  const names = new Set(sibling?.packages);
  const recipe = (record ?? nearest)?.installs ?? [];
  if (recipe.length > 0 && (profile.distribution === 'debian' || profile.distribution === 'ubuntu')) {
    for (const name of closeOverDependencies(recipe, profile.distribution, profile.release, catalog)) names.add(name);
  }
  return names;
}

/** Whether two tags of an image hold the same packages: Debian's slim variant leaves out files, not packages. */
function describesSame(image: string, one: string, other: string): boolean {
  if (image === 'debian') return true;
  const kind = (tag: string) => (tag.includes('alpine') ? 'alpine' : tag.includes('slim') ? 'slim' : 'full');
  return kind(one) === kind(other);
}
