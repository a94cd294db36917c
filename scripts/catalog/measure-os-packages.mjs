#!/usr/bin/env node
// Measures what `apt-get install` really adds to an image: installs each package with a Docker engine, with and without
// recommends, and reads the bytes of the layer and the files of every package that came along.
//
//   node scripts/catalog/measure-os-packages.mjs BASE OUTPUT [--docker COMMAND] PACKAGE...
//
// BASE is an image reference such as debian:trixie-slim; OUTPUT the catalog file to write. The container uses the
// host's network.
//
// Bytes are those of the official image of that name: what its dpkg configuration leaves out (documentation, manuals,
// translations) is counted apart, as documentationBytes, which a full image keeps.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { docker: { type: 'string', default: 'docker' } },
});
const [base, output, ...packages] = positionals;
const [distribution, tag] = base.split(':');
const release = tag.replace(/-slim$/, '');
const date = new Date().toISOString().slice(0, 10);

function docker(...argumentsOfDocker) {
  const [command, ...first] = values.docker.split(' ');
  const result = spawnSync(command, [...first, ...argumentsOfDocker], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status !== 0) throw new Error(`docker ${argumentsOfDocker[0]}: ${result.stderr.slice(-2000)}`);
  return result.stdout;
}

/** Runs a script in a new container of `image`; gives its output and the bytes of the layer that it would leave. */
function run(image, script) {
  const id = docker('create', '--network', 'host', image, 'sh', '-c', script).trim();
  try {
    const text = docker('start', '--attach', id);
    const bytes = Number(docker('inspect', '--size', '--format', '{{.SizeRw}}', id));
    return { text, bytes, id };
  } catch (error) {
    docker('rm', id);
    throw error;
  }
}

/** One line a package that is new: name, bytes, bytes of documentation, bytes of bytecode; files at their length. */
const listFiles = `
dpkg-query -W -f '\${Package}\\n' | sort > /dev/shm/after
for name in $(comm -13 /dev/shm/before /dev/shm/after); do
  list=$(ls /var/lib/dpkg/info/$name.list /var/lib/dpkg/info/$name:amd64.list 2>/dev/null | head -1)
  grep -vE '^/usr/share/(doc|man|info|lintian|linda|groff|locale)/' $list > /dev/shm/files || true
  grep -E '^/usr/share/(doc|man|info|lintian|linda|groff|locale)/' $list > /dev/shm/documentation || true
  sed -nE 's#^(.*)/([^/]+)\\.py$#\\1/__pycache__/\\2.cpython-*.pyc#p' /dev/shm/files > /dev/shm/bytecode
  add() { while read -r path; do for file in $path; do if [ -f "$file" ] && [ ! -L "$file" ]; then stat -c %s "$file"; fi; done; done | awk '{ t += $1 } END { print t + 0 }'; }
  # what the package's own scripts write: the bundle of all certificates
  if [ "$name" = ca-certificates ]; then find /etc/ssl/certs -type f -newer /dev/shm/before >> /dev/shm/files; fi
  echo "PACKAGE $name $(add < /dev/shm/files) $(add < /dev/shm/documentation) $(add < /dev/shm/bytecode)"
done`;

function install(image, name, recommends) {
  const option = recommends ? '' : '--no-install-recommends';
  const { text, bytes, id } = run(
    image,
    `set -e; dpkg-query -W -f '\${Package}\\n' | sort > /dev/shm/before
     start=$(date +%s); DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ${option} ${name} >/dev/null 2>&1
     echo "SECONDS $(($(date +%s) - start))"; rm -rf /var/lib/apt/lists/*; ${listFiles}`,
  );
  docker('rm', id);
  const parts = [...text.matchAll(/^PACKAGE (\S+) (\d+) (\d+) (\d+)$/gm)].map(([, part, ...numbers]) => {
    const [own, documentation, bytecode] = numbers.map(Number);
    return { name: part, own, documentation, bytecode };
  });
  const documentation = parts.reduce((total, part) => total + part.documentation, 0);
  const seconds = Number(/^SECONDS (\d+)$/m.exec(text)?.[1] ?? 0);
  return { bytes: bytes - documentation, documentation, seconds, parts };
}

const lists = run(base, 'apt-get update -qq >/dev/null 2>&1');
const image = docker('commit', lists.id).trim();
docker('rm', lists.id);
const parts = new Map();
const records = [];
const source = `Installed with apt-get onto a stand-in for ${base}, amd64; layer and files measured`;
for (const name of packages) {
  const without = install(image, name, false);
  const full = install(image, name, true);
  for (const part of [...without.parts, ...full.parts]) parts.set(part.name, part);
  const names = without.parts.map((part) => part.name).filter((part) => part !== name);
  const recommended = full.parts.map((part) => part.name).filter((part) => part !== name && !names.includes(part));
  records.push({
    name,
    distribution,
    release,
    onto: base,
    bytes: without.bytes,
    ...(full.bytes === without.bytes ? {} : { bytesWithRecommends: full.bytes }),
    packages: names,
    packagesWithRecommends: recommended,
    provenance: { source, date },
  });
  const own = without.parts.reduce((total, part) => total + part.own + part.bytecode, 0);
  process.stdout.write(
    `${name}: ${without.bytes} (files ${own}, ${without.seconds} s, ${without.parts.length} packages), ` +
      `with recommends ${full.bytes} (${full.seconds} s, ${full.parts.length})\n`,
  );
}
docker('rmi', image);
const figure = {
  name: `apt-lists-${distribution}-${release}`,
  value: lists.bytes,
  low: Math.round(lists.bytes * 0.8),
  high: Math.round(lists.bytes * 1.25),
  unit: 'bytes',
  meaning: `What apt-get update leaves in /var/lib/apt/lists of ${base}`,
  provenance: { source, date },
};
writeFileSync(
  output,
  `${JSON.stringify(
    {
      osPackages: records,
      osPackageParts: [
        {
          distribution,
          release,
          parts: Object.fromEntries(
            [...parts.values()]
              .sort((one, other) => (one.name < other.name ? -1 : 1))
              .map((part) => [part.name, [part.own + part.bytecode, part.documentation]]),
          ),
          provenance: { source, date },
        },
      ],
      figures: [figure],
    },
    null,
    1,
  )}\n`,
);
