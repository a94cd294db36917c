import { indexCatalog } from '../../catalog/look-up';
import { type OsPackage, resolveOsPackages } from '../../catalog/os-packages';
import { rememberAnswers } from '../../remember';
import { makePiece, type Piece } from '../contents';
import { makeSystemEnvironment } from '../initial-state';
import { isRoot, type StageWalk } from '../stage-walk';
import type { Running } from './running';

/** Package managers change what belongs to root. */
export function reportUser({ walk, invocation }: Running): boolean {
  if (isRoot(walk.state.user) || !walk.certain || invocation.wrappers.length > 0) return false;
  if (walk.users.same(walk.state.user, 'root') !== false) return false;
  walk.fail('permission-denied:packages', invocation.command.range, invocation.name, walk.state.user);
  return true;
}

const layouts = rememberAnswers<readonly OsPackage[], readonly Piece[]>(1);

/**
 * Packages are held one by one, so that removing some of them later is seen, under a label for several at once.
 * Remembered: the same packages come back for the same names on the same image.
 */
export function holdPackages(walk: StageWalk, packages: readonly OsPackage[]): void {
  const pieces = layouts(packages, '', () =>
    packages.map((entry) => makePiece(`/usr/${entry.name}`, entry.kind, labelPackage(entry), entry.bytes)),
  );
  for (const piece of pieces) walk.holdPiece(piece);
}

function labelPackage({ because, kind, owner }: OsPackage): string {
  if (because !== 'recommended') return `${owner} and what it needs`;
  return kind === 'build-tools' ? `build tools that ${owner} recommends` : `what ${owner} recommends`;
}

const withPython = rememberAnswers<ReadonlySet<string>, boolean>(1);

/** Whether a Python of the distribution is among its packages. */
function includesPython(packages: ReadonlySet<string>): boolean {
  return withPython(packages, '', () => {
    for (const name of packages) if (/^python3(\.\d+)?(-minimal)?$/.test(name)) return true;
    return false;
  });
}

/** A distribution's Python appears with its package. */
export function addPython(walk: StageWalk): void {
  const { osPackages, pythonEnvironments } = walk.state;
  if (!includesPython(osPackages)) return;
  const hasPip = osPackages.has('python3-pip');
  const present = pythonEnvironments.find((entry) => entry.kind === 'system' && entry.path === '/usr');
  const withPip = present?.packages.some((entry) => entry.name === 'pip') ?? false;
  if (present !== undefined && (withPip || !hasPip)) return;
  const { distribution, release } = walk.profile;
  const python = indexCatalog(walk.catalog).systemPythons.get(`${distribution}:${release}`)?.python ?? null;
  walk.putEnvironment({
    ...makeSystemEnvironment('/usr', python, walk.catalog, hasPip),
    ...(present === undefined
      ? {}
      : { packages: [...present.packages, ...makeSystemEnvironment('/usr', python, walk.catalog, hasPip).packages] }),
  });
}

export function removePackages(walk: StageWalk, names: readonly string[]): void {
  const removed = new Set(names.map((name) => name.replace(/[=:].*$/, '')));
  const places = new Set([...removed].map((name) => `/usr/${name}`));
  if (!walk.maybe) walk.contents.removeWhere((path) => places.has(path), walk.step.id);
  const osPackages = new Set([...walk.state.osPackages].filter((name) => !removed.has(name)));
  walk.changeState({ osPackages });
  for (const name of removed) walk.namedPackages.delete(name);
}

/** What came along only for what is gone: neither in the base image, nor asked for by name, nor needed by either. */
export function removeUnneeded(walk: StageWalk): void {
  const { distribution, release, variant } = walk.profile;
  const kept = resolveOsPackages(
    {
      distribution: distribution === 'ubuntu' ? 'ubuntu' : 'debian',
      release,
      names: [...walk.namedPackages],
      // What is recommended is kept as long as what recommends it.
      recommends: true,
      present: walk.basePackages,
      documentation: variant === 'full',
    },
    walk.catalog,
  );
  const needed = new Set([...walk.basePackages, ...walk.namedPackages, ...kept.packages.map((entry) => entry.name)]);
  removePackages(
    walk,
    [...walk.state.osPackages].filter((name) => !needed.has(name)),
  );
}
