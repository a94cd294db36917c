// Reads a release's package indexes through apt: a private apt root, so that the machine's own lists stay as they are.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Runs a program; gives its output. Throws where it fails. */
export function run(command, words, options = {}) {
  const result = spawnSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 30, ...options });
  if (result.status !== 0) throw new Error(`${command} ${words[0]}: ${String(result.stderr).slice(-2000)}`);
  return result.stdout;
}

/** The Debian mirror that this machine's apt is set up with. */
function readMirror() {
  const folder = '/etc/apt/sources.list.d';
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.sources'))) {
    const match = /^URIs:\s*(\S+)/m.exec(readFileSync(path.join(folder, name), 'utf8'));
    if (match) return match[1];
  }
  throw new Error('This machine has no .sources file that names a Debian mirror.');
}

/** The suites of Ubuntu's releases. */
const ubuntuSuites = { 20.04: 'focal', 22.04: 'jammy', 24.04: 'noble' };

/** The distribution whose release it is, and where its packages are: what the official image's own sources name. */
export function describeRelease(release, keyring = '/usr/share/keyrings/ubuntu-archive-keyring.gpg') {
  const suite = ubuntuSuites[release];
  return suite === undefined
    ? {
        distribution: 'debian',
        suite: release,
        components: 'main',
        mirror: readMirror(),
        keyring: '/usr/share/keyrings/debian-archive-keyring.gpg',
      }
    : {
        distribution: 'ubuntu',
        suite,
        components: 'main restricted universe multiverse',
        mirror: readMirror().replace(/\/debian\/?$/, '/ubuntu'),
        keyring,
      };
}

/** Makes a private apt root for a release and brings its lists up to date; gives the options that make apt use it. */
export function openRelease(folder, release, ubuntuKeyring) {
  const root = path.resolve(folder, release);
  for (const name of ['lists/partial', 'cache/archives/partial']) mkdirSync(path.join(root, name), { recursive: true });
  const sources = path.join(root, 'sources.list');
  const { suite, components, mirror, keyring } = describeRelease(release, ubuntuKeyring);
  const options = `[arch=amd64 signed-by=${keyring}]`;
  const suites = [suite, `${suite}-updates`];
  writeFileSync(sources, suites.map((name) => `deb ${options} ${mirror} ${name} ${components}\n`).join(''));
  const apt = [
    `-oDir::Etc::sourcelist=${sources}`,
    '-oDir::Etc::sourceparts=/dev/null',
    `-oDir::State::Lists=${root}/lists`,
    `-oDir::Cache=${root}/cache`,
    '-oAPT::Sandbox::User=root',
    '-oAPT::Architecture=amd64',
  ];
  run('apt-get', [...apt, '-qq', 'update']);
  return { root, apt };
}

/** Every package of a release by name, the newest version of each: its fields as written. */
export function readPackages({ root }) {
  const lists = path.join(root, 'lists');
  const files = readdirSync(lists).filter((name) => /_Packages(\.\w+)?$/.test(name));
  const packages = new Map();
  // The updates come after the release itself and take the place of what they replace.
  for (const file of files.sort(
    (one, other) => Number(one.includes('-updates')) - Number(other.includes('-updates')),
  )) {
    const text = run('/usr/lib/apt/apt-helper', ['cat-file', path.join(lists, file)]);
    for (const stanza of text.split('\n\n')) {
      const fields = Object.fromEntries(
        [...stanza.matchAll(/^([A-Za-z-]+): (.*)$/gm)].map(([, key, value]) => [key, value]),
      );
      if (fields.Package !== undefined) packages.set(fields.Package, { ...fields, stanzaBytes: stanza.length });
    }
  }
  return packages;
}

/** Groups of alternatives in a field such as Depends: `libc6 (>= 2.36), debconf | debconf-2.0` without the versions. */
export function readAlternatives(field = '') {
  return field
    .split(',')
    .map((group) => group.split('|').map((name) => name.replace(/[([:].*/, '').trim()))
    .filter(([name]) => name !== '');
}

/** Names of the packages that provide each virtual package; of several, the one with the highest priority first. */
export function readProviders(packages) {
  const rank = { required: 0, important: 1, standard: 2, optional: 3, extra: 4 };
  const providers = new Map();
  for (const [name, { Provides }] of packages) {
    for (const [virtual] of readAlternatives(Provides)) {
      if (!providers.has(virtual)) providers.set(virtual, []);
      if (!providers.get(virtual).includes(name)) providers.get(virtual).push(name);
    }
  }
  for (const names of providers.values()) {
    names.sort(
      (one, other) =>
        (rank[packages.get(one).Priority] ?? 3) - (rank[packages.get(other).Priority] ?? 3) || (one < other ? -1 : 1),
    );
  }
  return providers;
}

/** The names that a list asks for; `!` behind a name says that what it recommends is left out. */
export function readRoots(file) {
  if (!existsSync(file)) throw new Error(`${file} does not exist.`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== '')
    .map((word) => ({ name: word.replace('!', ''), recommends: !word.endsWith('!') }));
}
