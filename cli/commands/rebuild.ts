import type { BuildOptions } from '@/lib/analyzer/build/types';
import type { Project } from '@/lib/analyzer/project';
import { predictRebuild } from '@/lib/analyzer/rebuild/rebuild';
import { summariseRebuild } from '@/lib/analyzer/rebuild/summary';
import { version } from '../../package.json';
import { explainMissingTarget, walkProject } from '../analyze-project';
import { defineCommand, exitStatus, Misuse, type Outcome, readChoice, refuse, type Surroundings } from '../command';
import { readBuildOptions } from '../project-options';
import { contextLimits } from '../read-context';
import { type ReadProject, readProject } from '../read-project';
import { makeRebuildDocument, type RebuildSide, type SimulatedRebuild } from '../rebuild-document';
import { drawRebuild } from '../rebuild-report';
import { chooseStyle } from '../style';

const formats = ['text', 'json'] as const;

const help = `Usage: layerwise rebuild BEFORE AFTER [options]

Says which steps of AFTER run, and why, once BEFORE has been built on the same machine: by the rules of BuildKit's
cache. BEFORE and AFTER are folders with a Dockerfile in them, or Dockerfiles, whose folders are the build contexts.
Contents, names and modes of files count; times do not.

Where the two hold the same files, the build arguments are what changed: BEFORE was built without them. Where the files
differ, both are built with them. The target is that of both. The options with "before" say otherwise.

Options:
  --target NAME                 Stage to build, by name or number (default: the last)
  --build-arg NAME=VALUE        A build argument (repeatable); NAME alone takes the environment's
  --before-target NAME          The stage that was built before
  --before-build-arg NAME=VALUE A build argument that was given before (repeatable)
  --no-cache                    As docker build --no-cache: every step runs
  --pull                        The tags of the base images name other images than before
  --format text|json            Text for people (default), or one JSON document (docs/rebuild.schema.json)
  --no-color                    No colours; the variable NO_COLOR does the same
  --help, --version             Prints this text, or the version

Exit status: 0 whatever runs; 2 some input cannot be used.
`;

/** So much is read that what one of the two lists file by file, the other hardly counts as a whole. */
const reading = { digests: true, limits: { ...contextLimits, textFiles: 20_000, text: 64_000_000, unread: 20_000 } };

type Options = Omit<BuildOptions, 'catalog'>;

function walkSide(path: string, read: Extract<ReadProject, { ok: true }>, options: Options): RebuildSide | string {
  const build = walkProject(read.project, options);
  const missing = explainMissingTarget(options.target, build);
  if (missing !== null) return missing;
  return { path, target: options.target, buildArguments: options.buildArguments, build };
}

/** Whether two contexts hold the same, as far as they were read. */
function sameFiles(one: Project, other: Project): boolean {
  const list = ({ dockerfile, files, bulk }: Project) =>
    JSON.stringify([
      dockerfile,
      files.map(({ path, text, executable }) => [path, text, executable ?? false]).sort(),
      bulk.map(({ path, bytes, files: count, digest }) => [path, bytes, count, digest]).sort(),
    ]);
  return list(one) === list(other);
}

export const rebuild = defineCommand({
  name: 'rebuild',
  summary: 'What runs again when one folder is built after another, and why',
  help,
  options: {
    target: { type: 'string' },
    'build-arg': { type: 'string', multiple: true },
    'before-target': { type: 'string' },
    'before-build-arg': { type: 'string', multiple: true },
    'no-cache': { type: 'boolean', default: false },
    pull: { type: 'boolean', default: false },
    format: { type: 'string', default: 'text' },
  },
  run(values, paths, surroundings: Surroundings): Outcome {
    const [beforePath, afterPath, ...rest] = paths;
    if (!beforePath || !afterPath) throw new Misuse('Name two folders: what has been built, and what is built then.');
    if (rest.length > 0) throw new Misuse(`Two folders are compared; "${rest[0]}" is one too many.`);
    const format = readChoice('--format', formats, values.format);
    const afterOptions = readBuildOptions(values, surroundings);
    const reads = [beforePath, afterPath].map((path) => readProject(path, surroundings.folder, undefined, reading));
    const [beforeRead, afterRead] = reads;
    if (!beforeRead?.ok || !afterRead?.ok) return refuse(...reads.flatMap((read) => (read.ok ? [] : [read.message])));
    const changed = sameFiles(beforeRead.project, afterRead.project) ? [] : values['build-arg'];
    const beforeOptions = readBuildOptions(
      {
        target: values['before-target'] ?? values.target,
        'build-arg': values['before-build-arg'] ?? changed,
      },
      surroundings,
    );
    const before = walkSide(beforePath, beforeRead, beforeOptions);
    const after = walkSide(afterPath, afterRead, afterOptions);
    if (typeof before === 'string') return refuse(before);
    if (typeof after === 'string') return refuse(after);
    const prediction = predictRebuild(before.build, after.build, {
      noCache: values['no-cache'],
      newBaseImages: values.pull,
    });
    const simulated: SimulatedRebuild = {
      version,
      before,
      after,
      summary: summariseRebuild(prediction, after.build),
      notes: [...new Set([...beforeRead.notes, ...afterRead.notes])],
    };
    const stdout =
      format === 'json'
        ? `${JSON.stringify(makeRebuildDocument(simulated), null, 2)}\n`
        : drawRebuild(simulated, chooseStyle(surroundings, values['no-color']));
    return { status: exitStatus.clean, stdout };
  },
});
