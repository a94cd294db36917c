import { readFigure } from '../catalog/look-up';
import { type Estimate, scale, widen } from '../estimate';
import type { SourceRange } from '../syntax/range';
import type { CopyInstruction } from '../syntax/types';
import { describeBase, measureBase } from './base-image';
import { fileLabel, type Holding } from './contents';
import type { CopyResult } from './copy';
import { parseImageReference } from './image-reference';
import { baseName, isWithin, resolvePath } from './paths';
import type { Stages, StageWalk } from './stage-walk';
import type { PythonEnvironment } from './types';

interface Source {
  readonly path: string;
  readonly range: SourceRange;
}

/** COPY --from: takes over what another stage or image holds at a path. */
export function copyFromStage(
  instruction: CopyInstruction,
  from: string,
  sources: readonly Source[],
  destination: string,
  intoFolder: boolean,
  walk: StageWalk,
  stages: Stages,
): CopyResult {
  const found = stages.find(from);
  if (found === null) {
    copyFromImage(instruction, from, sources, destination, intoFolder, walk);
    return { fromStages: [] };
  }
  const stage = stages.at(found);
  if (stage !== undefined) {
    for (const source of sources) copyPath(stage.walk, source, destination, intoFolder, walk);
    if (stage.walk.failed) walk.failed = true;
  }
  return { fromStages: [{ stage: found, paths: sources.map((source) => source.path) }] };
}

function copyPath(origin: StageWalk, source: Source, destination: string, intoFolder: boolean, walk: StageWalk): void {
  const isFile = origin.state.files.has(source.path);
  const target = isFile && intoFolder ? resolvePath(destination, baseName(source.path)) : destination;
  const held = origin.contents
    .within(source.path.includes('*') ? source.path : source.path)
    .map(([, holding]) => holding);
  const partial = findPartial(origin, source.path);
  if (held.length === 0 && partial === null && !isFile) {
    reportAbsent(origin, source, walk);
    return;
  }
  for (const holding of held) {
    const path = moveUnder(holding.path, source.path, target);
    if (holding.label === fileLabel) walk.contents.overwrite(path, walk.step.id);
    walk.hold(path, holding.kind, holding.label, holding.bytes, holding.files);
  }
  if (partial !== null) walk.hold(target, partial.kind, `${source.path} of the other stage`, partial.bytes);
  walk.step.writes.push(target);
  walk.placeFiles(
    [...origin.state.files]
      .filter(([path]) => isWithin(path, source.path))
      .map(([path, context]) => [moveUnder(path, source.path, target), context] as const),
  );
  for (const directory of origin.files.directories) {
    if (isWithin(directory, source.path)) walk.makeDirectory(moveUnder(directory, source.path, target));
  }
  copyEnvironments(origin, source, target, walk);
  if (!origin.certain && held.length === 0) walk.doubt(`what ${source.path} of the other stage holds`);
  if (!isFile) walk.makeDirectory(target);
}

/** `/opt/venv/lib` below `/opt/venv`, moved to `/venv`: `/venv/lib`. */
function moveUnder(path: string, from: string, to: string): string {
  return resolvePath(to, `.${path.slice(from === '/' ? 0 : from.length)}`);
}

/** A part of something that is known only as a whole: between nothing and all of it. */
function findPartial(origin: StageWalk, path: string): { kind: Holding['kind']; bytes: Estimate } | null {
  for (const holding of origin.contents.visible) {
    if (holding.label === fileLabel || holding.path === path || !isWithin(path, holding.path)) continue;
    if (
      holding.kind === 'base' &&
      (!basePlaces.some((place) => isWithin(path, place)) || path.includes('/site-packages'))
    )
      continue;
    const share = holding.kind === 'base' ? 'part-of-base' : 'part-of-folder';
    const ratio = readFigure(origin.catalog, share);
    const { low, likely, high } = holding.bytes;
    const bytes = { ...holding.bytes, low: low * ratio.low, likely: likely * ratio.likely, high: high * ratio.high };
    return { kind: holding.kind, bytes: widen(bytes, 1, 1, [`the size of ${path}`]) };
  }
  return null;
}

/** Folders that a base image fills itself. */
const basePlaces = ['/bin', '/etc', '/lib', '/lib64', '/sbin', '/usr', '/var'];

/** Environments come along whole, or as what they hold when only their packages are copied. */
function copyEnvironments(origin: StageWalk, source: Source, target: string, walk: StageWalk): void {
  for (const environment of origin.state.pythonEnvironments) {
    const packagesFolder = sitePackages(environment);
    if (isWithin(environment.path, source.path)) {
      const path = moveUnder(environment.path, source.path, target);
      joinEnvironment({ ...environment, path }, walk);
    } else if (environment.path !== source.path && isWithin(packagesFolder, source.path)) {
      const path = moveUnder(packagesFolder, source.path, target);
      const owner = walk.state.pythonEnvironments.find((entry) => sitePackages(entry) === path);
      if (owner !== undefined) joinEnvironment({ ...owner, packages: environment.packages }, walk);
    }
  }
}

/** Adds an environment; its packages join those of one that is already there, as when a prefix lands in /usr/local. */
function joinEnvironment(environment: PythonEnvironment, walk: StageWalk): void {
  const present = walk.state.pythonEnvironments.find((entry) => entry.path === environment.path);
  if (present === undefined) {
    // A system Python copied into an image without one brings its program along.
    walk.putEnvironment(environment);
    return;
  }
  const names = new Set(environment.packages.map((entry) => entry.name));
  const packages = [...present.packages.filter((entry) => !names.has(entry.name)), ...environment.packages];
  walk.putEnvironment({ ...present, packages });
}

/** Where an environment keeps its packages. */
export function sitePackages(environment: Pick<PythonEnvironment, 'kind' | 'path' | 'python'>): string {
  if (environment.kind === 'target') return environment.path;
  const version = environment.python ?? '3';
  if (environment.kind === 'system' && environment.path === '/usr')
    return `/usr/local/lib/python${version}/dist-packages`;
  return `${environment.path}/lib/python${version}/site-packages`;
}

function reportAbsent(origin: StageWalk, source: Source, walk: StageWalk): void {
  if (!origin.certain || source.path.includes('*') || origin.isDirectory(source.path) || /[$`]/.test(source.path)) {
    if (!origin.isDirectory(source.path)) walk.doubt(`what ${source.path} of the other stage holds`);
    else walk.makeDirectory(source.path);
    return;
  }
  // A base image holds many files of which we know nothing.
  const known = [
    '/app',
    '/opt',
    '/install',
    '/root',
    '/home',
    '/srv',
    '/code',
    '/src',
    '/build',
    '/wheels',
    '/venv',
    '/dist',
  ];
  if (!known.some((folder) => isWithin(source.path, folder)) || /\/\.(bashrc|profile)$/.test(source.path)) {
    walk.doubt(`what ${source.path} of the other stage holds`);
    return;
  }
  walk.fail(
    'missing-in-stage',
    `The stage copied from holds no \`${source.path}\`, so this step stops the build.`,
    'Copy the path where that stage really puts it, or create it there first.',
    source.range,
  );
}

/** Anything else that `--from` names is an image: taken as unknown, unless it cannot be a reference. */
function copyFromImage(
  instruction: CopyInstruction,
  from: string,
  sources: readonly Source[],
  destination: string,
  intoFolder: boolean,
  walk: StageWalk,
): void {
  const flag = instruction.flags.find((entry) => entry.name === 'from');
  const reference = parseImageReference(from);
  if (/^\d+$/.test(from) || reference === null) {
    walk.fail(
      'unknown-stage',
      `No earlier stage is called \`${from}\`, so \`--from\` finds nothing to copy from.`,
      'Name an earlier stage, as after AS, or an image.',
      flag?.range ?? instruction.range,
    );
    return;
  }
  for (const source of sources) {
    const path = intoFolder ? resolvePath(destination, baseName(source.path)) : destination;
    const { unpacked } = measureBase(reference, describeBase(reference, walk.catalog), walk.catalog);
    const part = readFigure(walk.catalog, 'part-of-base');
    const bytes = { ...scale(unpacked, part.likely), low: 0 };
    walk.hold(
      path,
      'os-packages',
      `${source.path} of ${from}`,
      widen(bytes, 1, 1, [`the size of ${source.path} of ${from}`]),
    );
    walk.unknown.add(`the size of ${source.path} of ${from}`);
    walk.placeFiles([[path, null]]);
    walk.doubt(`what ${source.path} of ${from} holds`);
  }
}
