#!/usr/bin/env node
// Records builds with a real Docker engine: cold, unchanged, and after edits.
//
//   node scripts/recordings/record.mjs DIR... [--id ID] [--title TEXT] [--summary TEXT] [--edit FILE]... [--stand-in]
//        [--repeat 3] [--network host] [--date 2026-11-21] [--circumstance TEXT]... [--docker PROGRAM]
//        [--out content/recordings]
//
// DIR is the folder to build, or one of scripts/recordings/builds with a build.json: which folders of this repository
// lie over each other to make the build context, which bulk to fill it with, which files to edit, which local images
// stand in for official ones. The engine's log, history and inspect become one recording by lib/recordings/assemble.ts.
// Nothing that names this machine is written: the recorder refuses to.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build as bundle } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeat: { type: 'string', default: '3' },
    network: { type: 'string', default: 'default' },
    out: { type: 'string', default: path.join(root, 'content/recordings') },
    date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    circumstance: { type: 'string', multiple: true, default: [] },
    docker: { type: 'string', default: 'docker' },
    id: { type: 'string' },
    title: { type: 'string' },
    summary: { type: 'string' },
    edit: { type: 'string', multiple: true },
    'stand-in': { type: 'boolean', default: false },
  },
});

if (positionals.length === 0 || (options.id !== undefined && positionals.length > 1)) {
  console.error(
    'usage: node scripts/recordings/record.mjs DIR... [--id ID] [--edit FILE]... [--repeat N] [--network MODE]',
  );
  process.exit(2);
}

/** The typed half of the recorder, which lib/recordings owns and tests. */
async function loadLibrary() {
  const result = await bundle({
    stdin: {
      contents:
        "export { assembleRecording } from './lib/recordings/assemble'; export { installedPins } from './lib/recordings/requirements';",
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const code = Buffer.from(result.outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

function docker(...parts) {
  return execFileSync(options.docker, parts, { encoding: 'utf8', maxBuffer: 64_000_000 });
}

/** Runs one build; its log with its wall clock. Stops with the log's end where the build fails. */
function buildImage(folder, tag, ...more) {
  const started = performance.now();
  const result = spawnSync(
    options.docker,
    ['build', '--progress=plain', '--network', options.network, '--tag', tag, ...more, folder],
    { encoding: 'utf8', env: { ...process.env, DOCKER_BUILDKIT: '1' }, maxBuffer: 64_000_000 },
  );
  const seconds = (performance.now() - started) / 1000;
  const log = `${result.stdout}${result.stderr}`;
  if (result.status !== 0) throw new Error(`the build of ${tag} failed:\n${log.split('\n').slice(-30).join('\n')}`);
  return { log, seconds };
}

/** Lays the folders over each other and fills in the declared bulk: as many files of as many bytes, with random content. */
function composeContext(folder, spec) {
  for (const layer of spec.folders) cpSync(path.resolve(root, layer), folder, { recursive: true });
  for (const removed of spec.removed ?? []) rmSync(path.join(folder, removed), { recursive: true });
  const bulk = spec.bulk === undefined ? [] : JSON.parse(readFileSync(path.join(root, spec.bulk), 'utf8')).bulk;
  for (const { path: name, bytes, files } of bulk) {
    for (let index = 0; index < files; index++) {
      const target = path.join(folder, name, String(index % 100), `${index}.bin`);
      mkdirSync(path.dirname(target), { recursive: true });
      const length = Math.floor(bytes / files) + (index < bytes % files ? 1 : 0);
      writeFileSync(target, randomBytes(length));
    }
  }
}

/** Points FROM at the local images that stand in for the official ones. */
function placeStandIns(dockerfile, standIns) {
  return dockerfile.replace(/^(FROM\s+(?:--\S+\s+)*)(\S+)/gim, (line, head, image) =>
    standIns[image] === undefined ? line : `${head}${standIns[image]}`,
  );
}

/** Takes a stand-in's name out of a log again. */
function nameOfficialImages(log, standIns) {
  return Object.entries(standIns).reduce(
    (text, [official, local]) => text.replaceAll(`docker.io/${local}`, official),
    log,
  );
}

/** The Dockerfile and whatever in the context may be a requirements file. */
function readTexts(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (entry.name === 'Dockerfile' || /\.(?:txt|in)$/.test(entry.name)))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      path: path.relative(folder, file).split(path.sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }));
}

function describeEngine() {
  const version = docker('version', '--format', '{{.Server.Version}}').trim().split('+')[0];
  const driver = docker('info', '--format', '{{.Driver}}').trim();
  return [
    `Docker Engine ${version} with BuildKit, ${driver} storage`,
    `linux/${os.arch() === 'x64' ? 'amd64' : os.arch()}, ${os.cpus().length} processors, ${Math.round(os.totalmem() / 1e9)} GB of memory`,
  ];
}

/** Throws where the document holds something of this machine: its name, a path, an address. */
function refusePrivate(text, folder) {
  const found = [os.hostname(), os.homedir() === '/root' ? null : os.homedir(), folder, root]
    .filter((word) => word && word.length > 2)
    .find((word) => text.includes(word));
  const address = /\b\d{1,3}(?:\.\d{1,3}){3}\b|https?:\/\/[^\s"]+/.exec(text)?.[0];
  if (found ?? address)
    throw new Error(`the recording holds ${found ?? address}, which names this machine or a place in its network`);
}

/** What to build: build.json where the folder has one, else the folder itself as the options say. */
function readSpec(folder) {
  const file = path.join(folder, 'build.json');
  if (existsSync(file)) return { standIn: true, series: 'queue-consumer', ...JSON.parse(readFileSync(file, 'utf8')) };
  const name = path.basename(path.resolve(folder));
  return {
    title: options.title ?? name,
    summary: options.summary ?? `The build of ${name}.`,
    standIn: options['stand-in'],
    folders: [path.resolve(folder)],
    edits: options.edit ?? [],
  };
}

async function record(specFolder, library) {
  const spec = readSpec(specFolder);
  const id = options.id ?? path.basename(path.resolve(specFolder));
  const standIns = spec.standIns ?? {};
  const repeat = Math.max(1, Number.parseInt(options.repeat, 10));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'layerwise-record-'));
  const tag = `layerwise-record:${id}`;
  try {
    composeContext(folder, spec);
    const dockerfilePath = path.join(folder, 'Dockerfile');
    const dockerfile = readFileSync(dockerfilePath, 'utf8');
    writeFileSync(dockerfilePath, placeStandIns(dockerfile, standIns));
    const build = (...more) => {
      const output = buildImage(folder, tag, ...more);
      return { ...output, log: nameOfficialImages(output.log, standIns) };
    };
    const times = (make) => Array.from({ length: repeat }, (_, index) => make(index));

    const cold = times(() => build('--no-cache'));
    const size = Number(docker('image', 'inspect', '--format', '{{.Size}}', tag).trim());
    const history = docker('history', '--no-trunc', '--human=false', '--format', '{{json .}}', tag);
    const rebuilds = [{ edit: 'nothing', builds: times(() => build()) }];
    for (const file of spec.edits ?? []) {
      const target = path.join(folder, file);
      const text = readFileSync(target, 'utf8');
      const builds = times(() => {
        // Unlike any earlier edit, so that no build finds it in the cache.
        writeFileSync(target, `${text}# edit ${randomBytes(8).toString('hex')}\n`);
        return build();
      });
      writeFileSync(target, text);
      rebuilds.push({ edit: `a comment added to ${file}`, builds });
    }

    const recording = library.assembleRecording({
      id,
      title: spec.title,
      summary: spec.summary,
      source: { title: 'Recorded by Layerwise', date: options.date },
      circumstances: [
        ...describeEngine(),
        `Times: the quickest of ${repeat} builds with --no-cache, and of ${repeat} builds after each edit`,
        'The base image was there: no pull is in the time',
        ...(spec.bulk === undefined
          ? []
          : ['.git and .venv hold random bytes of the declared size and number of files']),
        ...(spec.circumstances ?? []),
        ...options.circumstance,
      ],
      standIn: spec.standIn,
      series: spec.series ?? null,
      order: spec.order ?? 0,
      project: spec.project ?? null,
      note: spec.note ?? null,
      dockerfile,
      requirements: library.installedPins({
        dockerfile: 'Dockerfile',
        files: readTexts(folder),
        bulk: [],
      }),
      history,
      size,
      cold,
      rebuilds,
    });
    const document = `${JSON.stringify(recording, null, 2)}\n`;
    refusePrivate(document, folder);
    if (!existsSync(options.out)) mkdirSync(options.out, { recursive: true });
    writeFileSync(path.join(options.out, `${id}.json`), document);
    console.log(`${id}: ${size} bytes, ${recording.seconds} s cold`);
    for (const { edit, seconds, ran } of recording.rebuilds)
      console.log(`  ${edit}: ${seconds} s, ${ran.length} steps`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const library = await loadLibrary();
for (const specFolder of positionals) await record(specFolder, library);
