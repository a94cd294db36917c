import type { Build } from '../build/types';
import { type OsPackage, resolveOsPackages } from '../catalog/os-packages';
import type { PlacedRun } from './steps';

/** What apt would install for some packages, as far as the catalog tells. */
export interface Recommendations {
  /** Packages that come only because another recommends them. */
  readonly packages: readonly OsPackage[];
  /** The catalog knows every package asked for. */
  readonly complete: boolean;
}

/** What an apt install of some packages takes in that these only recommend. */
export function findRecommendations(build: Build, run: PlacedRun, names: readonly string[]): Recommendations {
  const { distribution, release, variant } = run.stage.profile;
  const { packages, unknown } = resolveOsPackages(
    {
      distribution: distribution === 'ubuntu' ? 'ubuntu' : 'debian',
      release,
      names,
      recommends: true,
      present: run.step.before.osPackages,
      documentation: variant === 'full',
    },
    build.catalog,
  );
  return { packages: packages.filter((entry) => entry.because === 'recommended'), complete: unknown.length === 0 };
}
