/**
 * npm run record -- DIR... [--name NAME] [--edits edits.json] ...
 *
 * Records builds with a real engine: cold, again without change, and after each edit; starts the image and notes whether it
 * comes up; sums what its layers hold. Options:
 *   --name NAME        of the recording, which is content/recordings/NAME.json (also --id)
 *   --title, --summary what the page says of it
 *   --edits FILE       JSON: a list of {"name", "files": {"app.py": {"append": "…"}}, "buildArguments", "target", "noCache"}
 *   --edit FILE        a file to add a comment to; may be repeated
 *   --repeat 3         builds of each kind; the quickest counts
 *   --network MODE     of the build, as docker build takes it
 *   --prune            empties the build cache before every cold build, so that the base is fetched again
 *   --no-start         does not start the image
 *   --watch 3          seconds that a container is watched
 *   --no-contents      does not save the image to sum what its layers hold
 *   --as-they-are      builds on the base images themselves: without it on copies that no cache knows, so that no build
 *                      finds what an earlier recording made
 *   --base-env A=B     a variable that builds need on this machine, in those copies
 *   --image A=B        a local image B that stands in for the official A
 *   --keep DIR         where what the engine printed stays (.layerwise/recordings)
 *   --assemble         builds nothing: makes the documents anew from what --keep holds
 *   --machine ID       the catalog's machine whose times these are, for --truth
 *   --truth            writes DIR/truth.json, what the truth harness compares with; --no-recording nothing else
 *   --times            builds cold only and writes nothing but the times into the DIR/truth.json that is there
 *   --stand-in, --circumstance TEXT, --date DATE, --docker PROGRAM, --out DIR
 *
 * DIR is the folder to build, a case of the truth harness, or one of scripts/recordings/builds with a build.json: which
 * folders of this repository lie over each other to make the build context, which bulk to fill it with, which edits to
 * build after, which local images stand in for official ones. Works with Docker 20.10 to 29, classic and containerd
 * stores. Nothing that names this machine is written into a recording: the recorder refuses to. Status 3: no engine.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installedPins } from '@/lib/recordings/requirements';
import { makeTruth } from '../truth/make';
import { truth } from '../truth/schema';
import { makeRecording } from './document';
import { Engine } from './engine';
import { type BuildSpec, commentIn, readEdits, readSpec } from './spec';
import { type Take, takeBuild } from './take';

const root = process.cwd();

const help = `Usage: npm run record -- DIR... [options]

Records builds with a real engine: cold, again without change, and after each edit; starts the image, and sums what its
layers hold. DIR is a folder with a Dockerfile, a case of the truth harness, or one of scripts/recordings/builds.

Options:
  --name NAME                   Of the recording, which is content/recordings/NAME.json (also --id)
  --title TEXT, --summary TEXT  What its page says
  --edits FILE, --edit FILE     Edits after which to build: a JSON list of them; a file to add a comment to (repeatable)
  --repeat NUMBER               Builds of each kind, of which the quickest counts (default: 3)
  --network MODE                Of the build, as docker build takes it
  --prune                       Empties the build cache before every cold build
  --as-they-are                 Builds on the base images themselves, not on copies that no cache knows
  --base-env A=B, --image A=B   A variable of those copies; a local image B that stands in for A (both repeatable)
  --no-start, --watch SECONDS   Does not start the image; how long a container is watched (default: 3)
  --no-contents                 Does not save the image to sum what its layers hold
  --keep DIR, --assemble        Where the engine's output stays; makes the documents anew from it, without a build
  --truth, --no-recording       Writes DIR/truth.json for the truth harness; and no recording
  --times, --machine ID         Only the times into DIR/truth.json; the catalog's machine whose times they are
  --stand-in, --circumstance TEXT, --date DATE, --docker PROGRAM, --out DIR
  --help                        Prints this text

Exit status: 0 recorded; 2 some argument cannot be used; 3 there is no engine.
`;

const { values: options, positionals } = readArguments();

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
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
        'as-they-are': { type: 'boolean', default: false },
        'base-env': { type: 'string', multiple: true, default: [] },
        image: { type: 'string', multiple: true, default: [] },
        watch: { type: 'string', default: '3' },
        keep: { type: 'string', default: path.join(root, '.layerwise/recordings') },
        title: { type: 'string' },
        summary: { type: 'string' },
        edit: { type: 'string', multiple: true, default: [] },
        'stand-in': { type: 'boolean', default: false },
        truth: { type: 'boolean', default: false },
        times: { type: 'boolean', default: false },
        machine: { type: 'string' },
        assemble: { type: 'boolean', default: false },
        'no-recording': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n\n${help}`, 2);
  }
}

if (options.help) {
  process.stdout.write(help);
  process.exit(0);
}

const chosenName = options.name ?? options.id;

function refuse(message: string, status: number): never {
  console.error(message);
  process.exit(status);
}

/** What to build: as the folder says, then as the options say. */
function chooseSpec(folder: string): BuildSpec {
  const spec = readSpec(folder, root);
  const images = options.image.map((pair) => pair.split('=')).map(([official = '', local = '']) => [official, local]);
  return {
    ...spec,
    id: chosenName ?? spec.id,
    title: options.title ?? spec.title,
    summary: options.summary ?? spec.summary,
    standIns: { ...spec.standIns, ...Object.fromEntries(images) },
    edits: [
      ...spec.edits,
      ...options.edit.map(commentIn),
      ...(options.edits === undefined ? [] : readEdits(options.edits)),
    ],
  };
}

/** What the Dockerfile and the requirements files of a context say is installed. */
function readPins(spec: BuildSpec, folder: string): readonly string[] {
  spec.compose(folder);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (entry.name === 'Dockerfile' || /\.(?:txt|in)$/.test(entry.name)))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      path: path.relative(folder, file).split(path.sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }));
  return installedPins({ dockerfile: 'Dockerfile', files, bulk: [] });
}

/** Leaves what the engine printed, as it printed it, where git does not see it. */
function keepTake(id: string, take: Take): void {
  const folder = path.join(options.keep, id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'build.log'), take.cold[0]?.log ?? '');
  writeFileSync(path.join(folder, 'take.json'), `${JSON.stringify(take)}\n`);
  if (take.image === null) return;
  writeFileSync(path.join(folder, 'history.jsonl'), take.image.history);
  writeFileSync(path.join(folder, 'inspect.json'), take.image.inspection);
}

/** Builds; or reads what an earlier run left, with the texts of today. */
async function take(spec: BuildSpec, engine: Engine | null): Promise<Take> {
  if (engine === null) {
    const kept: Take = JSON.parse(readFileSync(path.join(options.keep, spec.id, 'take.json'), 'utf8'));
    const { title, summary, series, order, note } = spec;
    return { ...kept, spec: { ...kept.spec, title, summary, series, order, note } };
  }
  const taken = await takeBuild(spec, engine, {
    repeat: Math.max(1, Number.parseInt(options.repeat, 10) || 1),
    prune: options.prune,
    watch: options['no-start'] || options.times ? null : Number(options.watch),
    contents: !options['no-contents'] && !options.times,
    fresh: !options['as-they-are'] && !options.prune,
    environment: options['base-env'],
    rebuilds: !options.times,
  });
  if (!options.times) keepTake(spec.id, taken);
  return taken;
}

/** Brings the times of a case up to date with builds of today; all else of its truth stays. */
async function recordTimes(folder: string, engine: Engine | null): Promise<void> {
  const file = path.join(folder, 'truth.json');
  const known = truth.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (!known.builds) return;
  const taken = await take(chooseSpec(folder), engine);
  if (taken.image === null) refuse(`${folder}: the build fails today: ${taken.cold[0]?.log.slice(-600)}`, 1);
  const { seconds, steps } = makeTruth(taken, { date: options.date, standIn: known.measured.standIn });
  writeFileSync(file, `${JSON.stringify({ ...known, seconds, steps }, null, 2)}\n`);
  console.log(`${path.basename(folder)}: ${seconds} s, was ${known.seconds} s`);
}

async function record(folder: string, engine: Engine | null): Promise<void> {
  const spec = chooseSpec(folder);
  const standIn = options['stand-in'] || Object.keys(spec.standIns).length > 0;
  const taken = await take(spec, engine);
  const scratch = mkdtempSync(path.join(options.keep, 'context-'));
  const requirements = readPins(spec, scratch);
  rmSync(scratch, { recursive: true, force: true });
  if (options.truth) {
    const made = makeTruth(taken, {
      date: options.date,
      standIn,
      ...(options.machine === undefined ? {} : { machine: options.machine }),
    });
    writeFileSync(path.join(folder, 'truth.json'), `${JSON.stringify(made, null, 2)}\n`);
  }
  if (options['no-recording']) return;
  if (taken.image === null) {
    console.error(`${spec.id}: the build failed, so there is nothing to record:`);
    console.error((taken.cold.at(-1)?.log ?? '').split('\n').slice(-30).join('\n'));
    process.exitCode = 1;
    return;
  }
  const { title, summary } = spec;
  const recording = makeRecording(taken, {
    id: spec.id,
    title,
    summary,
    date: options.date,
    standIn,
    circumstances: options.circumstance,
    requirements,
  });
  if (!existsSync(options.out)) mkdirSync(options.out, { recursive: true });
  writeFileSync(path.join(options.out, `${spec.id}.json`), `${JSON.stringify(recording, null, 2)}\n`);
  console.log(`${spec.id}: ${recording.size?.bytes} bytes, ${recording.seconds} s cold`);
  for (const { edit, seconds, ran } of recording.rebuilds) console.log(`  ${edit}: ${seconds} s, ${ran.length} steps`);
}

if (positionals.length === 0 || (chosenName !== undefined && positionals.length > 1))
  refuse(
    'usage: npm run record -- DIR... [--name NAME] [--edits edits.json] [--edit FILE]... [--repeat N] [--network MODE]',
    2,
  );
if (chosenName !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(chosenName))
  refuse('a name has small letters, digits and hyphens', 2);

const engine = options.assemble ? null : new Engine(options.docker, options.network);
const absence = engine?.explainAbsence() ?? null;
if (absence !== null) refuse(absence, 3);
for (const folder of positionals) await (options.times ? recordTimes : record)(folder, engine);
