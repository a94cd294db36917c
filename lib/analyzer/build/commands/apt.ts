import { readFigure } from '../../catalog/look-up';
import { measureLists, type OsPackage, resolveOsPackages } from '../../catalog/os-packages';
import { multiply } from '../../estimate';
import { rememberAnswers } from '../../remember';
import { type Argument, hasOption, lastValue, readOptions } from '../invocation';
import type { StageWalk } from '../stage-walk';
import { addPython, holdPackages, removePackages, removeUnneeded, reportUser } from './os-packages';
import { installArchive } from './package-archives';
import type { Running } from './running';

const valued = new Set(['-o', '--option', '-t', '--target-release', '--default-release', '-c', '--config-file']);

/** Walks a call of apt: lists, packages, clean-ups. */
export function walkApt(running: Running): void {
  const { walk, invocation } = running;
  const options = readOptions(invocation.words, valued);
  const [action, ...operands] = options.operands;
  const { distribution, release } = walk.profile;
  const system = distribution === 'ubuntu' ? 'ubuntu' : 'debian';
  if (action !== undefined && reportUser(running)) return;
  switch (action?.text) {
    case 'update':
      walk.aptListsLost = false;
      walk.hold('/var/lib/apt/lists', 'caches', 'apt package lists', measureLists(system, release, walk.catalog));
      walk.spend(readFigure(walk.catalog, 'apt-update-seconds'));
      return;
    case 'install':
    case 'build-dep':
      install(running, operands, options);
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
        operands.map((word) => word.text.replace(/\*$/, '')),
      );
      if (action.text === 'autoremove' || hasOption(options, '--auto-remove', '--autoremove')) removeUnneeded(walk);
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
  return !hasConfiguration(walk);
}

/** Whether apt has lists of packages to choose from; `null` where nobody knows. */
function hasLists(walk: StageWalk): boolean | null {
  if (!walk.certain || walk.onMount('/var/lib/apt/lists') || walk.files.isDoubtful('/var/lib/apt/lists')) return null;
  if (walk.aptListsLost) return false;
  if (walk.contents.within('/var/lib/apt/lists').length > 0) return true;
  return isOfficial(walk) ? false : null;
}

/** A source of packages beside the distribution's own may have been added. */
function hasSources(walk: StageWalk): boolean {
  if (walk.files.mayHoldDoubtful('/etc/apt') || walk.files.strayFiles || walk.osPackagesFromElsewhere) return true;
  for (const path of walk.state.files.keys()) if (path.startsWith('/etc/apt/sources')) return true;
  return false;
}

/** Official images come without lists. */
function isOfficial({ profile }: StageWalk): boolean {
  return profile.distribution === 'debian' || profile.distribution === 'ubuntu';
}

/** apt asks before it installs more than it was told to, and nobody answers in a build. */
function answersItself({ invocation, walk }: Running, options: ReturnType<typeof readOptions>): boolean {
  if (hasOption(options, '-y', '--yes', '--assume-yes', '--force-yes', '--print-uris', '-s', '--simulate', '--dry-run'))
    return true;
  if (hasOption(options, '-qq', '-d', '--download-only') || (options.values.get('-q')?.length ?? 0) > 1) return true;
  if (invocation.command.joint === 'pipe' || invocation.command.redirections.some((entry) => entry.operator === '<'))
    return true;
  if ([...options.values.values()].flat().some((value) => /assume-yes/i.test(value?.text ?? ''))) return true;
  return hasConfiguration(walk);
}

/** A configuration file of the project's own may change what apt does. */
function hasConfiguration(walk: StageWalk): boolean {
  for (const path of walk.state.files.keys()) if (path.startsWith('/etc/apt/apt.conf')) return true;
  return false;
}

function reportWithoutLists({ walk, invocation }: Running, name: string): void {
  walk.fail('package-not-found:without-lists', invocation.command.range, name);
}

function install(running: Running, operands: readonly Argument[], options: ReturnType<typeof readOptions>): void {
  const { walk, invocation } = running;
  const { distribution, release, variant } = walk.profile;
  const words = operands.filter((word) => word.known).map((word) => word.text);
  if (words.length < operands.length) walk.doubt('which OS packages the step installs');
  const recommends = installsRecommends(options, running);
  const isArchive = (word: string) => /^\.{0,2}\/|\.deb$/.test(word);
  for (const word of words.filter(isArchive)) installArchive(walk, word);
  const names = words.filter((word) => !word.endsWith('-') && !isArchive(word)).map(readPackageName);
  const missing = names.find((name) => !walk.state.osPackages.has(name));
  if (missing !== undefined && hasLists(walk) === false) {
    reportWithoutLists(running, missing);
    return;
  }
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
  const [absent] = installation.absent;
  if (absent !== undefined && hasLists(walk) !== null && !hasSources(walk)) {
    walk.fail(
      'package-not-found',
      operands.find((word) => word.text.startsWith(absent))?.range ?? invocation.command.range,
      distribution,
      release,
      absent,
    );
    return;
  }
  const unnamed = installation.packages.find((entry) => !names.includes(entry.name));
  if (unnamed !== undefined && installation.unknown.length === 0 && !answersItself(running, options)) {
    walk.fail('package-manager-asks', invocation.command.range);
    return;
  }
  walk.osPackagesAdded = true;
  if (installation.unknown.length > 0) {
    walk.packagesCertain = false;
    for (const name of installation.unknown) walk.unknown.add(`OS package ${name}`);
  }
  for (const name of names) walk.namedPackages.add(name);
  holdPackages(walk, installation.packages);
  walk.hold('/var/lib/dpkg', 'os-packages', "apt's and dpkg's own records", installation.bookkeeping);
  walk.changeState({ osPackages: installation.present });
  addPython(walk);
  walk.spend(readFigure(walk.catalog, 'apt-install-seconds'));
  walk.spend(withoutEvidence(multiply(installation.bytes, readFigure(walk.catalog, 'apt-seconds-per-byte'))));
  // Debian compiles its Python's library as it installs it.
  if (bringsPython(installation.packages)) walk.spend(readFigure(walk.catalog, 'apt-python-seconds'));
}

/** `name=version`, `name:architecture`, `name/suite`. */
function readPackageName(word: string): string {
  const end = word.search(/[=:/]/);
  return end < 0 ? word : word.slice(0, end);
}

const pythons = rememberAnswers<readonly OsPackage[], boolean>(1);

function bringsPython(packages: readonly OsPackage[]): boolean {
  return pythons(packages, '', () => packages.some(({ name }) => /^python3\.\d+-minimal$/.test(name)));
}

function withoutEvidence<T extends { readonly evidence: readonly unknown[]; readonly unknown: readonly string[] }>(
  estimate: T,
): T {
  return { ...estimate, evidence: [], unknown: [] };
}
