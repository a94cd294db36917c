import { exactly } from '../../estimate';
import { fileLabel } from '../contents';
import { hasOption, lastValue } from '../invocation';
import { baseName, isWithin, parentOf, resolvePath } from '../paths';
import { hasPattern, type PathOperands, readPaths, reportForbidden, reportMissing } from './file-paths';
import type { Running } from './running';

type PathOperand = PathOperands['paths'][number];

function move(running: Running): void {
  for (const source of transfer(running)) running.walk.remove(source);
}

/** Copies what lies at the sources to the last operand; gives the sources. */
function transfer(running: Running): readonly string[] {
  const { walk } = running;
  const { options, paths, known } = readPaths(running, ['-t', '--target-directory', '-S', '--suffix']);
  const folder = lastValue(options, '-t', '--target-directory');
  const last =
    folder === null ? paths.at(-1) : { path: resolvePath(running.workingDirectory, folder.text), argument: folder };
  const sources = folder === null ? paths.slice(0, -1) : paths;
  if (!known || last === undefined || sources.length === 0) {
    walk.doubtFiles('which files the step copies');
    return [];
  }
  const moved: string[] = [];
  const destination = last.path;
  const intoFolder =
    folder !== null ||
    sources.length > 1 ||
    walk.lookUp(destination) === 'directory' ||
    last.argument.text.endsWith('/');
  const parent = intoFolder ? destination : parentOf(destination);
  for (const source of sources) {
    if (reportMissing(running, source)) return [];
    if (reportMissing(running, { path: parent, argument: last.argument })) return [];
    if (walk.lookUp(parent) === 'directory' && reportForbidden(running, parent, destination, last.argument)) return [];
    transferOne(running, source, destination, intoFolder);
    moved.push(source.path);
  }
  walk.step.writes.push(destination);
  return moved;
}

function transferOne(
  { walk }: Running,
  { path, argument }: PathOperand,
  destination: string,
  intoFolder: boolean,
): void {
  if (hasPattern(path)) {
    transferPattern({ walk }, path, destination);
    return;
  }
  const contentsOnly = argument.text.endsWith('/.') || argument.text === '.';
  const target = intoFolder && !contentsOnly ? resolvePath(destination, baseName(path)) : destination;
  const relocate = (inner: string) => resolvePath(target, `.${inner.slice(path === '/' ? 0 : path.length)}`);
  if (walk.lookUp(path) === 'unknown') {
    walk.files.doubt(target);
    walk.unknown.add(`what lies at ${path}`);
  }
  for (const holding of walk.contents.within(path)) {
    walk.contents.overwrite(relocate(holding.path), walk.step.id);
    walk.hold(relocate(holding.path), holding.kind, holding.label, holding.bytes);
  }
  const files = [...walk.state.files].filter(([inner]) => isWithin(inner, path));
  const facts = files.map(([inner]) => [relocate(inner), walk.isExecutable(inner), walk.readText(inner)] as const);
  walk.placeFiles(files.map(([inner, from]) => [relocate(inner), from] as const));
  for (const [place, executable, text] of facts) {
    walk.files.note(place, { executable, text });
    walk.claim(place);
  }
  for (const folder of walk.files.directories.list()) if (isWithin(folder, path)) walk.makeDirectory(relocate(folder));
  for (const environment of walk.state.pythonEnvironments) {
    if (isWithin(environment.path, path) && environment.kind !== 'system')
      walk.putEnvironment({ ...environment, path: relocate(environment.path) });
  }
}

/** `cp *.py /app/`: the files of one folder that fit. */
function transferPattern({ walk }: Pick<Running, 'walk'>, pattern: string, destination: string): void {
  const folder = parentOf(pattern);
  const name = baseName(pattern);
  const expression =
    /^[\w.*-]+$/.test(name) && !hasPattern(folder)
      ? new RegExp(`^${name.replace(/\./g, '\\.').replace(/\*/g, '[^/]*')}$`)
      : null;
  if (expression === null || walk.lookUp(folder) === 'unknown') {
    walk.files.doubt(destination);
    walk.unknown.add(`which files ${pattern} names`);
    return;
  }
  for (const holding of walk.contents.within(folder)) {
    const first = holding.path.slice(folder === '/' ? 1 : folder.length + 1).split('/')[0] ?? '';
    if (first === '' || !expression.test(first)) continue;
    const target = resolvePath(destination, `.${holding.path.slice(folder === '/' ? 0 : folder.length)}`);
    walk.hold(target, holding.kind, holding.label, holding.bytes);
  }
  const files = [...walk.state.files].filter(
    ([path]) =>
      isWithin(path, folder) && expression.test(path.slice(folder === '/' ? 1 : folder.length + 1).split('/')[0] ?? ''),
  );
  walk.placeFiles(
    files.map(
      ([path, from]) => [resolvePath(destination, `.${path.slice(folder === '/' ? 0 : folder.length)}`), from] as const,
    ),
  );
}

/** A link exists as a file of its own; where it points decides what it is. */
function link(running: Running): void {
  const { walk, workingDirectory } = running;
  const { options, paths, known } = readPaths(running, ['-t', '-S']);
  const [source, target] = paths;
  if (!known || source === undefined) return;
  const place = target?.path ?? resolvePath(workingDirectory, baseName(source.path));
  const path = walk.lookUp(place) === 'directory' ? resolvePath(place, baseName(source.path)) : place;
  if (target !== undefined && reportMissing(running, { path: parentOf(path), argument: target.argument })) return;
  if (
    target !== undefined &&
    walk.lookUp(parentOf(path)) === 'directory' &&
    reportForbidden(running, parentOf(path), path, target.argument)
  )
    return;
  const pointsAt =
    hasOption(options, '-s', '--symbolic') && !source.argument.text.startsWith('/')
      ? resolvePath(parentOf(path), source.argument.text)
      : source.path;
  if (walk.lookUp(pointsAt) === 'directory') {
    walk.makeDirectory(path);
    walk.files.doubt(path);
    return;
  }
  walk.writeFile(path, { executable: walk.isExecutable(pointsAt), text: walk.readText(pointsAt) });
  walk.files.link(path, pointsAt);
}

const installOptions = ['-m', '-o', '-g', '--mode', '--owner', '--group', '-t', '--target-directory', '-S'];

/** `install -d FOLDER…` makes folders, `install -Dm 755 FILE PLACE` copies files and sets their mode. */
function install(running: Running): void {
  const { walk } = running;
  const { options, paths } = readPaths(running, installOptions);
  if (!hasOption(options, '-d', '--directory')) {
    installFiles(running);
    return;
  }
  for (const { path } of paths) {
    walk.makeDirectory(path);
    const owner = lastValue(options, '-o', '--owner')?.text;
    if (owner !== undefined) walk.files.own(path, owner, true);
  }
}

function installFiles(running: Running): void {
  const { walk, workingDirectory } = running;
  const { options, paths, known } = readPaths(running, installOptions);
  const folder = lastValue(options, '-t', '--target-directory');
  const last = folder === null ? paths.at(-1) : { path: resolvePath(workingDirectory, folder.text), argument: folder };
  const sources = folder === null ? paths.slice(0, -1) : paths;
  if (!known || last === undefined || sources.length === 0) {
    walk.doubtFiles('which files the step installs');
    return;
  }
  const intoFolder =
    folder !== null || sources.length > 1 || walk.lookUp(last.path) === 'directory' || last.argument.text.endsWith('/');
  const parent = intoFolder ? last.path : parentOf(last.path);
  if (hasOption(options, '-D')) walk.makeDirectory(parent);
  if (reportMissing(running, { path: parent, argument: last.argument })) return;
  for (const source of sources) {
    if (reportMissing(running, source)) return;
    if (hasPattern(source.path)) walk.files.doubt(last.path);
    else installFile(running, source.path, intoFolder ? resolvePath(last.path, baseName(source.path)) : last.path);
  }
}

/** The mode is 755 unless told otherwise; any that is told is taken to let the file be executed where a digit is odd. */
function installFile({ walk, invocation }: Running, source: string, place: string): void {
  const mode = /(?:^|\s)-\w*m\s*=?(\d{3,4})|--mode[= ](\d{3,4})/.exec(
    invocation.words.map(({ text }) => text).join(' '),
  );
  const digits = mode?.[1] ?? mode?.[2] ?? '755';
  const held = walk.contents.bytesOfFile(source);
  if (held > 0) walk.hold(place, 'code', fileLabel, exactly(held));
  walk.writeFile(place, { executable: (Number.parseInt(digits, 8) & 0o111) !== 0, text: walk.readText(source) });
}

export const copyCommands: readonly (readonly [string, (running: Running) => void])[] = [
  ['cp', (running) => void transfer(running)],
  ['mv', move],
  ['ln', link],
  ['install', install],
];
