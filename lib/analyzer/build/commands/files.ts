import { readFigure } from '../../catalog/look-up';
import { exactly, widen } from '../../estimate';
import { hasOption, lastValue, readOptions } from '../invocation';
import { baseName, isWithin, resolvePath } from '../paths';
import type { Running } from './running';

type FileCommand = (running: Running) => void;

/** Paths among the operands, seen from the shell's working directory; `null` where one is not known. */
function readPaths(
  { workingDirectory, walk, invocation, variables }: Running,
  valued: readonly string[] = [],
): readonly string[] | null {
  const { operands } = readOptions(invocation.words, new Set(valued));
  const home = variables('HOME') ?? walk.homeDirectory();
  const paths = operands.map(({ text }) => resolvePath(workingDirectory, text.replace(/^~(?=\/|$)/, home)));
  return operands.every((word) => word.known) ? paths : null;
}

function remove(running: Running): void {
  const { walk, invocation, workingDirectory, variables } = running;
  const home = variables('HOME') ?? walk.homeDirectory();
  const { operands } = readOptions(invocation.words, new Set());
  for (const { text, known } of operands) {
    if (known) walk.remove(resolvePath(workingDirectory, text.replace(/^~(?=\/|$)/, home)));
  }
}

function makeDirectories({ walk, ...running }: Running): void {
  for (const path of readPaths({ walk, ...running }, ['-m', '--mode']) ?? []) {
    if (!path.includes('{')) walk.makeDirectory(path);
    walk.step.writes.push(path);
  }
}

function touch({ walk, ...running }: Running): void {
  const paths = readPaths({ walk, ...running }, ['-d', '-t', '-r']) ?? [];
  walk.placeFiles(paths.filter((path) => !walk.state.files.has(path)).map((path) => [path, null] as const));
  walk.step.writes.push(...paths);
}

/** `chown -R` and `chmod -R` copy every file of an earlier layer into this one. */
function changeAttributes({ walk, ...running }: Running): void {
  const options = readOptions(running.invocation.words, new Set(['--reference', '--from']));
  const recursive = hasOption(options, '-R', '--recursive');
  const paths = readPaths({ walk, ...running }, ['--reference', '--from'])?.slice(1) ?? [];
  for (const path of paths) {
    walk.step.writes.push(path);
    if (recursive) walk.contents.copyUp(path, walk.step.id);
    else walk.contents.copyUpFile(path, walk.step.id);
  }
}

function move(running: Running): void {
  const sources = transfer(running);
  for (const source of sources) running.walk.remove(source);
}

/** Copies what lies at the sources to the last operand; gives the sources. */
function transfer(running: Running): readonly string[] {
  const { walk } = running;
  const paths = readPaths(running, ['-t', '--target-directory']);
  const destination = paths?.at(-1);
  if (paths === null || destination === undefined || paths.length < 2) {
    walk.doubt('which files the step copies');
    return [];
  }
  const sources = paths.slice(0, -1);
  for (const source of sources) {
    const into = walk.isDirectory(destination) || sources.length > 1;
    const target = into && !source.endsWith('/.') ? resolvePath(destination, baseName(source)) : destination;
    const relocate = (path: string) => resolvePath(target, `.${path.slice(source.length)}`);
    for (const [, holding] of walk.contents.within(source)) {
      if (isWithin(holding.path, source))
        walk.hold(relocate(holding.path), holding.kind, holding.label, holding.bytes, holding.files);
    }
    walk.placeFiles(
      [...walk.state.files]
        .filter(([path]) => isWithin(path, source))
        .map(([path, from]) => [relocate(path), from] as const),
    );
    walk.step.writes.push(target);
    if (source.includes('*')) walk.doubt(`which files ${source} names`);
  }
  return sources;
}

/** Something of unknown size comes from the network to a path. */
function download(running: Running): void {
  const { walk, invocation, workingDirectory } = running;
  const curl = invocation.name === 'curl';
  const options = readOptions(
    invocation.words,
    new Set(
      curl
        ? ['-o', '--output', '-H', '--header', '-d', '--data', '-X', '--request', '-u', '--user', '--retry', '-A']
        : ['-O', '--output-document', '-P', '--directory-prefix', '--header'],
    ),
  );
  const address = options.operands[0]?.text ?? 'a download';
  walk.spend(readFigure(walk.catalog, 'download-seconds'));
  const named = lastValue(options, ...(curl ? ['-o', '--output'] : ['-O', '--output-document']))?.text;
  const toScreen = curl ? named === undefined && !hasOption(options, '-O', '--remote-name') : named === '-';
  const redirected = invocation.command.redirections.find((entry) => entry.operator.startsWith('>'))?.target.text;
  if (toScreen && redirected === undefined) {
    walk.step.writes.push('/');
    return;
  }
  const name = named ?? redirected ?? (baseName(address.replace(/[?#].*$/, '')) || 'index.html');
  const path = resolvePath(workingDirectory, name);
  walk.hold(
    path,
    'os-packages',
    `download of ${baseName(path)}`,
    widen(readFigure(walk.catalog, 'unknown-download'), 1, 1, [`the size of ${address}`]),
  );
  walk.unknown.add(`the size of ${address}`);
  walk.placeFiles([[path, null]]);
}

function clone(running: Running): void {
  const { walk, invocation, workingDirectory } = running;
  const [action, address, folder] = readOptions(
    invocation.words,
    new Set(['-b', '--branch', '--depth', '-c', '-C']),
  ).operands;
  if (action?.text !== 'clone') return;
  const path = resolvePath(
    workingDirectory,
    folder?.text ?? baseName(address?.text ?? 'repository').replace(/\.git$/, ''),
  );
  walk.hold(
    path,
    'code',
    `clone of ${baseName(path)}`,
    widen(readFigure(walk.catalog, 'unknown-download'), 1, 1, [`the size of ${address?.text ?? 'a repository'}`]),
  );
  walk.spend(readFigure(walk.catalog, 'download-seconds'));
  walk.doubt(`what ${address?.text ?? 'a repository'} holds`);
}

/** A new user gets lines in a few files of /etc and, mostly, a home. */
function addUser({ walk, invocation }: Running): void {
  walk.hold('/etc', 'os-packages', 'user accounts', exactly(4_000));
  const options = readOptions(
    invocation.words,
    new Set([
      '-d',
      '--home',
      '-h',
      '--home-dir',
      '-u',
      '--uid',
      '-g',
      '--gid',
      '-G',
      '-s',
      '--shell',
      '-c',
      '--ingroup',
      '--gecos',
    ]),
  );
  const name = options.operands[0]?.text;
  const home = lastValue(options, '-d', '--home', '--home-dir')?.text ?? (name === undefined ? null : `/home/${name}`);
  const creates = invocation.name === 'adduser' || hasOption(options, '-m', '--create-home');
  if (home !== null && creates && !hasOption(options, '--no-create-home', '-H', '-M')) walk.makeDirectory(home);
}

/** `find FOLDER … -delete` and `-exec rm`: frees a part that we do not know. */
function find({ walk, invocation, workingDirectory }: Running): void {
  const text = invocation.words.map((word) => word.text).join(' ');
  if (!/-delete|-exec(dir)? rm/.test(text)) return;
  const folder = invocation.words.find((word) => !word.text.startsWith('-'))?.text ?? '.';
  walk.step.writes.push(resolvePath(workingDirectory, folder));
  walk.unknown.add(`what find deletes in ${folder}`);
}

function nothingAtAll(): void {
  // The command changes nothing in the image that counts.
}

const harmless =
  'echo printf true false : test [ ls cat head tail grep egrep awk which type command date whoami id uname pwd env export unset set ulimit umask sleep wait exit return shift trap alias read getent groupadd addgroup groupmod usermod passwd chpasswd ldconfig update-ca-certificates locale-gen dpkg-reconfigure hash du df stat file wc sort uniq cut tr tee expr dirname basename realpath readlink seq nproc free ps kill sync gpg apt-key apt-mark dpkg-query debconf-set-selections apt-cache ln install mktemp md5sum sha256sum sha512sum rmdir local'.split(
    ' ',
  );

/** Programs that are understood well enough, by name. */
export const fileCommands: ReadonlyMap<string, FileCommand> = new Map([
  ...harmless.map((name) => [name, nothingAtAll] as const),
  ['rm', remove],
  ['mkdir', makeDirectories],
  ['touch', touch],
  ['chown', changeAttributes],
  ['chmod', changeAttributes],
  ['chgrp', changeAttributes],
  ['cp', (running: Running) => void transfer(running)],
  ['mv', move],
  ['curl', download],
  ['wget', download],
  ['git', clone],
  ['useradd', addUser],
  ['adduser', addUser],
  ['find', find],
]);
