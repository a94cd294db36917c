import { between } from '../../estimate';
import { fileLabel } from '../contents';
import { hasOption, lastValue, readOptions } from '../invocation';
import { resolvePath } from '../paths';
import { readPaths } from './file-paths';
import type { Running } from './running';

/** The command writes a file of which is known only where it lies. */
function writeTo(running: Running, name: string | undefined, known = true): void {
  const { walk, workingDirectory, invocation } = running;
  if (name === undefined || name === '-') return;
  if (known && !/[$`]/.test(name))
    walk.writeFile(resolvePath(workingDirectory, name), { executable: false, text: null });
  else walk.doubtFiles(`where \`${invocation.name}\` writes`);
}

/** Programs that write where an option says, by name, with those options. */
const outputs: readonly (readonly [string, readonly string[]])[] = [
  ['openssl', ['-out', '-keyout', '-CAserial']],
  ['ssh-keygen', ['-f']],
];

function writeOutputs(running: Running, names: readonly string[]): void {
  const { words, name } = running.invocation;
  for (const [place, word] of words.entries()) {
    const joined = names.find((option) => option.startsWith('--') && word.text.startsWith(`${option}=`));
    if (joined !== undefined) writeTo(running, word.text.slice(joined.length + 1), word.known);
    const value = names.includes(word.text) ? words[place + 1] : undefined;
    if (value === undefined) continue;
    writeTo(running, value.text, value.known);
    // A key has a public half beside it.
    if (name === 'ssh-keygen') writeTo(running, `${value.text}.pub`, value.known);
  }
}

/** Bytes of an archive: at most those of what it packs, and a small part of them where that is mostly text. */
const smallestShare = 0.05;
const likelyShare = 0.4;

/** `tar -cf out.tar FILES`, `zip out.zip FILES`: an archive comes to lie at a path. */
export function packFiles(
  running: Running,
  archive: string | undefined,
  known: boolean,
  packed: readonly string[],
): void {
  const { walk, workingDirectory } = running;
  writeTo(running, archive, known);
  if (archive === undefined || !known || archive === '-') return;
  const bytes = packed
    .flatMap((path) => walk.contents.within(path))
    .reduce((sum, holding) => sum + holding.bytes.likely, 0);
  walk.hold(
    resolvePath(workingDirectory, archive),
    'code',
    fileLabel,
    between(bytes * smallestShare, bytes * likelyShare, bytes),
  );
}

function zip(running: Running): void {
  const { paths, known } = readPaths(running, ['-x', '-i', '-b', '-t', '-tt', '-n']);
  const [archive, ...packed] = paths;
  const name = archive?.argument.text;
  packFiles(
    running,
    name === undefined || /\.\w+$/.test(name) ? name : `${name}.zip`,
    known,
    packed.map(({ path }) => path),
  );
}

/** Programs that xargs may start without any file being written. */
const reading = new Set('cat echo grep egrep file head ls md5sum sha256sum stat tail test wc rm kill'.split(' '));

/** xargs runs a program on what it reads, which is not known. */
function runOnInput(running: Running): void {
  const { walk, invocation } = running;
  const valued = new Set(['-n', '-I', '-P', '-L', '-d', '-a', '-s', '-E', '--max-args', '--max-procs', '--delimiter']);
  const [program] = readOptions(invocation.words, valued).operands;
  if (program === undefined || (program.known && reading.has(program.text))) return;
  walk.doubtFiles(`what \`xargs ${program.text}\` does`);
}

function makeTemporary(running: Running): void {
  const { walk, invocation } = running;
  const options = readOptions(invocation.words, new Set(['-p', '--tmpdir', '--suffix']));
  walk.files.doubt(resolvePath(running.workingDirectory, lastValue(options, '-p', '--tmpdir')?.text ?? '/tmp'));
}

/** Cuts a file into several, of names that nobody needs to know. */
function split(running: Running): void {
  running.walk.files.doubt(running.workingDirectory);
}

/** Certificates and locales are gathered into places that later steps may copy. */
function makeAt(path: string): (running: Running) => void {
  return ({ walk }) => {
    if (walk.lookUp(path) === 'missing') walk.writeFile(path, { executable: false, text: null });
  };
}

/** gpg keeps what it imports in the home folder of its user. */
function encrypt(running: Running): void {
  const { walk, invocation } = running;
  writeOutputs(running, ['-o', '--output']);
  const options = readOptions(invocation.words, new Set(['-o', '--output', '--keyserver', '--homedir']));
  if (hasOption(options, '--dearmor')) {
    for (const { text, known } of options.operands)
      if (!hasOption(options, '-o', '--output')) writeTo(running, `${text}.gpg`, known);
  }
  walk.files.doubt(`${walk.homeDirectory()}/.gnupg`);
}

export const outputCommands: readonly (readonly [string, (running: Running) => void])[] = [
  ...outputs.map(([name, options]) => [name, (running: Running) => writeOutputs(running, options)] as const),
  ['gpg', encrypt],
  ['gpg2', encrypt],
  ['zip', zip],
  ['xargs', runOnInput],
  ['mktemp', makeTemporary],
  ['split', split],
  ['csplit', split],
  ['update-ca-certificates', makeAt('/etc/ssl/certs/ca-certificates.crt')],
  ['locale-gen', makeAt('/usr/lib/locale/locale-archive')],
];
