import { indexCatalog, readFigure } from '../catalog/look-up';
import { type Estimate, widen } from '../estimate';
import type { CopyInstruction } from '../syntax/types';
import { fileLabel, type Holding } from './contents';
import type { CopyResult } from './copy';
import { copyEnvironments } from './copy-environments';
import { copyFromImage, type Source } from './copy-from-image';
import { baseMayHold, type PathKind } from './image-paths';
import { baseName, hasWildcard, isWithin, matchComponent, moveUnder, parentOf, resolvePath } from './paths';
import { findProgram, isInterpreter } from './programs';
import type { StageWalk } from './stage-walk';
import type { PythonEnvironment } from './types';
import type { Stages } from './walked-project';

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
  if (hasWildcard(source.path)) {
    copyPattern(origin, source, destination, walk);
    return;
  }
  const kind = lookUpForCopy(origin, source.path);
  if (kind === 'missing' || /[$`]/.test(source.path)) {
    reportAbsent(source, walk);
    return;
  }
  const isFile = kind === 'file';
  const target = isFile && intoFolder ? resolvePath(destination, baseName(source.path)) : destination;
  copyHoldings(origin, source.path, target, walk);
  const partial = findPartial(origin, source.path);
  if (partial !== null) walk.hold(target, partial.kind, `${source.path} of the other stage`, partial.bytes);
  walk.step.writes.push(target);
  copyFiles(origin, source.path, target, walk);
  copyScripts(origin, source.path, target, walk);
  copyEnvironments(origin, source.path, target, walk);
  if (kind === 'unknown') copyUnknown(origin, source, { destination, intoFolder }, walk);
  else if (!isFile) walk.makeDirectory(target);
  // Where anything may have come to lie in the folder, anything comes along.
  if (kind === 'directory' && origin.files.isDoubtful(source.path))
    walk.doubt(`what ${source.path} of the other stage holds`, target);
}

/** Programs and Python's own folders are known better than other places of a base image. */
function lookUpForCopy(origin: StageWalk, path: string): PathKind {
  const kind = origin.lookUp(path);
  if (kind !== 'unknown' || !origin.certain || origin.files.isDoubtful(path)) return kind;
  const version = /^\/usr\/local\/lib\/python(\d+\.\d+)(\/|$)/.exec(path)?.[1];
  const system = origin.state.pythonEnvironments.find((entry) => entry.path === '/usr/local');
  if (version !== undefined && system !== undefined && system.python !== null && system.python !== version) {
    const elsewhere = origin.state.pythonEnvironments.some((entry) => entry.python === version);
    if (!elsewhere && !origin.files.strayFiles) return 'missing';
  }
  if (/^\/(usr\/local\/|usr\/)?s?bin\/[^/]+$/.test(path)) {
    const found = findProgram(path, origin, (name) => origin.state.environment.get(name));
    if (found.kind !== 'uncertain') return found.kind === 'found' ? 'file' : 'missing';
  }
  return kind;
}

/** Of a path that may or may not be there, or whose kind is not known, all that can be said is that something may lie at its target. */
function copyUnknown(
  origin: StageWalk,
  source: Source,
  { destination, intoFolder }: { readonly destination: string; readonly intoFolder: boolean },
  walk: StageWalk,
): void {
  const name = baseName(source.path);
  const looksLikeFile = intoFolder && /^\/(usr\/local\/|usr\/)?s?bin\/[^/]+$|\.[a-z0-9]+$/.test(source.path);
  walk.doubt(
    `what ${source.path} of the other stage holds`,
    intoFolder && !looksLikeFile ? destination : resolvePath(destination, looksLikeFile ? name : '.'),
  );
  if (origin.profile.distribution !== 'unknown' && !looksLikeFile) walk.makeDirectory(destination);
}

function copyHoldings(origin: StageWalk, from: string, target: string, walk: StageWalk): void {
  for (const holding of origin.contents.within(from)) {
    const path = moveUnder(holding.path, from, target);
    if (holding.label === fileLabel) walk.contents.overwrite(path, walk.step.id);
    if (path === holding.path) walk.holdPiece(holding);
    else walk.hold(path, holding.kind, holding.label, holding.bytes);
  }
}

function copyFiles(origin: StageWalk, from: string, target: string, walk: StageWalk): void {
  const files = [...origin.state.files].filter(([path]) => isWithin(path, from));
  walk.placeFiles(files.map(([path, context]) => [moveUnder(path, from, target), context] as const));
  walk.files.copyFrom(origin.files, (path) => (isWithin(path, from) ? moveUnder(path, from, target) : null));
  for (const directory of origin.files.directories.list()) {
    if (isWithin(directory, from)) walk.makeDirectory(moveUnder(directory, from, target));
  }
  for (const place of origin.files.doubtfulPlaces) {
    if (place !== '/' && isWithin(place, from)) walk.files.doubt(moveUnder(place, from, target));
  }
  if (origin.files.strayFiles && !origin.state.files.has(from)) walk.files.doubt(target);
  // Without --chown, owners come along.
  const owner = origin.files.ownerOf(from);
  walk.files.own(target, walk.step.owner !== 'root' && walk.step.owner !== null ? walk.step.owner : owner, true);
}

/** `COPY --from=build /wheels/*.whl /tmp/`: what fits in one folder. Nothing that fits is no failure. */
function copyPattern(origin: StageWalk, source: Source, destination: string, walk: StageWalk): void {
  const folder = parentOf(source.path);
  const pattern = baseName(source.path);
  if (hasWildcard(folder) || origin.lookUp(folder) === 'unknown') {
    walk.doubt(`what ${source.path} of the other stage holds`, destination);
    return;
  }
  const names = new Set<string>();
  const note = (path: string) => {
    if (!isWithin(path, folder) || path === folder) return;
    const name = path.slice(folder === '/' ? 1 : folder.length + 1).split('/')[0] ?? '';
    if (matchComponent(pattern, name)) names.add(name);
  };
  for (const holding of origin.contents.within(folder)) {
    note(holding.path);
    // Wheels of a folder are held together, under its own path.
    if (holding.path === folder && holding.label !== fileLabel)
      walk.hold(destination, holding.kind, holding.label, holding.bytes);
  }
  for (const path of origin.state.files.keys()) note(path);
  for (const path of origin.files.directories.list()) note(path);
  for (const environment of origin.state.pythonEnvironments)
    for (const name of listPrograms(environment, origin)) note(`${environment.path}/bin/${name}`);
  // Of the folders that a base image fills, nobody has a full list.
  if (baseMayHold(folder)) walk.files.doubt(destination);
  for (const name of names) {
    const path = resolvePath(folder, name);
    const target = origin.lookUp(path) === 'file' ? resolvePath(destination, name) : destination;
    copyHoldings(origin, path, target, walk);
    copyFiles(origin, path, target, walk);
    copyScripts(origin, path, resolvePath(destination, name), walk);
  }
  walk.step.writes.push(destination);
}

/** Python itself and the scripts of its packages lie in one folder: copying `bin`, or one of them, brings them along. */
function copyScripts(origin: StageWalk, from: string, target: string, walk: StageWalk): void {
  for (const environment of origin.state.pythonEnvironments) {
    const folder = `${environment.path}/bin`;
    if (isWithin(environment.path, from) || (from !== folder && parentOf(from) !== folder)) continue;
    const programs = listPrograms(environment, origin).filter((name) => from === folder || name === baseName(from));
    walk.placeFiles(programs.map((name) => [from === folder ? resolvePath(target, name) : target, null] as const));
    if (programs.some(isInterpreter)) adoptPython(environment, from === folder ? target : parentOf(target), walk);
  }
}

/**
 * A Python comes to another image by its program. Its packages may have come before it, or come after it, from other
 * folders: they are taken to be there, so that nothing is missed that is not missing.
 */
function adoptPython(environment: PythonEnvironment, folder: string, walk: StageWalk): void {
  const path = parentOf(folder);
  if (environment.kind === 'virtual' || walk.state.pythonEnvironments.some((entry) => entry.path === path)) return;
  walk.putEnvironment({ ...environment, path });
}

/** What lies in the `bin` of an environment, as far as its packages are known. */
function listPrograms(environment: PythonEnvironment, { catalog }: StageWalk): readonly string[] {
  const { wheels } = indexCatalog(catalog);
  const { kind, python } = environment;
  const own =
    kind === 'system' || kind === 'conda' ? ['python', 'python3', ...(python === null ? [] : [`python${python}`])] : [];
  const scripts = environment.packages
    .filter((entry) => entry.scripts !== false)
    .flatMap((entry) => wheels.get(entry.name)?.[0]?.scripts ?? []);
  return [...own, ...scripts];
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

function reportAbsent(source: Source, walk: StageWalk): void {
  if (/[$`]/.test(source.path)) {
    walk.doubt(`what ${source.path} of the other stage holds`);
    return;
  }
  walk.fail('missing-in-stage', source.range, source.path);
}
