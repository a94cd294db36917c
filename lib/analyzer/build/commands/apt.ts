import { indexCatalog, readFigure } from '../../catalog/look-up';
import { measureLists, type OsPackage, resolveOsPackages } from '../../catalog/os-packages';
import { exactly, multiply, scale, sum, widen } from '../../estimate';
import { makeSystemEnvironment } from '../initial-state';
import { hasOption, lastValue, readOptions } from '../invocation';
import type { StageWalk } from '../stage-walk';
import type { Running } from './running';

const valued = new Set(['-o', '--option', '-t', '--target-release', '--default-release', '-c', '--config-file']);

export function isApt(name: string): boolean {
  return name === 'apt-get' || name === 'apt' || name === 'aptitude';
}

/** Walks a call of apt: lists, packages, clean-ups. */
export function walkApt(running: Running): void {
  const { walk, invocation } = running;
  const options = readOptions(invocation.words, valued);
  const [action, ...operands] = options.operands;
  const { distribution, release } = walk.profile;
  const system = distribution === 'ubuntu' ? 'ubuntu' : 'debian';
  switch (action?.text) {
    case 'update':
      walk.hold('/var/lib/apt/lists', 'caches', 'apt package lists', measureLists(system, release, walk.catalog));
      walk.spend(readFigure(walk.catalog, 'apt-update-seconds'));
      return;
    case 'install':
    case 'build-dep':
      install(
        running,
        operands.map((word) => word.text),
        installsRecommends(options, running),
      );
      return;
    case 'upgrade':
    case 'dist-upgrade':
    case 'full-upgrade':
      walk.hold('/usr', 'os-packages', 'upgraded packages', readFigure(walk.catalog, 'upgraded-packages'));
      walk.spend(readFigure(walk.catalog, 'upgrade-seconds'));
      walk.unknown.add('which packages have an upgrade on the day of the build');
      return;
    case 'remove':
    case 'purge':
    case 'autoremove':
      removePackages(
        walk,
        operands.map((word) => word.text),
      );
      return;
    case 'clean':
    case 'autoclean':
    case 'distclean':
      if (action.text === 'distclean') walk.remove('/var/lib/apt/lists');
      walk.remove('/var/cache/apt');
      return;
    default:
  }
}

function installsRecommends(options: ReturnType<typeof readOptions>, { walk }: Running): boolean {
  if (hasOption(options, '--no-install-recommends', '--without-recommends')) return false;
  const setting = lastValue(options, '-o', '--option')?.text ?? '';
  if (/^APT::Install-Recommends=["']?(0|false|no)/i.test(setting)) return false;
  // A configuration file of the project's own may switch recommends off for all that follow.
  return ![...walk.state.files.keys()].some((path) => path.startsWith('/etc/apt/apt.conf.d/'));
}

function install({ walk }: Running, words: readonly string[], recommends: boolean): void {
  const { distribution, release, variant } = walk.profile;
  const names = words
    .filter((word) => !/[$`]/.test(word))
    .map((word) => word.replace(/[=:].*$/, '').replace(/\/[^/]*$/, ''));
  if (names.length < words.length) walk.doubt('which OS packages the step installs');
  const installation = resolveOsPackages(
    {
      distribution: distribution === 'ubuntu' ? 'ubuntu' : 'debian',
      release,
      names: names.filter((name) => name !== ''),
      recommends,
      present: walk.state.osPackages,
      documentation: variant === 'full',
    },
    walk.catalog,
  );
  if (installation.unknown.length > 0) {
    walk.packagesCertain = false;
    for (const name of installation.unknown) walk.unknown.add(`OS package ${name}`);
  }
  holdPackages(walk, installation.packages);
  walk.hold('/var/lib/dpkg', 'os-packages', "apt's and dpkg's own records", installation.bookkeeping);
  const osPackages = new Set(walk.state.osPackages);
  for (const { name } of installation.packages) osPackages.add(name);
  walk.state = { ...walk.state, osPackages };
  addPython(walk);
  const bytes = sum(installation.packages.map((entry) => entry.bytes));
  walk.spend(readFigure(walk.catalog, 'apt-install-seconds'));
  walk.spend(withoutEvidence(multiply(bytes, readFigure(walk.catalog, 'apt-seconds-per-byte'))));
}

function withoutEvidence<T extends { readonly evidence: readonly unknown[]; readonly unknown: readonly string[] }>(
  estimate: T,
): T {
  return { ...estimate, evidence: [], unknown: [] };
}

/** Packages are held one by one, so that removing some of them later is seen, under a label for several at once. */
function holdPackages(walk: StageWalk, packages: readonly OsPackage[]): void {
  for (const entry of packages) walk.hold(`/usr/${entry.name}`, entry.kind, labelPackage(entry), entry.bytes);
}

function labelPackage({ because, kind, owner }: OsPackage): string {
  if (because !== 'recommended') return `${owner} and what it needs`;
  return kind === 'build-tools' ? `build tools that ${owner} recommends` : `what ${owner} recommends`;
}

/** A distribution's Python appears with its package. */
function addPython(walk: StageWalk): void {
  const { osPackages, pythonEnvironments } = walk.state;
  if (![...osPackages].some((name) => /^python3(\.\d+)?(-minimal)?$/.test(name))) return;
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

function removePackages(walk: StageWalk, names: readonly string[]): void {
  const removed = new Set(names.map((name) => name.replace(/[=:].*$/, '')));
  for (const name of removed) walk.remove(`/usr/${name}`);
  const osPackages = new Set([...walk.state.osPackages].filter((name) => !removed.has(name)));
  walk.state = { ...walk.state, osPackages };
  walk.packagesCertain = false;
  walk.unknown.add('which packages an autoremove takes along');
}

/** Walks a call of apk: packages of Alpine, of which the catalog knows few. */
export function walkApk(running: Running): void {
  const { walk, invocation } = running;
  const options = readOptions(invocation.words, new Set(['-t', '--virtual', '-X', '--repository']));
  const [action, ...operands] = options.operands;
  const noCache = hasOption(options, '--no-cache');
  if (action?.text === 'update' || (action?.text === 'add' && !noCache)) {
    walk.hold('/var/cache/apk', 'caches', 'apk package index', readFigure(walk.catalog, 'apk-index'));
  }
  if (action?.text === 'add') {
    const bundle = lastValue(options, '-t', '--virtual')?.text ?? null;
    addAlpine(
      walk,
      operands.map((word) => word.text),
      bundle,
    );
  } else if (action?.text === 'del') {
    removePackages(
      walk,
      operands.map((word) => word.text),
    );
    for (const { text } of operands) walk.remove(`/usr/virtual/${text}`);
  }
}

function addAlpine(walk: StageWalk, words: readonly string[], bundle: string | null): void {
  const names = words.filter((word) => !/[$`]/.test(word)).map((word) => word.replace(/[=<>~@].*$/, ''));
  if (names.length < words.length) walk.doubt('which OS packages the step installs');
  const { packages, unknown } = resolveOsPackages(
    {
      distribution: 'alpine',
      release: walk.profile.release,
      names,
      recommends: false,
      present: walk.state.osPackages,
      documentation: false,
    },
    walk.catalog,
  );
  walk.packagesCertain = walk.packagesCertain && unknown.length === 0;
  for (const entry of packages) {
    const folder = bundle === null ? '/usr' : `/usr/virtual/${bundle}`;
    walk.hold(`${folder}/${entry.name}`, entry.kind, entry.name, widen(entry.bytes, 1, 1));
    if (unknown.includes(entry.name)) walk.unknown.add(`OS package ${entry.name}`);
  }
  const osPackages = new Set(walk.state.osPackages);
  for (const { name } of packages) osPackages.add(name);
  walk.state = { ...walk.state, osPackages };
  if (osPackages.has('python3') || osPackages.has('py3-pip')) {
    const python = indexCatalog(walk.catalog).systemPythons.get(`alpine:${walk.profile.release}`)?.python ?? null;
    if (!walk.state.pythonEnvironments.some((entry) => entry.path === '/usr')) {
      walk.putEnvironment(makeSystemEnvironment('/usr', python, walk.catalog, osPackages.has('py3-pip')));
    }
  }
  walk.spend(readFigure(walk.catalog, 'apk-seconds'));
  walk.spend(scale(exactly(0.5), packages.length));
}
