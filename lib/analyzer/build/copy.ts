import { readFigure } from '../catalog/look-up';
import type { ContextEntry } from '../context/types';
import { type Estimate, exactly, widen } from '../estimate';
import type { CopyInstruction, Word } from '../syntax/types';
import { fileLabel } from './contents';
import { copyFromStage } from './copy-from';
import { baseName, hasWildcard, isWithin, matchComponent, resolvePath } from './paths';
import { readFromFlag } from './stage-graph';
import type { Stages, StageWalk } from './stage-walk';
import type { Step } from './types';
import type { Variables } from './variables';
import { expandInstructionWord } from './variables';

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
  const from = readFromFlag(instruction);
  if (from !== null) {
    const sources = instruction.sources.map((source) => ({
      path: resolvePath('/', expandInstructionWord(source, variables, escapeCharacter)),
      range: source.range,
    }));
    return copyFromStage(instruction, from, sources, destination, intoFolder, walk, stages);
  }
  for (const source of instruction.sources) {
    const text = expandInstructionWord(source, variables, escapeCharacter);
    if (text.startsWith('<<')) writeHeredoc(instruction, text, destination, intoFolder, walk);
    else if (instruction.keyword === 'ADD' && isRemote(text)) addRemote(text, destination, intoFolder, walk);
    else copyFromContext(source, text, destination, intoFolder, instruction, walk);
  }
  return { fromStages: [] };
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
  walk.hold(path, 'code', fileLabel, exactly(heredoc?.content.length ?? 0), 1);
  walk.placeFiles([[path, null]]);
}

function addRemote(address: string, destination: string, intoFolder: boolean, walk: StageWalk): void {
  const path = intoFolder
    ? resolvePath(destination, baseName(address.replace(/[?#].*$/, '')) || 'download')
    : destination;
  const bytes = widen(readFigure(walk.catalog, 'unknown-download'), 1, 1, [`the size of ${address}`]);
  walk.hold(path, 'os-packages', address, bytes);
  walk.unknown.add(`the size of ${address}`);
  walk.placeFiles([[path, null]]);
  if (address.endsWith('.git') || address.startsWith('git')) walk.doubt(`what ${address} holds`);
}

/** The source as a path in the context: `./src/`, `/src` and `../src` all read `src`; the root is empty. */
function readSourcePath(text: string): string {
  return resolvePath('/', text).slice(1);
}

/** Entries of the context that a source names, each with its path below the place to which it is copied. */
export function findEntries(
  source: string,
  entries: readonly ContextEntry[],
): { readonly matched: readonly (readonly [ContextEntry, string])[]; readonly folder: boolean } {
  const path = readSourcePath(source);
  if (path === '') return { matched: entries.map((entry) => [entry, entry.path] as const), folder: true };
  if (!hasWildcard(path)) {
    const file = entries.find((entry) => entry.path === path && !isBulkFolder(entry));
    if (file !== undefined) return { matched: [[file, baseName(path)]], folder: false };
    const inside = entries.filter((entry) => isWithin(`/${entry.path}`, `/${path}`));
    return { matched: inside.map((entry) => [entry, entry.path.slice(path.length + 1)] as const), folder: true };
  }
  const parts = path.split('/');
  const matched: (readonly [ContextEntry, string])[] = [];
  for (const entry of entries) {
    const components = entry.path.split('/');
    if (components.length < parts.length) continue;
    if (!parts.every((part, at) => matchComponent(part, components[at] ?? ''))) continue;
    // A folder that matches is copied as its content, a file under its own name.
    const isFile = components.length === parts.length && !isBulkFolder(entry);
    matched.push([entry, isFile ? baseName(entry.path) : components.slice(parts.length).join('/')]);
  }
  return { matched, folder: true };
}

function isBulkFolder(entry: ContextEntry): boolean {
  return entry.bulk && entry.files !== 1;
}

/** Of a folder that is counted as a whole, we do not know what it holds. */
function liesInBulk(text: string, entries: readonly ContextEntry[]): boolean {
  const path = `/${readSourcePath(text)}`;
  return entries.some((entry) => isBulkFolder(entry) && !entry.ignored && isWithin(path, `/${entry.path}`));
}

function copyFromContext(
  word: Word,
  text: string,
  destination: string,
  intoFolder: boolean,
  instruction: CopyInstruction,
  walk: StageWalk,
): void {
  if (/[$`]/.test(text)) {
    walk.doubt(`which files ${text} names`);
    return;
  }
  const { context, contextKnown } = walk.shared;
  if (!contextKnown) {
    copyUnknown(text, destination, intoFolder, walk);
    return;
  }
  const { matched, folder } = findEntries(text, context.entries);
  if (matched.length === 0 && liesInBulk(text, context.entries)) {
    copyUnknown(text, destination, intoFolder, walk);
    return;
  }
  const sent = matched.filter(([entry]) => !entry.ignored);
  if (sent.length === 0 && !hasWildcard(readSourcePath(text)) && readSourcePath(text) !== '') {
    reportMissing(word, text, matched.length > 0, walk);
    return;
  }
  placeEntries(sent, { destination, intoFolder: intoFolder || folder, archive: instruction.keyword === 'ADD' }, walk);
}

interface Placement {
  readonly destination: string;
  readonly intoFolder: boolean;
  /** ADD unpacks archives. */
  readonly archive: boolean;
}

function placeEntries(
  entries: readonly (readonly [ContextEntry, string])[],
  { destination, intoFolder, archive }: Placement,
  walk: StageWalk,
): void {
  const placed: (readonly [string, string | null])[] = [];
  for (const [entry, below] of entries) {
    const path = intoFolder ? resolvePath(destination, below) : destination;
    walk.step.contextPaths.push(entry.path);
    if (entry.bulk) {
      walk.hold(path, 'code', `${entry.path} of the context`, exactly(entry.bytes), entry.files);
      walk.makeDirectory(path);
      continue;
    }
    walk.contents.overwrite(path, walk.step.id);
    walk.hold(path, 'code', fileLabel, exactly(entry.bytes), 1);
    placed.push([path, entry.path]);
    if (archive && /\.(tar|tar\.(gz|bz2|xz)|tgz|tbz2|txz)$/.test(entry.path)) walk.doubt(`what ${entry.path} holds`);
  }
  walk.step.writes.push(destination);
  walk.placeFiles(placed);
  if (intoFolder) walk.makeDirectory(destination);
}

function reportMissing(word: Word, text: string, ignored: boolean, walk: StageWalk): void {
  if (ignored) {
    walk.fail(
      'missing-source',
      `\`${text}\` is left out of the build context by \`${walk.shared.context.ignoreFile?.path ?? '.dockerignore'}\`, so this step finds nothing to copy.`,
      `Remove the pattern that matches \`${text}\`, or add an exception for it with \`!\`.`,
      word.range,
    );
    return;
  }
  walk.fail(
    'missing-source',
    `The build context holds no \`${text}\`, so this step stops the build.`,
    'Correct the path, which is seen from the root of the build context, or add the file to the project.',
    word.range,
  );
}

/** With nothing but a Dockerfile at hand, a file of that name may exist, of any size. */
function copyUnknown(text: string, destination: string, intoFolder: boolean, walk: StageWalk): void {
  const source = readSourcePath(text);
  const what = source === '' ? 'the files of the build context' : `the size of ${source}`;
  const bytes: Estimate = widen(readFigure(walk.catalog, 'unknown-context-file'), 1, 1, [what]);
  walk.unknown.add(what);
  walk.hold(
    intoFolder && source !== '' ? resolvePath(destination, baseName(source)) : destination,
    'code',
    `${text} of the context`,
    bytes,
  );
  if (source === '' || hasWildcard(source) || !baseName(source).includes('.')) walk.doubt(what);
  else walk.placeFiles([[intoFolder ? resolvePath(destination, baseName(source)) : destination, null]]);
}
