import { readFigure } from '../../catalog/look-up';
import { makeSystemEnvironment } from '../initial-state';
import { type Argument, hasOption, readOptions } from '../invocation';
import type { StageWalk } from '../stage-walk';
import { reportUser } from './os-packages';
import type { Running } from './running';
import { holdUnmeasured } from './unmeasured';

const valued = new Set(
  '-c --config -x --exclude --repo --repoid --enablerepo --disablerepo --releasever --installroot --setopt'.split(' '),
);

/** What compiles, and headers: nothing that a program needs when it runs. */
const buildTools =
  /^(gcc|gcc-c\+\+|make|cmake|rust|cargo|kernel-headers|redhat-rpm-config|python3[\d.]*-devel|.*-devel)$/;

/**
 * Walks a call of dnf, microdnf, yum or tdnf: packages of Fedora, RHEL and their kin, of which the catalog has no index, so
 * that every size is a wide range. `false` where nobody knows what it does.
 */
export function walkDnf(running: Running): boolean {
  const { walk, invocation } = running;
  const options = readOptions(invocation.words, valued);
  const [action, ...operands] = options.operands;
  if (action !== undefined && reportUser(running)) return true;
  walk.step.writes.push('/usr', '/etc', '/var');
  switch (action?.text) {
    case undefined:
    case 'repolist':
    case 'info':
    case 'search':
    case 'list':
    case 'config-manager':
    case 'module':
    case 'mark':
    case 'provides':
      walk.osPackagesFromElsewhere = true;
      return true;
    case 'clean':
      for (const folder of ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5', '/var/cache/tdnf'])
        walk.remove(folder);
      return true;
    case 'makecache':
    case 'check-update':
      keepLists(walk);
      return true;
    case 'install':
    case 'reinstall':
    case 'localinstall':
    case 'groupinstall':
    case 'group':
      if (hasOption(options, '--installroot')) return false;
      install(running, operands);
      return true;
    case 'update':
    case 'upgrade':
    case 'distro-sync':
      upgrade(running);
      return true;
    case 'remove':
    case 'erase':
    case 'autoremove':
      forget(
        walk,
        operands.map((word) => word.text),
      );
      return true;
    default:
      return false;
  }
}

function keepLists(walk: StageWalk): void {
  walk.hold('/var/cache/dnf', 'caches', 'package lists of dnf', readFigure(walk.catalog, 'dnf-cache'));
}

function install(running: Running, operands: readonly Argument[]): void {
  const { walk, invocation } = running;
  const names = operands.filter((word) => word.known && !word.text.startsWith('@')).map((word) => word.text);
  keepLists(walk);
  if (names.length < operands.length) walk.unknown.add('which OS packages the step installs');
  const osPackages = new Set(walk.state.osPackages);
  for (const text of names) {
    // A file or an address of an RPM brings what it is called, as far as anybody knows.
    const name = text.slice(text.lastIndexOf('/') + 1);
    if (osPackages.has(name)) continue;
    osPackages.add(name);
    holdUnmeasured(
      walk,
      { path: `/usr/${name}`, kind: buildTools.test(name) ? 'build-tools' : 'os-packages', label: name },
      readFigure(walk.catalog, 'unknown-rpm-package'),
      `OS package ${name}`,
    );
  }
  walk.packagesCertain = false;
  walk.osPackagesAdded = true;
  walk.users.doubt();
  walk.files.doubt('/usr');
  walk.files.doubt('/etc');
  walk.files.doubt('/var');
  walk.files.doubt('/opt');
  walk.changeState({ osPackages });
  addPython(walk, names);
  walk.spend(readFigure(walk.catalog, 'dnf-seconds'));
  if (names.length === 0) walk.unknown.add(`what \`${invocation.name}\` installs`);
}

/** `python3.12`, `python312` or `python3`: a Python in /usr; its pip is a package of its own. */
function addPython(walk: StageWalk, names: readonly string[]): void {
  const found = names.map((name) => /^python3(?:\.?(\d+))?(-pip)?$/.exec(name)).filter((match) => match !== null);
  if (found.length === 0 || walk.state.pythonEnvironments.some((entry) => entry.path === '/usr')) return;
  const minor = found.map((match) => match[1]).find((text) => text !== undefined);
  const pip = found.some((match) => match[2] !== undefined);
  walk.putEnvironment(makeSystemEnvironment('/usr', minor === undefined ? null : `3.${minor}`, walk.catalog, pip));
}

function upgrade({ walk }: Running): void {
  keepLists(walk);
  walk.hold('/usr', 'os-packages', 'upgraded packages', readFigure(walk.catalog, 'upgraded-packages'));
  walk.spend(readFigure(walk.catalog, 'upgrade-seconds'));
  walk.unknown.add('which packages have an upgrade on the day of the build');
}

function forget(walk: StageWalk, names: readonly string[]): void {
  const gone = new Set(names);
  for (const name of gone) walk.remove(`/usr/${name}`);
  walk.changeState({ osPackages: new Set([...walk.state.osPackages].filter((name) => !gone.has(name))) });
}
