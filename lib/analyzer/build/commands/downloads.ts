import { readFigure } from '../../catalog/look-up';
import { widen } from '../../estimate';
import { readDownloadArchitecture } from '../architecture';
import { type Argument, hasOption, lastValue, readOptions } from '../invocation';
import { baseName, resolvePath } from '../paths';
import { hasPattern, readPaths, reportMissing } from './file-paths';
import { packFiles } from './named-outputs';
import type { Running } from './running';

const curlOptions = new Set(
  '-o --output -H --header -d --data -X --request -u --user --retry -A --user-agent -e --referer -F --form --connect-timeout --max-time -m --retry-delay -x --proxy --cacert -b -c -T --output-dir'.split(
    ' ',
  ),
);
const wgetOptions = new Set(
  '-O --output-document -P --directory-prefix --header -t --tries -T --timeout -U --user-agent'.split(' '),
);

/** Something of unknown size comes from the network to a path. */
function download(running: Running): void {
  const { walk, invocation, workingDirectory } = running;
  const curl = invocation.name === 'curl';
  const options = readOptions(invocation.words, curl ? curlOptions : wgetOptions);
  if (options.operands.length === 0) return;
  const address = options.operands[0]?.text ?? 'a download';
  walk.spend(readFigure(walk.catalog, 'download-seconds'));
  const named = lastValue(options, ...(curl ? ['-o', '--output'] : ['-O', '--output-document']))?.text;
  const toScreen = curl ? named === undefined && !hasOption(options, '-O', '--remote-name') : named === '-';
  const redirected = invocation.command.redirections.find(
    (entry) => entry.operator.startsWith('>') && entry.descriptor !== 2,
  )?.target.text;
  if (toScreen && redirected === undefined) return;
  const name = named ?? redirected ?? (baseName(address.replace(/[?#].*$/, '')) || 'index.html');
  const folder = curl ? undefined : lastValue(options, '-P', '--directory-prefix')?.text;
  const path = resolvePath(resolvePath(workingDirectory, folder ?? '.'), name);
  if (path.startsWith('/dev/')) return;
  walk.hold(
    path,
    'os-packages',
    `download of ${baseName(path)}`,
    widen(readFigure(walk.catalog, 'unknown-download'), 1, 1, [`the size of ${address}`]),
  );
  walk.unknown.add(`the size of ${address}`);
  if (/[$`]/.test(path)) walk.doubtFiles(`where ${address} goes`);
  else {
    walk.writeFile(path, { executable: false, text: null });
    const architecture = readDownloadArchitecture(address);
    if (architecture !== null) walk.files.noteArchitecture(path, architecture);
  }
}

const gitOptions = new Set(['-b', '--branch', '--depth', '-c', '-C', '-o', '--origin']);

function clone(running: Running): void {
  const { walk, invocation, workingDirectory } = running;
  const [action, address, folder] = readOptions(invocation.words, gitOptions).operands;
  if (action?.text === 'config' || action?.text === '--version') return;
  if (action?.text !== 'clone') {
    if (action !== undefined) walk.files.doubt(workingDirectory);
    return;
  }
  const name = folder?.text ?? baseName(address?.text ?? 'repository').replace(/\.git$/, '');
  const path = resolvePath(workingDirectory, name);
  const what = `the size of ${address?.text ?? 'a repository'}`;
  walk.hold(
    path,
    'code',
    `clone of ${baseName(path)}`,
    widen(readFigure(walk.catalog, 'unknown-download'), 1, 1, [what]),
  );
  walk.makeDirectory(path);
  walk.spend(readFigure(walk.catalog, 'download-seconds'));
  walk.doubt(`what ${address?.text ?? 'a repository'} holds`, /[$`]/.test(path) ? '/' : path);
}

/** What tar or unzip is told. */
interface ArchiveCall {
  readonly archive: Argument | undefined;
  readonly packed: readonly Argument[];
  readonly folder: Argument | null;
  readonly does: 'extract' | 'create' | 'other';
}

/** tar takes its first word as options, dash or not: `tar xzf a.tgz`. The last letter of several may take the next word. */
function readTar(given: readonly Argument[]): ArchiveCall {
  const words = given.flatMap((word, index) => {
    const text = index === 0 && /^[a-zA-Z]+$/.test(word.text) ? `-${word.text}` : word.text;
    const [, letters, file] = /^-([a-zA-Z]+)(f)$/.exec(text) ?? [];
    if (letters === undefined || file === undefined) return [{ ...word, text }];
    return [
      { ...word, text: `-${letters}` },
      { ...word, text: `-${file}` },
    ];
  });
  const options = readOptions(words, tarOptions);
  const flags = words
    .map((word) => word.text)
    .filter((text) => /^-[a-zA-Z]+$/.test(text))
    .join('');
  const extracts = /x/.test(flags) || hasOption(options, '--extract', '--get');
  const creates = /[cru]/.test(flags) || hasOption(options, '--create', '--append', '--update');
  return {
    archive: lastValue(options, '-f', '--file') ?? undefined,
    packed: options.operands,
    folder: lastValue(options, '-C', '--directory'),
    does: extracts ? 'extract' : creates ? 'create' : 'other',
  };
}

const tarOptions = new Set(['-f', '--file', '-C', '--directory', '--exclude']);

function readUnzip(words: readonly Argument[]): ArchiveCall {
  const options = readOptions(words, new Set(['-d', '-x']));
  const [archive, ...packed] = options.operands;
  return { archive, packed, folder: lastValue(options, '-d'), does: 'extract' };
}

function walkTar(running: Running): void {
  const call = readTar(running.invocation.words);
  const { archive, packed, folder, does } = call;
  if (does === 'extract') unpack(running, call);
  if (does !== 'create') return;
  const from = resolvePath(running.workingDirectory, folder?.text ?? '.');
  const paths = packed.map(({ text }) => resolvePath(from, text));
  packFiles(running, archive?.text, archive?.known ?? true, paths);
}

/** An archive is unpacked into a folder, of which nobody knows what it holds afterwards. */
function unpack(running: Running, { archive, folder }: ArchiveCall): void {
  const { walk, workingDirectory, invocation } = running;
  if (archive?.known === true && archive.text !== '-') {
    const path = resolvePath(workingDirectory, archive.text);
    if (!hasPattern(path) && reportMissing(running, { path, argument: archive })) return;
  }
  const place = folder === null ? workingDirectory : resolvePath(workingDirectory, folder.text);
  // unzip makes the folder, tar does not.
  const isNeeded = folder?.known === true && invocation.name === 'tar';
  if (isNeeded && reportMissing(running, { path: place, argument: folder })) return;
  const what = `what ${archive?.text ?? 'an archive'} holds`;
  walk.hold(
    place,
    'os-packages',
    `unpacked ${archive?.text ?? 'archive'}`,
    widen(readFigure(walk.catalog, 'unknown-download'), 1, 1, [what]),
  );
  walk.doubt(what, folder !== null && !folder.known ? '/' : place);
}

/** Compressing or decompressing one file puts another in its place. */
function squeeze(running: Running): void {
  for (const { path } of readPaths(running).paths) running.walk.files.doubt(path.replace(/\.[a-z0-9]+$/, ''));
}

export const downloadCommands: readonly (readonly [string, (running: Running) => void])[] = [
  ['curl', download],
  ['wget', download],
  ['git', clone],
  ['tar', walkTar],
  ['unzip', (running) => unpack(running, readUnzip(running.invocation.words))],
  ...['gzip', 'gunzip', 'xz', 'unxz', 'bzip2', 'bunzip2', 'zstd'].map((name) => [name, squeeze] as const),
];
