import { readFigure } from '../catalog/look-up';
import { IgnoreMatcher } from '../context/ignore';
import type { ContextEntry } from '../context/types';
import { type Estimate, exactly, widen } from '../estimate';
import { readProjectFile } from '../project';
import { rememberAnswers } from '../remember';
import type { CopyInstruction, Word } from '../syntax/types';
import { fileLabel } from './contents';
import { baseName, hasWildcard, isWithin, matchComponent, resolvePath } from './paths';
import type { StageWalk } from './stage-walk';

/** The mode that `--chmod` gives every file: whether it can be executed; `null` without the flag. */
export function readExecutable(instruction: CopyInstruction): boolean | null {
  const mode = instruction.flags.find((flag) => flag.name === 'chmod')?.value?.text;
  if (mode === undefined) return null;
  if (/^[0-7]{3,4}$/.test(mode)) return (Number.parseInt(mode, 8) & 0o111) !== 0;
  return /[+=][rw]*[xX]/.test(mode) ? true : null;
}

/** The source as a path in the context: `./src/`, `/src` and `../src` all read `src`; the root is empty. */
function readSourcePath(text: string): string {
  return resolvePath('/', text).slice(1);
}

/** What a source names. */
interface FoundEntries {
  /** Entries of the context, each with its path below the place to which it is copied. */
  readonly matched: readonly (readonly [ContextEntry, string])[];
  readonly folder: boolean;
}

const found = rememberAnswers<readonly ContextEntry[], FoundEntries>(50);

/** Entries of the context that a source names. Remembered: stages copy the same again and again. */
export function findEntries(source: string, entries: readonly ContextEntry[]): FoundEntries {
  return found(entries, source, () => seekEntries(source, entries));
}

function seekEntries(source: string, entries: readonly ContextEntry[]): FoundEntries {
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

/** A COPY or ADD of one source of the context: what it names, and what of that is sent. */
export function copyFromContext(
  word: Word,
  text: string,
  destination: string,
  intoFolder: boolean,
  instruction: CopyInstruction,
  walk: StageWalk,
): void {
  if (/[$`]/.test(text)) {
    walk.doubt(`which files ${text} names`, destination);
    return;
  }
  const { context, contextKnown } = walk.shared;
  if (!contextKnown) {
    copyUnknown(text, destination, intoFolder, walk);
    if (instruction.keyword === 'ADD' && isArchive(text)) walk.doubt(`what ${text} holds`, destination);
    return;
  }
  const { matched, folder } = findEntries(text, context.entries);
  if (matched.length === 0 && liesInBulk(text, context.entries)) {
    copyUnknown(text, destination, intoFolder, walk);
    return;
  }
  const sent = matched.filter(([entry]) => !entry.ignored);
  if (sent.length === 0 && !hasWildcard(readSourcePath(text)) && readSourcePath(text) !== '') {
    reportMissing(
      word,
      text,
      matched.map(([entry]) => entry),
      walk,
    );
    return;
  }
  const excluded = readExcluded(instruction);
  const parents = instruction.flags.some((flag) => flag.name === 'parents');
  const taken = sent
    .filter(([entry]) => !excluded.ignores(entry.path))
    .map(([entry, below]) => [entry, parents ? entry.path : below] as const);
  const placement: Placement = {
    destination,
    intoFolder: intoFolder || folder || parents,
    archive: instruction.keyword === 'ADD',
    executable: readExecutable(instruction),
  };
  placeEntries(taken, placement, walk);
}

/** What `--exclude` leaves out: patterns as in `.dockerignore`. */
function readExcluded({ flags }: CopyInstruction): IgnoreMatcher {
  const excluding = flags.filter((flag) => flag.name === 'exclude' && flag.value !== null);
  if (excluding.length === 0) return nothingExcluded;
  return new IgnoreMatcher(excluding.map((flag) => ({ pattern: flag.value?.text ?? '', negated: false })));
}

const nothingExcluded = new IgnoreMatcher([]);

interface Placement {
  readonly destination: string;
  readonly intoFolder: boolean;
  /** ADD unpacks archives. */
  readonly archive: boolean;
  /** The permission that `--chmod` gives; `null` where the file keeps its own. */
  readonly executable: boolean | null;
}

/** An archive that ADD unpacks. */
function isArchive(name: string): boolean {
  return /\.(tar|tar\.(gz|bz2|xz)|tgz|tbz2|txz)$/.test(name);
}

function placeEntries(
  entries: readonly (readonly [ContextEntry, string])[],
  { destination, intoFolder, archive, executable }: Placement,
  walk: StageWalk,
): void {
  const placed: (readonly [string, string | null])[] = [];
  for (const [entry, below] of entries) {
    const path = intoFolder ? resolvePath(destination, below) : destination;
    walk.step.contextPaths.push(entry.path);
    if (entry.bulk) {
      walk.hold(path, 'code', `${entry.path} of the context`, exactly(entry.bytes));
      walk.makeDirectory(path);
      continue;
    }
    walk.contents.overwrite(path, walk.step.id);
    walk.hold(path, 'code', fileLabel, exactly(entry.bytes));
    placed.push([path, entry.path]);
    if (archive && isArchive(entry.path)) walk.doubt(`what ${entry.path} holds`, destination);
  }
  walk.step.writes.push(destination);
  walk.placeFiles(placed);
  if (executable !== null)
    for (const [path] of placed) walk.files.note(path, { executable, text: walk.readText(path) });
  if (entries.length === 0) return;
  if (intoFolder) walk.makeDirectory(destination);
  claimCopied(placed, destination, intoFolder, walk);
}

/** Files that a COPY brings belong to root or to `--chown`, even in a folder of somebody else's. */
function claimCopied(
  placed: readonly (readonly [string, string | null])[],
  destination: string,
  intoFolder: boolean,
  walk: StageWalk,
): void {
  const { owner } = walk.step;
  if (owner === null) return;
  if (owner !== 'root') {
    // A folder that was there before keeps its owner; the files in it do not matter beside it.
    if (intoFolder && walk.files.ownerOf(destination) !== owner && walk.madeHere.has(destination))
      walk.files.own(destination, owner, true);
    else for (const [path] of placed) walk.files.own(path, owner, true);
  } else for (const [path] of placed) if (walk.files.ownerOf(path) !== 'root') walk.files.own(path, 'root', false);
}

function reportMissing(word: Word, text: string, ignored: readonly ContextEntry[], walk: StageWalk): void {
  const { ignoreFile } = walk.shared.context;
  const [first] = ignored;
  if (first !== undefined && ignoreFile !== null) {
    const pattern = ignoreFile.patterns[new IgnoreMatcher(ignoreFile.patterns).findDeciding(first.path)];
    const above = (readProjectFile(walk.shared.project, ignoreFile.path) ?? '').slice(0, pattern?.range.start ?? 0);
    const cause = pattern === undefined ? null : { pattern: pattern.pattern, line: above.split('\n').length };
    walk.fail('missing-source:ignored', word.range, text, ignoreFile.path, cause);
    return;
  }
  walk.fail('missing-source', word.range, text);
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
  if (source === '' || hasWildcard(source) || !baseName(source).includes('.')) walk.doubt(what, destination);
  else walk.placeFiles([[intoFolder ? resolvePath(destination, baseName(source)) : destination, null]]);
}
