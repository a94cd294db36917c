#!/usr/bin/env node
// npm run record -- DIR... [--name NAME] [--edits edits.json] ...
//
// Records builds with a real engine: cold, again without change, and after each edit; starts the image and notes whether it
// comes up; sums what its layers hold. Options:
//   --name NAME        of the recording, which is content/recordings/NAME.json (also --id)
//   --title, --summary what the page says of it
//   --edits FILE       JSON: a list of {"name", "file", "append"} or {"name", "file", "find", "replace"}
//   --edit FILE        a file to add a comment to; may be repeated
//   --repeat 3         builds of each kind; the quickest counts
//   --network MODE     of the build, as docker build takes it
//   --prune            empties the build cache before every cold build, so that the base is fetched again
//   --no-start         does not start the image
//   --watch 3          seconds that a container is watched
//   --no-contents      does not save the image to sum what its layers hold
//   --keep DIR         where log, history and inspection stay as printed (.layerwise/recordings/NAME)
//   --stand-in, --circumstance TEXT, --date DATE, --docker PROGRAM, --out DIR
//
// DIR is the folder to build, or one of scripts/recordings/builds with a build.json: which folders of this repository
// lie over each other to make the build context, which bulk to fill it with, which files to edit, which local images
// stand in for official ones. Works with Docker 20.10 to 29, classic and containerd stores. Nothing that names this machine
// is written into a recording: the recorder refuses to. Status 3 where there is no engine.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build as bundle } from 'esbuild';
import { readSavedLayers } from './image-layers.mjs';

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
    name: { type: 'string' },
    edits: { type: 'string' },
    prune: { type: 'boolean', default: false },
    'no-start': { type: 'boolean', default: false },
    'no-contents': { type: 'boolean', default: false },
    watch: { type: 'string', default: '3' },
    keep: { type: 'string' },
    title: { type: 'string' },
    summary: { type: 'string' },
    edit: { type: 'string', multiple: true },
    'stand-in': { type: 'boolean', default: false },
  },
});

const chosenName = options.name ?? options.id;

if (positionals.length === 0 || (chosenName !== undefined && positionals.length > 1)) {
  console.error(
    'usage: npm run record -- DIR... [--name NAME] [--edits edits.json] [--edit FILE]... [--repeat N] [--network MODE]',
  );
  process.exit(2);
}

if (chosenName !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(chosenName)) {
  console.error('a name has small letters, digits and hyphens');
  process.exit(2);
}

/** Stops with a sentence on what to do where no engine answers. */
function requireEngine() {
  const result = spawnSync(options.docker, ['version', '--format', '{{.Server.Version}}'], { encoding: 'utf8' });
  if (result.status === 0) return;
  const missing = result.error?.code === 'ENOENT';
  console.error(
    missing
      ? `There is no program "${options.docker}" on this machine. The recorder needs Docker 20.10 or newer to run real builds; install Docker Engine or Docker Desktop, or name another program with --docker.`
      : `"${options.docker}" does not reach an engine:\n${(result.stderr || String(result.error ?? '')).trim()}\nStart the engine (Docker Desktop, or \`systemctl start docker\`), or see that you may use its socket, and try again.`,
  );
  process.exit(3);
}

/** The typed half of the recorder, which lib/recordings owns and tests. */
async function loadLibrary() {
  const result = await bundle({
    stdin: {
      contents:
        "export { assembleRecording } from './lib/recordings/assemble'; export { installedPins } from './lib/recordings/requirements'; export { readPasted } from './lib/recordings/readers/read-pasted'; export { summariseLayer } from './lib/recordings/layer-contents'; export { recording } from './lib/recordings/schema';",
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

/** Starts a container without network, watches it for some seconds and takes it away again. */
function startImage(tag) {
  const started = performance.now();
  const id = docker('run', '--detach', '--network', 'none', tag).trim();
  try {
    let state = { Running: true, ExitCode: 0 };
    while (state.Running && performance.now() - started < Number(options.watch) * 1000) {
      spawnSync(process.execPath, ['-e', 'setTimeout(() => {}, 200)']);
      state = JSON.parse(docker('inspect', '--format', '{{json .State}}', id));
    }
    const logs = spawnSync(options.docker, ['logs', '--tail', '8', id], { encoding: 'utf8' });
    return {
      outcome: state.Running ? 'keeps running' : state.ExitCode === 0 ? 'exits' : 'fails',
      ...(state.Running ? {} : { exitCode: state.ExitCode }),
      waitedSeconds: Math.round((performance.now() - started) / 100) / 10,
      output: `${logs.stdout}${logs.stderr}`
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(-8)
        .map((line) => line.slice(0, 300)),
    };
  } finally {
    spawnSync(options.docker, ['rm', '--force', id]);
  }
}

/** An image whose command cannot even be started makes the engine refuse; that is a result. */
function tryStart(tag) {
  try {
    return startImage(tag);
  } catch (error) {
    return {
      outcome: 'fails',
      waitedSeconds: 0,
      output: [
        String(error.stderr ?? error.message)
          .trim()
          .slice(0, 300),
      ],
    };
  }
}

/** What each layer holds, by way of a saved copy of the image in the temporary folder. */
function readContents(tag, folder, library) {
  const file = path.join(folder, 'image.tar');
  docker('save', '--output', file, tag);
  try {
    return readSavedLayers(file).map(({ createdBy, files }) => library.summariseLayer(createdBy, files));
  } finally {
    rmSync(file, { force: true });
  }
}

/** Applies an edit of --edits; the text after it is unlike any before, so that no build finds it in the cache. */
function applyEdit(text, { append, find, replace }) {
  const mark = randomBytes(8).toString('hex');
  if (append !== undefined)
    return `${text}${append.replaceAll('{random}', mark)}${append.includes('{random}') ? '' : `# edit ${mark}\n`}`;
  if (find === undefined) return `${text}# edit ${mark}\n`;
  if (!text.includes(find)) throw new Error(`an edit looks for text that is not there: ${find}`);
  return text.replace(find, () => replace.replaceAll('{random}', mark));
}

/** The edits to build after: those of --edits, and a comment at the end of every file of --edit or build.json. */
function listEdits(spec) {
  const listed = options.edits === undefined ? [] : JSON.parse(readFileSync(options.edits, 'utf8'));
  if (!Array.isArray(listed) || listed.some((edit) => typeof edit?.file !== 'string'))
    throw new Error(`${options.edits}: expected a list of {"name", "file", ...}`);
  return [
    ...(spec.edits ?? []).map((file) => ({ file, name: `a comment added to ${file}` })),
    ...listed.map((edit) => ({ ...edit, name: edit.name ?? `an edit of ${edit.file}` })),
  ];
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

/** Takes addresses out of what a base image's history or a container says; those of the build itself are refused. */
function hideAddresses(value) {
  if (typeof value === 'string')
    return value.replace(/https?:\/\/[^\s"'\\]+/g, '(address)').replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '(address)');
  if (Array.isArray(value)) return value.map(hideAddresses);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hideAddresses(each)]));
}

/** What the readers tell of the build beyond what the recording is assembled of. */
function readFacts(library, log, history, inspection, tag) {
  const [facts] = library.readPasted([log, history].join('\n')).recordings;
  const [image] = library.readPasted(inspection).recordings;
  const { outcome, builder, exported, warnings, layers } = facts ?? {};
  const known = {
    outcome,
    builder,
    exported: exported && { ...exported, names: [] },
    warnings,
    layers,
    platforms: image?.platforms,
  };
  const told = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  if (image?.size?.kind !== 'compressed') return told;
  // A containerd store inspects to compressed bytes and lists unpacked ones with them.
  const listing = docker('images', '--format', '{{json .}}', tag);
  const size = library.readPasted(listing).recordings[0]?.images?.[0]?.size;
  return { ...told, contentSize: image.size, size: size === undefined ? image.size : { ...size, kind: 'containerd' } };
}

/** Leaves what the engine printed, as it printed it, where git does not see it. */
function keepOutputs(id, outputs) {
  const folder = options.keep ?? path.join(root, '.layerwise/recordings', id);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(outputs)) writeFileSync(path.join(folder, name), text);
}

async function record(specFolder, library) {
  const spec = readSpec(specFolder);
  const id = chosenName ?? path.basename(path.resolve(specFolder));
  const standIns = spec.standIns ?? {};
  const repeat = Math.max(1, Number.parseInt(options.repeat, 10));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'layerwise-record-'));
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'layerwise-record-'));
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

    const cold = times(() => {
      if (options.prune) docker('builder', 'prune', '--all', '--force');
      return build('--no-cache');
    });
    const size = Number(docker('image', 'inspect', '--format', '{{.Size}}', tag).trim());
    const history = docker('history', '--no-trunc', '--human=false', '--format', '{{json .}}', tag);
    // All of the image as the cold builds made it: the edits below make others.
    const inspection = docker('image', 'inspect', tag);
    const seen = readFacts(library, cold[0].log, history, inspection, tag);
    const starts = options['no-start'] ? undefined : tryStart(tag);
    const contents = options['no-contents'] ? undefined : readContents(tag, scratch, library);
    const rebuilds = [{ edit: 'nothing', builds: times(() => build()) }];
    for (const edit of listEdits(spec)) {
      const target = path.join(folder, edit.file);
      const text = readFileSync(target, 'utf8');
      const builds = times(() => {
        writeFileSync(target, applyEdit(text, edit));
        return build();
      });
      writeFileSync(target, text);
      rebuilds.push({ edit: edit.name, builds });
    }
    keepOutputs(id, { 'build.log': cold[0].log, 'history.jsonl': history, 'inspect.json': inspection });

    const recording = library.recording.parse({
      ...library.assembleRecording({
        id,
        title: spec.title,
        summary: spec.summary,
        source: { title: 'Recorded by Layerwise', date: options.date },
        circumstances: [
          ...describeEngine(),
          `Times: the quickest of ${repeat} builds with --no-cache, and of ${repeat} builds after each edit`,
          ...(options.prune
            ? ['The build cache was emptied before every cold build']
            : ['The base image was there: no pull is in the time']),
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
      }),
      ...hideAddresses({
        ...seen,
        ...(starts === undefined ? {} : { starts }),
        ...(contents === undefined ? {} : { contents }),
      }),
    });
    const document = `${JSON.stringify(recording, null, 2)}\n`;
    refusePrivate(document, folder);
    if (!existsSync(options.out)) mkdirSync(options.out, { recursive: true });
    writeFileSync(path.join(options.out, `${id}.json`), document);
    console.log(`${id}: ${size} bytes, ${recording.seconds} s cold`);
    for (const { edit, seconds, ran } of recording.rebuilds)
      console.log(`  ${edit}: ${seconds} s, ${ran.length} steps`);
  } finally {
    for (const made of [folder, scratch]) rmSync(made, { recursive: true, force: true });
  }
}

requireEngine();
const library = await loadLibrary();
for (const specFolder of positionals) await record(specFolder, library);
