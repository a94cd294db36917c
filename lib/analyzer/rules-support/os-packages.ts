import type { Build } from '../build/types';
import type { Estimate } from '../estimate';
import type { PlacedRun } from './steps';

/**
 * Bytes that the recommendations of some packages take. The recommended sets overlap in a way that the records do not
 * tell: the largest of them is the low and likely figure, their sum the high one. `undefined` where nothing is recorded.
 */
export function recommendsSaved(build: Build, run: PlacedRun, packages: readonly string[]): Estimate | undefined {
  const { distribution, release } = run.stage.profile;
  const present = run.step.before.osPackages;
  const records = build.catalog.osPackages.filter(
    (record) =>
      record.distribution === distribution &&
      record.release === release &&
      record.bytesWithRecommends !== undefined &&
      packages.includes(record.name) &&
      !present.has(record.name),
  );
  if (records.length === 0) return undefined;
  const saved = records.map((record) => Math.max(0, (record.bytesWithRecommends ?? 0) - record.bytes));
  const largest = Math.max(...saved);
  return {
    low: largest,
    likely: largest,
    high: saved.reduce((total, bytes) => total + bytes, 0),
    evidence: records.map((record) => ({
      text: `${record.name} with and without its recommendations on ${record.onto}`,
      kind: 'recorded' as const,
      date: record.provenance.date,
      ...(record.provenance.url === undefined ? {} : { url: record.provenance.url }),
    })),
    unknown: [],
  };
}

const buildTools = new Set(
  [
    'build-essential gcc g++ cpp clang llvm make cmake ninja-build meson autoconf automake libtool pkg-config pkgconf',
    'bison flex gfortran rustc cargo golang golang-go binutils dpkg-dev patch swig cython3 build-base musl-dev gcc-c++',
    'linux-headers linux-headers-generic libc6-dev libc-dev python3-dev python-dev python-dev-is-python3',
  ]
    .join(' ')
    .split(' '),
);

/** Whether an OS package serves for compiling only: compilers, their tools, headers. */
export function isBuildTool(name: string): boolean {
  return (
    buildTools.has(name) ||
    /^(?:gcc|g\+\+|clang|llvm|python3\.\d+)-(?:\d+|dev)$/.test(name) ||
    /-(?:dev|devel)$/.test(name)
  );
}
