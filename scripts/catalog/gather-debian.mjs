#!/usr/bin/env node
// Gathers, from the own package indexes of a release of Debian or Ubuntu, everything that the installation of the listed packages can bring:
// sizes, dependencies and recommendations of every package in their closures. The browser computes closures from it.
//
//   node scripts/catalog/gather-debian.mjs RELEASE OUTPUT --folder FOLDER [--other RELEASE] [--largest BYTES]
//                                          [--stands-for DISTRIBUTION:RELEASE]... [--keyring FILE]
//
// RELEASE is a name of Debian's, `bookworm`, or a number of Ubuntu's, `22.04`; --keyring is that of Ubuntu's archive, of the
// Debian package ubuntu-keyring. Uses apt with this machine's configured mirror in a private root under FOLDER. Archives of up to BYTES are downloaded and
// measured file by file; of larger ones the index's Installed-Size counts, which rounds every file up to a KiB. --other
// names another release: names that only it has are recorded as absent from this one. --stands-for names releases that have
// no index here and are nearest to this one.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { findClosure } from './debian/closure.mjs';
import { measurePackages } from './debian/measure-archives.mjs';
import {
  describeRelease,
  openRelease,
  readAlternatives,
  readPackages,
  readProviders,
  readRoots,
} from './debian/read-packages.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string' },
    other: { type: 'string', default: '' },
    largest: { type: 'string', default: '26000000' },
    keyring: { type: 'string' },
    'stands-for': { type: 'string', multiple: true, default: [] },
  },
});
const [release, output] = positionals;
const roots = readRoots(path.join(import.meta.dirname, 'debian-roots.txt'));

function gather(name) {
  const root = openRelease(values.folder, name, values.keyring);
  const packages = readPackages(root);
  const providers = readProviders(packages);
  return { root, packages, providers, closure: findClosure(roots, packages, providers) };
}

const { root, packages, providers, closure } = gather(release);
const names = [...closure].sort();
const measured = measurePackages(
  names.filter((name) => Number(packages.get(name).Size) <= Number(values.largest)),
  packages,
  root,
);

/**
 * Bytes of bytecode over bytes of Python source that an installation compiles: fitted to installations on an engine. Of the
 * minimal package only a part is compiled at once.
 */
const compiledShare = (name) => (name.endsWith('-minimal') ? 0.93 : 1.15);

/** Installed-Size counts every file and folder as whole KiB: half of one too much for each, on the whole. */
const exactOverInstalledSize = 0.985;

/** Alternatives that the release has, in a row: a name that no package of the closure bears or provides is left out. */
function writeGroups(...fields) {
  const groups = fields
    .flatMap((field) => readAlternatives(field))
    .map((group) => [...new Set(group.filter((name) => closure.has(name) || provides.has(name)))].join('|'))
    .filter((group) => group !== '');
  return [...new Set(groups)].join(',');
}

const provides = new Map(
  [...providers]
    .map(([virtual, those]) => [virtual, those.filter((name) => closure.has(name) && name !== virtual)])
    .filter(([, those]) => those.length > 0),
);

function readPackage(name) {
  const fields = packages.get(name);
  const entry = measured.get(`${name} ${fields.Version}`);
  const compressed = Number(fields.Size);
  const needed = writeGroups(fields['Pre-Depends'], fields.Depends);
  const recommended = writeGroups(fields.Recommends);
  if (entry === undefined) {
    const own = Math.round(Number(fields['Installed-Size'] ?? 0) * 1024 * exactOverInstalledSize);
    return [own, null, Math.round(2 * fields.stanzaBytes + own / 800), compressed, needed, recommended];
  }
  const own = Math.round(entry.own + entry.python * compiledShare(name));
  // dpkg writes the package's paragraph into its status file and into the copy that it keeps.
  return [own, entry.documentation, entry.records + 2 * entry.stanza, compressed, needed, recommended];
}

/**
 * Names that Dockerfiles written for another release ask for, and that this one does not have. apt takes the package that
 * provides a name only where there is a single one.
 */
function findAbsent() {
  const others = values.other === '' ? [] : [...gather(values.other).closure];
  return [...new Set([...roots.map(({ name }) => name), ...others])]
    .filter((name) => !packages.has(name) && (providers.get(name) ?? []).length !== 1)
    .sort();
}

const referred = new Set(
  names.flatMap((name) =>
    readPackage(name)
      .slice(4)
      .flatMap((text) => text.split(/[,|]/)),
  ),
);
const asked = new Set(roots.map(({ name }) => name));
const { distribution, suite, components } = describeRelease(release);
const record = {
  distribution,
  release,
  standsFor: values['stands-for'],
  packages: Object.fromEntries(names.map((name) => [name, readPackage(name)])),
  provides: Object.fromEntries([...provides].filter(([virtual]) => referred.has(virtual) || asked.has(virtual)).sort()),
  absent: findAbsent(),
  provenance: {
    source: `Package indexes of ${distribution === 'debian' ? 'Debian' : 'Ubuntu'} ${suite} and ${suite}-updates, ${components}, amd64; files of archives up to ${Number(values.largest) / 1e6} MB listed`,
    date: new Date().toISOString().slice(0, 10),
  },
};
const lines = Object.entries(record.packages).map(
  ([name, entry]) => `${JSON.stringify(name)}: ${JSON.stringify(entry)}`,
);
const { packages: _, ...rest } = record;
const text = JSON.stringify({ ...rest, packages: {} }).replace(
  '"packages":{}',
  `"packages":{\n${lines.join(',\n')}\n}`,
);
writeFileSync(output, `{"osIndexes":[${text}]}\n`);
process.stdout.write(`${names.length} packages, ${measured.size} measured, ${record.absent.length} absent\n`);
