import type { Build, InstalledPackage } from '../build/types';
import { type Estimate, sum } from '../estimate';

/** The Python packages that the final image holds. */
export function finalPackages(build: Build): readonly InstalledPackage[] {
  return (build.target?.after.pythonEnvironments ?? []).flatMap((environment) => environment.packages);
}

/** Bytes of one package and of what only it pulls in; `undefined` where it is not installed. */
export function bytesWithout(build: Build, name: string): Estimate | undefined {
  const packages = finalPackages(build);
  if (!packages.some((entry) => entry.name === name)) return undefined;
  const kept = new Set<string>();
  const visit = (package_: string): void => {
    if (kept.has(package_) || package_ === name) return;
    kept.add(package_);
    const version = packages.find((entry) => entry.name === package_)?.version;
    const wheels = build.catalog.wheels.filter((wheel) => wheel.name === package_);
    const wheel = wheels.find((entry) => entry.version === version) ?? wheels[0];
    for (const required of wheel?.requires ?? []) visit(required);
  };
  for (const entry of packages) if (entry.direct) visit(entry.name);
  return sum(packages.filter((entry) => !kept.has(entry.name)).map((entry) => entry.bytes));
}
