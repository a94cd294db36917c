// What a Debian package really puts on disk, read off the list of files in its archive: nothing is installed for it.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from './read-packages.mjs';

/** What the slim images of Debian leave out (debuerreotype's .slimify-excludes), save the copyright files. */
const documentation = /^\/usr\/share\/(?:doc|groff|info|linda|lintian\/overrides|locale|man)\//;
const kept = /^\/usr\/share\/(?:doc\/[^/]+\/copyright$|locale\/locale\.alias$)/;

/** Where installing compiles what it puts there. */
const compiled = /^\/usr\/(?:lib\/python3(?:\.\d+)?|share\/python3)\/.*\.py$/;

/** Lines of `tar --list --verbose`: kind, bytes and path of each member. */
function readListing(text) {
  return text
    .split('\n')
    .map((line) => /^(.)\S+\s+\S+\s+(\d+)\s+\S+\s+\S+\s+\.?(\/.*?)(?: -> .*)?$/.exec(line))
    .filter((match) => match !== null)
    .map(([, kind, bytes, name]) => ({ kind, bytes: kind === '-' ? Number(bytes) : 0, name }));
}

const list = (archive, part) =>
  readListing(
    run('sh', [
      '-c',
      `dpkg-deb --${part} "$0" | tar --list --verbose --numeric-owner --quoting-style=literal`,
      archive,
    ]),
  );

/**
 * Bytes of a package's archive: of its files, of the documentation among them that slim images leave out, of the Python
 * sources that installing compiles, and of what dpkg keeps about it.
 */
export function measureArchive(archive) {
  const files = list(archive, 'fsys-tarfile');
  const control = list(archive, 'ctrl-tarfile');
  const add = (members, accept) => members.reduce((total, { name, bytes }) => total + (accept(name) ? bytes : 0), 0);
  const isDocumentation = (name) => documentation.test(name) && !kept.test(name);
  const listed = files.reduce((total, { name }) => total + Buffer.byteLength(name.replace(/(.)\/$/, '$1')) + 1, 0);
  return {
    own: add(files, (name) => !isDocumentation(name)),
    documentation: add(files, isDocumentation),
    python: add(files, (name) => compiled.test(name)),
    records: listed + add(control, (name) => !/\/control$/.test(name)),
    stanza: add(control, (name) => /\/control$/.test(name)),
    count: files.filter(({ kind }) => kind === '-').length,
  };
}

/** The measurements that an earlier run left in `file`, by package and version. */
export function readMeasurements(file) {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').trim().split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line)).map((entry) => [`${entry.name} ${entry.version}`, entry]));
}

/** Downloads the archives of `names` with apt, a few at a time, and measures them; each is removed afterwards. */
export function measurePackages(names, packages, { root, apt }) {
  const file = path.join(root, 'measurements.jsonl');
  const known = readMeasurements(file);
  const key = (name) => `${name} ${packages.get(name).Version}`;
  const wanted = names.filter((name) => !known.has(key(name)));
  const folder = path.join(root, 'archives');
  for (let next = 0; next < wanted.length; next += 40) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const batch = wanted.slice(next, next + 40);
    run('apt-get', [...apt, '-qq', 'download', ...batch.map((name) => `${name}=${packages.get(name).Version}`)], {
      cwd: folder,
    });
    for (const archive of readdirSync(folder)) {
      const name = archive.split('_')[0];
      const entry = { name, version: packages.get(name).Version, ...measureArchive(path.join(folder, archive)) };
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
      known.set(key(name), entry);
    }
    process.stdout.write(`measured ${Math.min(next + 40, wanted.length)} of ${wanted.length} archives\n`);
  }
  rmSync(folder, { recursive: true, force: true });
  return known;
}
