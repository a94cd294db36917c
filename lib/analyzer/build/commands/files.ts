import { exactly } from '../../estimate';
import { fileLabel } from '../contents';
import { anyone, nobodyKnows, type Owner } from '../image-files';
import { hasOption, lastValue } from '../invocation';
import { baseName, isWithin, parentOf, resolvePath } from '../paths';
import { readBytes } from '../sizes-of-files';
import { isRoot } from '../stage-walk';
import { accountCommands } from './accounts';
import { downloadCommands } from './downloads';
import { existingParent, hasPattern, type PathOperands, readPaths, reportForbidden, reportMissing } from './file-paths';
import type { Running } from './running';

type FileCommand = (running: Running) => void;
type PathOperand = PathOperands['paths'][number];

function remove(running: Running): void {
  const { walk } = running;
  const { options, paths } = readPaths(running);
  const force = hasOption(options, '-f', '--force');
  for (const operand of paths) {
    if (!force && reportMissing(running, operand)) return;
    if (
      walk.lookUp(operand.path) === 'file' &&
      reportForbidden(running, parentOf(operand.path), operand.path, operand.argument)
    )
      return;
    for (const path of expandBraces(operand.path)) walk.remove(path);
  }
}

/** `a/{b,c}` as bash reads it. */
function expandBraces(path: string): readonly string[] {
  const match = /^([^{}]*)\{([^{}]*,[^{}]*)\}([^{}]*)$/.exec(path);
  if (match === null) return [path];
  return (match[2] ?? '').split(',').map((part) => `${match[1]}${part}${match[3]}`);
}

function makeDirectories(running: Running): void {
  const { walk } = running;
  const { options, paths } = readPaths(running, ['-m', '--mode']);
  const parents = hasOption(options, '-p', '--parents');
  for (const { path, argument } of paths) {
    if (hasPattern(path)) {
      for (const each of expandBraces(path)) walk.makeDirectory(each);
      continue;
    }
    const kind = walk.lookUp(path);
    if (!parents && (kind === 'directory' || kind === 'file')) {
      // A folder that exists only in our list of what every image has may not be there.
      if (walk.files.directories.has(path) && path.split('/').length > 2)
        walk.fail(
          'file-exists',
          `\`${path}\` exists already, so mkdir ends with an error.`,
          'Add `-p`.',
          argument.range,
        );
      continue;
    }
    const parent = parentOf(path);
    if (!parents && reportMissing(running, { path: parent, argument })) return;
    if (kind === 'missing' && reportForbidden(running, existingParent(path, running), path, argument)) return;
    walk.makeDirectory(path);
    walk.step.writes.push(path);
  }
}

function touch(running: Running): void {
  const { walk } = running;
  for (const { path, argument } of readPaths(running, ['-d', '-t', '-r']).paths) {
    const kind = walk.lookUp(path);
    if (kind === 'missing') {
      if (reportMissing(running, { path: parentOf(path), argument })) return;
      if (reportForbidden(running, parentOf(path), path, argument)) return;
      walk.writeFile(path, { executable: false, text: '' });
    }
    walk.step.writes.push(path);
  }
}

function write(running: Running): void {
  for (const { path } of readPaths(running).paths) running.walk.writeFile(path, { executable: false, text: null });
}

/** `chown -R` and `chmod -R` copy every file of an earlier layer into this one. */
function changeAttributes(running: Running): void {
  const { walk, invocation } = running;
  const { options, paths } = readPaths(running, ['--reference', '--from']);
  const recursive = hasOption(options, '-R', '--recursive');
  // What looks like an option may be a mode: `chmod -x file`.
  const symbolic = invocation.words.find((word) => /^-[rwxXst]+$/.test(word.text) && word.text !== '-R');
  const value = symbolic ?? options.operands[0];
  const targets = symbolic === undefined && !options.values.has('--reference') ? paths.slice(1) : paths;
  if (invocation.name !== 'chmod' && !mayGive(running, value?.known === true ? value.text : null)) return;
  for (const operand of targets) {
    if (reportMissing(running, operand)) return;
    const { path } = operand;
    walk.step.writes.push(path);
    if (recursive) walk.contents.copyUp(path, walk.step.id);
    else walk.contents.copyUpFile(path, walk.step.id);
    if (value === undefined) continue;
    if (invocation.name === 'chmod') changeMode(running, path, value.text, recursive);
    else if (invocation.name === 'chown') changeOwner(running, path, value.known ? value.text : '$', recursive);
    else walk.files.own(path, nobodyKnows, recursive);
  }
}

/** Only root may give files away, and only to users and groups that exist. */
function mayGive({ walk, invocation }: Running, owner: string | null): boolean {
  if (!isRoot(walk.state.user) && walk.certain && walk.users.same(walk.state.user, 'root') === false) {
    walk.fail(
      'permission-denied',
      `\`${walk.state.user}\` may not give files away: only root may change owners.`,
      'Do this before USER, or use `COPY --chown`.',
      invocation.command.range,
    );
    return false;
  }
  const [user = '', group = ''] = (owner ?? '').split(/[:.]/);
  const wrong =
    invocation.name === 'chgrp' ? null : user !== '' && walk.users.has(user) === false ? `user \`${user}\`` : null;
  const named = invocation.name === 'chgrp' ? user : group;
  const noGroup = named !== '' && walk.users.hasGroup(named) === false ? `group \`${named}\`` : null;
  const missing = wrong ?? noGroup;
  if (missing === null || !walk.certain) return true;
  walk.fail(
    'unknown-user',
    `The image has no ${missing}, so \`${invocation.name}\` ends with an error.`,
    'Create it in an earlier step, or use its number.',
    invocation.command.range,
  );
  return false;
}

function changeOwner({ walk }: Running, path: string, value: string, recursive: boolean): void {
  const user = value.split(/[:.]/)[0] ?? '';
  const owner: Owner = user === '' || /[$`]/.test(user) ? nobodyKnows : user;
  if (!hasPattern(path)) walk.files.own(path, owner, recursive);
  else walk.files.own(parentOf(path), nobodyKnows, true);
}

function changeMode({ walk }: Running, path: string, mode: string, recursive: boolean): void {
  const octal = /^0?[0-7]{3,4}$/.exec(mode)?.[0];
  const executable = octal === undefined ? readSymbolicExecute(mode) : (Number.parseInt(octal, 8) & 0o111) !== 0;
  const writable =
    octal === undefined
      ? /(^|,)[ugo]*[ao][ugo]*[+=][rxX]*w|^\+[rxX]*w/.test(mode)
      : (Number.parseInt(octal, 8) & 0o002) !== 0;
  const groupOnly = octal === undefined ? /g[+=][rx]*w/.test(mode) : (Number.parseInt(octal, 8) & 0o020) !== 0;
  if (writable) walk.files.own(path, anyone, recursive);
  else if (groupOnly) walk.files.own(path, nobodyKnows, recursive);
  if (executable === null) return;
  const affects = hasPattern(path)
    ? (file: string) => parentOf(file) === parentOf(path)
    : (file: string) => (recursive ? isWithin(file, path) : file === path);
  for (const file of walk.state.files.keys()) {
    if (affects(file))
      walk.files.note(file, { executable: hasPattern(path) ? null : executable, text: walk.readText(file) });
  }
}

/** What a mode such as `a+x` says of the execute permission; `null` where it says nothing. */
function readSymbolicExecute(mode: string): boolean | null {
  if (/[+=][rwst]*[xX]/.test(mode)) return true;
  return /^-[rwst]*x|[a-z]-[rwst]*x/.test(mode) ? false : null;
}

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
  const held = walk.contents.within(path).map(([, holding]) => holding);
  for (const holding of held) {
    walk.contents.overwrite(relocate(holding.path), walk.step.id);
    walk.hold(relocate(holding.path), holding.kind, holding.label, holding.bytes, holding.files);
  }
  const files = [...walk.state.files].filter(([inner]) => isWithin(inner, path));
  const facts = files.map(([inner]) => [relocate(inner), walk.isExecutable(inner), walk.readText(inner)] as const);
  walk.placeFiles(files.map(([inner, from]) => [relocate(inner), from] as const));
  for (const [place, executable, text] of facts) {
    walk.files.note(place, { executable, text });
    walk.claim(place);
  }
  for (const folder of [...walk.files.directories]) if (isWithin(folder, path)) walk.makeDirectory(relocate(folder));
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
  for (const [, holding] of walk.contents.within(folder)) {
    const first = holding.path.slice(folder === '/' ? 1 : folder.length + 1).split('/')[0] ?? '';
    if (first === '' || !expression.test(first)) continue;
    const target = resolvePath(destination, `.${holding.path.slice(folder === '/' ? 0 : folder.length)}`);
    walk.hold(target, holding.kind, holding.label, holding.bytes, holding.files);
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
}

/** `install -d FOLDER…`, `install -m 755 FILE PLACE`. */
function install(running: Running): void {
  const { options } = readPaths(running, ['-m', '-o', '-g', '--mode', '--owner', '--group', '-t']);
  if (!hasOption(options, '-d', '--directory')) {
    running.walk.doubtFiles('which files the step installs');
    return;
  }
  for (const { path } of readPaths(running, ['-m', '-o', '-g', '--mode', '--owner', '--group', '-t']).paths) {
    running.walk.makeDirectory(path);
    const owner = lastValue(options, '-o', '--owner')?.text;
    if (owner !== undefined) running.walk.files.own(path, owner, true);
  }
}

/** Reading a file that is certainly not there ends with an error. */
function readFiles(running: Running): void {
  if (/^(head|tail|cat|wc|sort)$/.test(running.invocation.name) && running.invocation.command.joint === 'pipe') return;
  const { paths } = readPaths(running, ['-n', '-c', '--lines', '--bytes']);
  for (const operand of paths) {
    if (operand.argument.text === '-') continue;
    if (reportMissing(running, operand)) return;
  }
}

/** `head -c N FILE > out` and `dd of=out bs=N count=N`: files whose size is said. */
function sized(running: Running): void {
  const { walk, invocation, workingDirectory } = running;
  const words = new Map(
    invocation.words.map((word) => [word.text.split('=')[0] ?? '', word.text.slice(word.text.indexOf('=') + 1)]),
  );
  const out = words.get('of');
  if (out === undefined) return;
  const path = resolvePath(workingDirectory, out);
  walk.writeFile(path, { executable: false, text: null });
  const bytes = readBytes(words.get('bs') ?? '512') * (Number(words.get('count')) || 0);
  walk.hold(path, 'code', fileLabel, exactly(bytes), 1);
}

function truncate(running: Running): void {
  const { walk } = running;
  const { options, paths } = readPaths(running, ['-s', '--size', '-l', '--length']);
  const size = readBytes(lastValue(options, '-s', '--size', '-l', '--length')?.text ?? '0');
  for (const { path } of paths) {
    walk.writeFile(path, { executable: false, text: null });
    // The classic store counts a file at its length, holes included.
    walk.hold(path, 'code', fileLabel, exactly(size), 1);
  }
}

/** `find FOLDER … -delete` and `-exec rm`: frees a part that we do not know. */
function find(running: Running): void {
  const { walk, invocation, workingDirectory } = running;
  const first = invocation.words.find((word) => !word.text.startsWith('-'));
  const folder = resolvePath(workingDirectory, first?.text ?? '.');
  if (first?.known === true && reportMissing(running, { path: folder, argument: first })) return;
  const text = invocation.words.map((word) => word.text).join(' ');
  if (!/-delete|-exec(dir)? rm/.test(text)) return;
  walk.step.writes.push(folder);
  if (walk.maybe) return;
  if (/-name ['"]?(__pycache__|\*\.py\[?c)/.test(text)) {
    walk.contents.removeWhere((path) => isWithin(path, folder) && /\/__pycache__(\/|$)/.test(path), walk.step.id);
    if (/tests?\b/.test(text)) walk.unknown.add(`what else find deletes in ${first?.text ?? '.'}`);
    return;
  }
  walk.unknown.add(`what find deletes in ${first?.text ?? '.'}`);
}

function nothingAtAll(): void {
  // The command changes nothing in the image that counts.
}

const harmless =
  'ls grep egrep awk date whoami id uname env sleep getent usermod passwd chpasswd ldconfig update-ca-certificates locale-gen dpkg-reconfigure du df stat file uniq cut tr expr dirname basename realpath readlink seq nproc free ps kill sync gpg apt-key apt-mark dpkg-query debconf-set-selections apt-cache mktemp rmdir sed xargs yes locale update-alternatives less more xxd od base64 openssl ssh-keyscan nslookup ping hostname arch tty printenv'.split(
    ' ',
  );

/** Programs that are understood well enough, by name. */
export const fileCommands: ReadonlyMap<string, FileCommand> = new Map<string, FileCommand>([
  ...harmless.map((name) => [name, nothingAtAll] as const),
  ...['cat', 'head', 'tail', 'wc', 'sort', 'md5sum', 'sha1sum', 'sha256sum', 'sha512sum'].map(
    (name) => [name, readFiles] as const,
  ),
  ['rm', remove],
  ['mkdir', makeDirectories],
  ['touch', touch],
  ['chown', changeAttributes],
  ['chmod', changeAttributes],
  ['chgrp', changeAttributes],
  ['cp', (running) => void transfer(running)],
  ['mv', move],
  ['ln', link],
  ['install', install],
  ['find', find],
  ['dd', sized],
  ['truncate', truncate],
  ['tee', write],
  ['fallocate', truncate],
  ...downloadCommands,
  ...accountCommands,
]);
