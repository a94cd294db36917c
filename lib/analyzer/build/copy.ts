import { readFigure } from '../catalog/look-up';
import { countBytes } from '../context/read-context';
import { exactly, widen } from '../estimate';
import type { CopyInstruction } from '../syntax/types';
import { readDownloadArchitecture } from './architecture';
import { fileLabel } from './contents';
import { copyFromContext, readExecutable } from './copy-from-context';
import { nobodyKnows, type Owner } from './image-files';
import { baseName, parentOf, resolvePath } from './paths';
import { readFromFlag } from './stage-graph';
import type { StageWalk } from './stage-walk';
import type { Step } from './types';
import type { Variables } from './variables';
import { expandInstructionWord } from './variables';
import type { Stages } from './walked-project';

/** What a COPY or ADD resolves to, for the step. */
export interface CopyResult {
  readonly fromStages: Step['fromStages'];
}

/** Walks a COPY or ADD: what it takes in, where it puts it, and why it would fail. */
export function walkCopy(
  instruction: CopyInstruction,
  walk: StageWalk,
  variables: Variables,
  stages: Stages,
): CopyResult {
  const { escapeCharacter } = walk.shared;
  const destinationText = expandInstructionWord(instruction.destination, variables, escapeCharacter);
  const destination = resolvePath(walk.state.workingDirectory, destinationText);
  const intoFolder =
    /(^|\/)\.{0,2}$/.test(destinationText) || instruction.sources.length > 1 || walk.isDirectory(destination);
  walk.spend(readFigure(walk.catalog, 'copy-seconds'));
  walk.step.owner = readOwner(instruction, walk, variables);
  if (reportFileAsFolder(instruction, destination, intoFolder, walk)) return { fromStages: [] };
  const from = readFromFlag(instruction);
  if (from !== null) {
    const sources = instruction.sources.map((source) => ({
      path: resolvePath('/', expandInstructionWord(source, variables, escapeCharacter)),
      range: source.range,
    }));
    return walk.shared.tools.copyFromStage(instruction, from, sources, destination, intoFolder, walk, stages);
  }
  for (const source of instruction.sources) {
    const text = expandInstructionWord(source, variables, escapeCharacter);
    if (text.startsWith('<<')) writeHeredoc(instruction, text, destination, intoFolder, walk);
    else if (instruction.keyword === 'ADD' && isRemote(text)) addRemote(text, destination, intoFolder, walk);
    else copyFromContext(source, text, destination, intoFolder, instruction, walk);
  }
  return { fromStages: [] };
}

/** Whom the files are given to: `--chown`, else root. A user whom the image does not know is taken as root. */
function readOwner(instruction: CopyInstruction, walk: StageWalk, variables: Variables): Owner {
  const flag = instruction.flags.find((entry) => entry.name === 'chown')?.value;
  if (flag == null) return 'root';
  const [user = ''] = expandInstructionWord(flag, variables, walk.shared.escapeCharacter).split(':');
  if (/[$`]/.test(user) || user === '') return nobodyKnows;
  return walk.users.has(user) === false ? 'root' : user;
}

/** Nothing can be copied into what is a file. */
function reportFileAsFolder(
  instruction: CopyInstruction,
  destination: string,
  intoFolder: boolean,
  walk: StageWalk,
): boolean {
  let folder = intoFolder ? destination : parentOf(destination);
  while (folder !== '/' && !walk.state.files.has(folder)) folder = parentOf(folder);
  if (folder === '/') return false;
  walk.fail('not-a-directory:to-copy-into', instruction.destination.range, folder);
  return true;
}

function isRemote(text: string): boolean {
  return /^(https?|ftp|git|ssh):\/\/|^git@/.test(text);
}

function writeHeredoc(
  instruction: CopyInstruction,
  opener: string,
  destination: string,
  intoFolder: boolean,
  walk: StageWalk,
): void {
  const name = opener.replace(/^<<-?|["']/g, '').replace(/["']$/, '');
  const heredoc = instruction.heredocs.find((entry) => entry.name === name);
  const path = intoFolder ? resolvePath(destination, name) : destination;
  walk.hold(path, 'code', fileLabel, exactly(countBytes(heredoc?.content ?? '')));
  walk.placeFiles([[path, null]]);
  const plain = heredoc !== undefined && (!heredoc.expand || !heredoc.content.includes('$'));
  walk.files.note(path, { executable: readExecutable(instruction) ?? false, text: plain ? heredoc.content : null });
  walk.claim(path);
}

function addRemote(address: string, destination: string, intoFolder: boolean, walk: StageWalk): void {
  const path = intoFolder
    ? resolvePath(destination, baseName(address.replace(/[?#].*$/, '')) || 'download')
    : destination;
  const bytes = widen(readFigure(walk.catalog, 'unknown-download'), 1, 1, [`the size of ${address}`]);
  walk.hold(path, 'os-packages', address, bytes);
  walk.unknown.add(`the size of ${address}`);
  if (address.endsWith('.git') || address.startsWith('git')) walk.doubt(`what ${address} holds`, destination);
  else walk.writeFile(path, { executable: false, text: null });
  const architecture = readDownloadArchitecture(address);
  if (architecture !== null) walk.files.noteArchitecture(path, architecture);
}
