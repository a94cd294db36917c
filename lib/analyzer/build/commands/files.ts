import { hasOption, lastValue } from '../invocation';
import { resolvePath } from '../paths';
import { accountCommands } from './accounts';
import { alternativesCommands } from './alternatives';
import { attributeCommands } from './file-attributes';
import { copyCommands } from './file-copies';
import { creationCommands } from './file-creation';
import { deletionCommands } from './file-deletions';
import { readPaths, reportMissing } from './file-paths';
import { packageArchiveCommands } from './package-archives';
import type { Running } from './running';

type FileCommand = (running: Running) => void;

/** Reading a file that is certainly not there ends with an error. */
function readFiles(running: Running): void {
  if (/^(head|tail|cat|wc|sort)$/.test(running.invocation.name) && running.invocation.command.joint === 'pipe') return;
  const { paths, options } = readPaths(running, ['-n', '-c', '--lines', '--bytes', '-o', '--output', '-k', '-t']);
  const written = running.invocation.name === 'sort' ? lastValue(options, '-o', '--output') : null;
  if (written?.known === true)
    running.walk.writeFile(resolvePath(running.workingDirectory, written.text), { executable: false, text: null });
  for (const operand of paths) {
    if (operand.argument.text === '-') continue;
    if (reportMissing(running, operand)) return;
  }
}

/** `sed -i`, `stat`, `rmdir`: every file that is named has to be there. */
function readNamed(running: Running): void {
  for (const operand of readPaths(running).paths) if (reportMissing(running, operand)) return;
}

/** The first operand of sed is its script, unless an option gives one. */
function editStream(running: Running): void {
  const { paths, options } = readPaths(running, ['-e', '--expression', '-f', '--file', '-l']);
  const files = hasOption(options, '-e', '--expression', '-f', '--file') ? paths : paths.slice(1);
  for (const operand of files) if (reportMissing(running, operand)) return;
}

/** Programs that read, write or change files and accounts, by name. */
export const fileCommands: readonly (readonly [string, FileCommand])[] = [
  ...['cat', 'head', 'tail', 'wc', 'sort', 'md5sum', 'sha1sum', 'sha256sum', 'sha512sum'].map(
    (name) => [name, readFiles] as const,
  ),
  ...['stat', 'rmdir'].map((name) => [name, readNamed] as const),
  ['sed', editStream],
  ...deletionCommands,
  ...creationCommands,
  ...attributeCommands,
  ...copyCommands,
  ...accountCommands,
  ...alternativesCommands,
  ...packageArchiveCommands,
];
