#!/usr/bin/env node
// Measures what `apt-get install` really adds to an image, for the tests that hold the catalog's closures to it: installs each
// line of a list with a Docker engine, with and without recommendations, and reads the bytes of the layer.
//
//   node scripts/catalog/measure-installs.mjs BASE OUTPUT [--docker COMMAND] [--recommends] NAMES...
//
// BASE is an image such as debian:trixie-slim; NAMES are installations, the packages of one apart by commas; OUTPUT is added to.
// The lists of apt are there beforehand and count nothing. Documentation counts where the base keeps it: stand-ins of the
// official images do, as their dpkg is not told otherwise.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { docker: { type: 'string', default: 'docker' }, recommends: { type: 'boolean', default: false } },
});
const [base, output, ...installations] = positionals;

function docker(...words) {
  const [command, ...first] = values.docker.split(' ');
  const result = spawnSync(command, [...first, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status !== 0) throw new Error(`docker ${words[0]}: ${result.stderr.slice(-2000)}`);
  return result.stdout;
}

/** Runs a script in a new container; gives its output and the bytes of the layer that it would leave. */
function run(image, script) {
  const id = docker('create', '--network', 'host', image, 'sh', '-c', script).trim();
  try {
    const text = docker('start', '--attach', id);
    return { id, text, bytes: Number(docker('inspect', '--size', '--format', '{{.SizeRw}}', id)) };
  } catch (error) {
    docker('rm', id);
    throw error;
  }
}

const names = `dpkg-query -W -f '\${Package}\\n' | sort`;
const lists = run(base, 'apt-get update -qq >/dev/null 2>&1');
const image = docker('commit', lists.id).trim();
docker('rm', lists.id);
const record = existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : { installs: [] };
record.source =
  'apt-get install in containers of stand-ins for the official images, amd64, Debian trixie: bytes of the writable layer, documentation kept; measured by scripts/catalog/measure-installs.mjs';
record.date = new Date().toISOString().slice(0, 10);
for (const installation of installations) {
  const option = values.recommends ? '' : '--no-install-recommends';
  const words = installation.split(',').join(' ');
  const { id, text, bytes } = run(
    image,
    `${names} > /dev/shm/before; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ${option} ${words} >/dev/null 2>&1 || exit 1
     cat /dev/shm/before; echo =; ${names}`,
  );
  docker('rm', id);
  const [before, after] = text.split('=\n').map((part) => part.trim().split('\n'));
  record.installs.push({
    base,
    names: installation.split(','),
    recommends: values.recommends,
    present: before.length,
    packages: after.filter((name) => !before.includes(name)),
    bytes,
  });
  writeFileSync(output, `${JSON.stringify(record, null, 1)}\n`);
  process.stdout.write(`${base} ${installation} ${bytes} ${after.length - before.length}\n`);
}
docker('rmi', image);
