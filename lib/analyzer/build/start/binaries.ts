import { listModules } from '../../catalog/distribution-files';
import { baseName } from '../paths';
import type { InstalledPackage, PythonEnvironment } from '../types';
import { importsAny } from './imported-modules';
import type { StartingContainer } from './starting-container';

/**
 * What is imported, and the package whose compiled code that loads at once. Many packages do without their compiled part,
 * or load it only when it is used: only those stand here of which neither is so.
 */
const loadsCompiled: ReadonlyMap<string, string> = new Map([
  ...'numpy pandas scipy scikit-learn pyarrow torch orjson psycopg2 psycopg2-binary bcrypt greenlet uvloop grpcio asyncpg pydantic-core'
    .split(' ')
    .map((name) => [name, name] as const),
  ...['pydantic', 'pydantic-settings', 'fastapi', 'sqlmodel'].map((name) => [name, 'pydantic-core'] as const),
]);

/** Compiled packages load with the C library and the Python that they were made for; `true` where one here has another. */
export function reportForeignBinary(
  container: StartingContainer,
  entry: string,
  environment: PythonEnvironment,
  folders: readonly string[],
): boolean {
  const { walk } = container;
  if (!walk.certain) return false;
  const packages = new Map(
    container.visibleFrom(environment).flatMap((each) => each.packages.map((one) => [one.name, one] as const)),
  );
  for (const [name, compiled] of loadsCompiled) {
    const found = packages.get(compiled);
    const reason = found === undefined || !packages.has(name) ? null : findMismatch(container, found, environment);
    if (reason === null || !importsAny(container, entry, folders, listModules(walk.catalog, name))) continue;
    container.fail(reason.kind, baseName(entry), name, compiled, reason);
    return true;
  }
  return false;
}

interface Mismatch {
  readonly kind: 'compiled-for-another-libc' | 'compiled-for-another-machine' | 'compiled-for-another-python';
  readonly made: string;
  readonly here: string;
}

function findMismatch(
  { walk }: StartingContainer,
  { binary }: InstalledPackage,
  { python }: PythonEnvironment,
): Mismatch | null {
  if (binary === undefined) return null;
  const { libc } = walk.profile;
  const { osPackages } = walk.state;
  const { architecture } = walk;
  if (architecture !== null && binary.architecture !== undefined && binary.architecture !== architecture)
    return { kind: 'compiled-for-another-machine', made: binary.architecture, here: architecture };
  // Alpine has a layer that lets some programs of glibc run.
  const bridged = osPackages.has('gcompat') || osPackages.has('libc6-compat');
  if (libc !== null && binary.libc !== libc && !bridged)
    return { kind: 'compiled-for-another-libc', made: binary.libc, here: libc };
  const [only, ...others] = binary.pythons;
  if (only === undefined || others.length > 0 || python === null || only === python) return null;
  return { kind: 'compiled-for-another-python', made: `Python ${only}`, here: `Python ${python}` };
}
