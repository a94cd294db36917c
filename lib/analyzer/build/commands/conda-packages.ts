import { readFigure } from '../../catalog/look-up';
import { type ResolvedWheel, resolveWheels } from '../../catalog/wheels';
import { type Estimate, multiply, nothing, scale, sum } from '../../estimate';
import { type CondaPackage, readCondaPackage } from '../../python/conda-environment';
import { parseRequirementArgument } from '../../python/requirements';
import { pipItself } from '../initial-state';
import type { InstalledPackage, PythonEnvironment } from '../types';
import type { Running } from './running';
import { holdUnmeasured } from './unmeasured';

/** Packages of conda on their way into an environment. */
interface CondaInstall {
  readonly environment: PythonEnvironment;
  /** Specifications, as written. */
  readonly packages: readonly string[];
  readonly unread: readonly string[];
  /** The folder in which conda keeps archives and indexes. */
  readonly archives: string;
}

/** What brings accelerators along, or the libraries of numerics. */
const heavy = /^(py)?torch|^tensorflow|^cuda|^cudnn|^cudatoolkit|^nvidia|^mkl|^jax|^cudf|^rapids|^libtorch|^r-base/;

/**
 * Holds what conda installs, as far as wheels of the same name tell: a conda package differs from the wheel, so that every
 * size is a range, and what has no wheel a wide one. Gives the environment as it then is.
 */
export function holdCondaPackages(running: Running, install: CondaInstall): PythonEnvironment {
  const { walk } = running;
  const { environment, packages } = install;
  const wanted = packages.flatMap((text) => readCondaPackage(text) ?? []);
  const python = readMinor(wanted.find((entry) => entry.name === 'python')) ?? environment.python;
  const wheels = resolve(running, wanted, python);
  const held: Estimate[] = [];
  const hold = (name: string, kind: 'python' | 'python-packages', bytes: Estimate, what: string) => {
    holdUnmeasured(walk, { path: `${environment.path}/packages/${name}`, kind, label: name }, bytes, what);
    held.push(bytes);
  };
  const isNew = environment.packages.length === 0;
  const hasPython = wanted.some((entry) => entry.name === 'python') || wheels.some((wheel) => wheel.record !== null);
  if (hasPython && (isNew || python !== environment.python))
    hold('python', 'python', readFigure(walk.catalog, 'conda-python'), 'the size of a conda environment’s own Python');
  for (const wheel of wheels)
    hold(wheel.name, 'python-packages', measure(running, wheel), `the size of the conda package ${wheel.name}`);
  for (const file of install.unread)
    hold(`of ${file}`, 'python-packages', readFigure(walk.catalog, 'unknown-requirements'), `the packages in ${file}`);
  keepArchives(running, install.archives, sum(held));
  const added: readonly InstalledPackage[] = wheels.map((wheel) => ({
    name: wheel.name,
    version: wheel.version,
    direct: wheel.direct,
    bytes: wheel.installed,
  }));
  const pip = hasPython && !environment.packages.some((entry) => entry.name === 'pip');
  const names = new Set(added.map((entry) => entry.name));
  return {
    ...environment,
    python,
    packages: [
      ...environment.packages.filter((entry) => !names.has(entry.name)),
      ...added,
      ...(pip && !names.has('pip') ? [pipItself(walk.catalog, nothing)] : []),
    ],
  };
}

/** `python=3.11` and `python=3.11.9` are both of 3.11; `python=3` tells no minor version. */
function readMinor(entry: CondaPackage | undefined): string | null {
  return /^\d+\.\d+/.exec(entry?.version ?? '')?.[0] ?? null;
}

/** The wheels of the same names, with what they need. */
function resolve(
  { walk, invocation }: Running,
  wanted: readonly CondaPackage[],
  python: string | null,
): readonly ResolvedWheel[] {
  const file = walk.shared.project.dockerfile;
  const requirements = wanted
    .filter((entry) => entry.name !== 'python' && entry.name !== 'pip')
    .flatMap(({ name, version }) => {
      const exact = version !== null && version.split('.').length > 2 ? `==${version}` : '';
      return parseRequirementArgument(`${name}${exact}`, file, invocation.command.range) ?? [];
    });
  return resolveWheels(
    { requirements, constraints: [], python, libc: walk.profile.libc ?? 'glibc', present: new Map(), again: false },
    walk.catalog,
  );
}

function measure({ walk }: Running, wheel: ResolvedWheel): Estimate {
  if (heavy.test(wheel.name)) return readFigure(walk.catalog, 'unknown-conda-accelerator');
  if (wheel.record === null) return readFigure(walk.catalog, 'unknown-conda-package');
  return multiply(sum([wheel.installed, wheel.bytecode]), readFigure(walk.catalog, 'conda-over-wheel'));
}

/** The archives stay until `conda clean`, and so do the indexes. Unpacked files are links to those of the environment. */
function keepArchives({ walk }: Running, folder: string, bytes: Estimate): void {
  const archives = multiply(bytes, readFigure(walk.catalog, 'conda-archives'));
  walk.hold(`${folder}/archives`, 'caches', 'archives that conda keeps', archives);
  walk.hold(`${folder}/cache`, 'caches', 'package indexes that conda keeps', readFigure(walk.catalog, 'conda-index'));
  walk.spend(readFigure(walk.catalog, 'conda-seconds'));
  const seconds = multiply(scale(bytes, 1), readFigure(walk.catalog, 'conda-seconds-per-byte'));
  walk.spend({ ...seconds, evidence: [], unknown: [] });
}
