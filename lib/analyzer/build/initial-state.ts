import { indexCatalog, readFigure } from '../catalog/look-up';
import { listBasePackages } from '../catalog/package-sets';
import type { BaseImageRecord, Catalog } from '../catalog/types';
import { type Estimate, nothing } from '../estimate';
import { rememberAnswers } from '../remember';
import { type BaseDescription, describeBase } from './base-image';
import type { BaseProfile, ImageState, InstalledPackage, PythonEnvironment, StageBase } from './types';

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const startStates = rememberAnswers<Catalog, ImageState>(1_000);

/** The state before the first step of a stage that builds on no other stage. */
export function startState(base: StageBase, profile: BaseProfile, catalog: Catalog): ImageState {
  if (base.kind !== 'image') return makeStartState(null, profile, catalog);
  const { reference } = base;
  return startStates(catalog, reference.text, () => makeStartState(describeBase(reference, catalog), profile, catalog));
}

function makeStartState(description: BaseDescription | null, profile: BaseProfile, catalog: Catalog): ImageState {
  const python = profile.python;
  const environment = new Map([['PATH', python === null ? defaultPath : `/usr/local/bin:${defaultPath}`]]);
  const version = description?.record?.pythonVersion;
  if (version !== undefined) environment.set('PYTHON_VERSION', version);
  return {
    workingDirectory: '/',
    workingDirectorySet: false,
    user: description?.figure?.record.user ?? 'root',
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

/** The OS packages of a base image: its own complete list, or that of its release and variant. */
function listPackages(description: BaseDescription, profile: BaseProfile, catalog: Catalog): ReadonlySet<string> {
  if (description.record?.packages !== undefined) return new Set(description.record.packages);
  const { distribution, release, variant } = profile;
  if (distribution === 'alpine') return new Set(findSibling(description, catalog)?.packages);
  if (distribution !== 'debian' && distribution !== 'ubuntu') return new Set();
  return listBasePackages(
    { distribution, release, variant: variant === 'full' || variant === 'slim' ? variant : 'minimal' },
    catalog,
  );
}

/** An image of the same repository and kind whose packages are known. */
function findSibling({ nearest }: BaseDescription, catalog: Catalog): BaseImageRecord | null {
  const siblings = indexCatalog(catalog).repositories.get(nearest?.image ?? '') ?? [];
  const isAlpine = (tag: string) => tag.includes('alpine');
  return (
    siblings.find((other) => other.packages !== undefined && isAlpine(other.tag) === isAlpine(nearest?.tag ?? '')) ??
    null
  );
}
