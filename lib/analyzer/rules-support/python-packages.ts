import type { Build, InstalledPackage } from '../build/types';
import { indexCatalog } from '../catalog/look-up';
import type { WheelRecord } from '../catalog/types';
import { type Estimate, sum } from '../estimate';

/** The recorded wheels of a distribution, newest first. */
export function wheelsOf(build: Build, name: string): readonly WheelRecord[] {
  return indexCatalog(build.catalog).wheels.get(name) ?? [];
}

/** The Python packages that the final image holds. */
export function finalPackages(build: Build): readonly InstalledPackage[] {
  return (build.target?.after.pythonEnvironments ?? []).flatMap((environment) => environment.packages);
}

/** Names of the packages that some packages need, themselves included, as far as the catalog's wheels tell. */
function closeOver(build: Build, packages: readonly InstalledPackage[], roots: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...roots];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const installed = packages.find((entry) => entry.name === name);
    if (installed === undefined || reached.has(name)) continue;
    reached.add(name);
    const wheels = wheelsOf(build, name);
    const wheel = wheels.find((entry) => entry.version === installed.version) ?? wheels[0];
    queue.push(...(wheel?.requires ?? []));
  }
  return reached;
}

/** Bytes of one package and of what only it pulls in; `undefined` where it is not installed. */
export function bytesWithout(build: Build, name: string): Estimate | undefined {
  const packages = finalPackages(build);
  const others = packages.filter((entry) => entry.direct && entry.name !== name).map((entry) => entry.name);
  const needed = closeOver(build, packages, others);
  const going = closeOver(build, packages, [name]);
  const freed = packages.filter((entry) => going.has(entry.name) && !needed.has(entry.name));
  return freed.length === 0 ? undefined : sum(freed.map((entry) => entry.bytes));
}
