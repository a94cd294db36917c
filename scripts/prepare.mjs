#!/usr/bin/env node
// prepare STEP... [--force]: does what a command needs before it can run, and only what changed since the last time. Steps:
//   install   packages, as package-lock.json says
//   generate  the indexes of rules, catalog, recordings and lessons
//   cli       the command line, bundled to .layerwise/cli.mjs
//   fonts     the typefaces, cut to what the pages use
//   build     the production build of the pages, fonts included
// Says on stderr what it does, one line each; nothing where nothing is to be done; never anything on stdout.
// Exit status 2 when a step fails. Free of dependencies, since it installs them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSources, commandSources, fingerprint, listSources, root } from './fingerprint.mjs';

const at = (...parts) => path.join(root, ...parts);
const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null);
const force = process.argv.includes('--force');

/** Runs a command quietly; shows what it printed only when it fails. */
function run(command, args, environment = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 64_000_000,
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.status === 0) return;
  const reason = result.error === undefined ? `exit status ${result.status ?? result.signal}` : result.error.message;
  throw new Error(`${result.stdout ?? ''}${result.stderr ?? ''}\n${command} ${args.join(' ')}: ${reason}`);
}

/** Runs the work with one line that names it and says how long it took. */
async function report(what, work) {
  const started = performance.now();
  process.stderr.write(`${what} ... `);
  try {
    await work();
  } catch (error) {
    process.stderr.write('failed\n');
    throw error;
  }
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

/**
 * Whether somebody else's `npm ci` or `npm install` already put there what the lock file asks for: npm leaves a list of what
 * it installed. Packages for other platforms may be missing.
 */
function alreadyInstalled() {
  const installed = readIfThere(at('node_modules/.package-lock.json'));
  if (installed === null) return false;
  const present = JSON.parse(installed).packages;
  return Object.entries(JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages).every(
    ([name, { version, optional, devOptional }]) =>
      name === '' || optional || (devOptional && !present[name]) || present[name]?.version === version,
  );
}

async function install() {
  const stamp = at('node_modules/.layerwise-stamp');
  const wanted = fingerprint(['package-lock.json'], [process.version, process.platform, process.arch]);
  const found = readIfThere(stamp);
  if (found === wanted && !force) return;
  if (found !== null || force || !alreadyInstalled()) {
    const npm = process.env.npm_execpath;
    const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    await report('Installing packages', () =>
      run(command, [...before, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']),
    );
  }
  writeFileSync(stamp, wanted);
}

async function generate() {
  const indexes = () => fingerprint(listSources().filter((file) => file.includes('.generated.')));
  const before = indexes();
  run(process.execPath, [at('scripts/generate.mjs')]);
  if (indexes() !== before) process.stderr.write('Wrote the indexes of rules, catalog, recordings and lessons\n');
}

async function cli() {
  const [output, stamp] = [at('.layerwise/cli.mjs'), at('.layerwise/cli.stamp')];
  const wanted = fingerprint(commandSources());
  if (!force && existsSync(output) && readIfThere(stamp) === wanted) return;
  mkdirSync(at('.layerwise'), { recursive: true });
  await report('Bundling the command line', async () => {
    const { build: bundle } = await import('esbuild');
    await bundle({
      absWorkingDir: root,
      entryPoints: ['cli/main.ts'],
      outfile: output,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      minifySyntax: true,
      // Packages in CommonJS ask for Node's own modules with a require that an ES module lacks.
      banner: {
        js: "import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);",
      },
      logLevel: 'silent',
    });
  });
  writeFileSync(stamp, wanted);
}

async function fonts() {
  const stamp = at('.layerwise/fonts.stamp');
  const wanted = fingerprint(['package-lock.json', 'scripts/subset-fonts.mjs']);
  if (!force && readIfThere(stamp) === wanted && existsSync(at('.layerwise/fonts'))) return;
  await report('Cutting the fonts', () => run(process.execPath, [at('scripts/subset-fonts.mjs')]));
  writeFileSync(stamp, wanted);
}

async function build() {
  await fonts();
  const stamp = at('.next/layerwise-stamp');
  const settings = Object.entries(process.env)
    .filter(([name]) => name.startsWith('NEXT_PUBLIC_'))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const wanted = fingerprint(buildSources(), settings);
  if (!force && existsSync(at('.next/BUILD_ID')) && readIfThere(stamp) === wanted) return;
  rmSync(stamp, { force: true });
  await report('Building the pages', () => {
    run(process.execPath, [at('node_modules/next/dist/bin/next'), 'build'], { NEXT_TELEMETRY_DISABLED: '1' });
    run(process.execPath, [at('scripts/hash-inline-scripts.mjs')]);
  });
  writeFileSync(stamp, wanted);
}

const steps = new Map([
  ['install', install],
  ['generate', generate],
  ['cli', cli],
  ['fonts', fonts],
  ['build', build],
]);

try {
  for (const name of process.argv.slice(2).filter((argument) => argument !== '--force')) {
    const step = steps.get(name);
    if (step === undefined) throw new Error(`prepare: no step "${name}"; there are ${[...steps.keys()].join(', ')}.`);
    await step();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message.trim() : error}\n`);
  process.exitCode = 2;
}
