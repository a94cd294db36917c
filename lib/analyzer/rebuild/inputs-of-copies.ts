import { findEntries } from '../build/copy-from-context';
import { baseName, resolvePath } from '../build/paths';
import type { Build, Step } from '../build/types';
import { expandInstructionWord } from '../build/variables';
import type { CopyInstruction, Flag } from '../syntax/types';
import { keyStageContent, type Place } from './place';

/** What a COPY or ADD is keyed by. */
export interface CopyInputs {
  /** The last component of each source, as BuildKit keeps it; a heredoc with its text. */
  readonly names: readonly string[];
  readonly destination: string;
  /** Flags other than `--from`, `--link`, variables expanded. */
  readonly options: readonly string[];
  /** From the context, by position of the source and path below it. */
  readonly files: ReadonlyMap<string, { readonly path: string; readonly digest: string }>;
  /** From a stage: stage, path there, and the key of what lies there. */
  readonly taken: readonly { readonly stage: number; readonly path: string; readonly content: number }[];
  readonly linked: boolean;
}

const ownWay = new Set(['from', 'link']);

export function readCopyInputs(step: Step, instruction: CopyInstruction, place: Place): CopyInputs {
  const { before } = step;
  const expand = (word: CopyInstruction['destination']) =>
    expandInstructionWord(
      word,
      (name) => before.environment.get(name) ?? before.buildArguments.get(name) ?? undefined,
      place.build.dockerfile.escape,
    );
  const sources = instruction.sources.map(expand);
  const destination = expand(instruction.destination);
  const folder = /(^|\/)\.{0,2}$/.test(destination) ? '/' : '';
  const from = instruction.flags.find((flag) => flag.name === 'from');
  const image = from !== undefined && step.fromStages.length === 0 ? [`--from=${from.value?.text ?? ''}`] : [];
  return {
    names: sources.map((source) => nameSource(source, instruction)),
    destination: resolvePath(before.workingDirectory, destination) + folder,
    options: [
      instruction.keyword,
      ...image,
      ...instruction.flags.filter((flag) => !ownWay.has(flag.name)).map((flag) => writeFlag(flag, expand)),
    ].toSorted(),
    files: from === undefined ? readFiles(sources, step, place) : new Map(),
    taken: step.fromStages.flatMap(({ stage, paths }) =>
      paths.map((path) => ({ stage, path, content: keyStageContent(stage, path, place) })),
    ),
    linked: instruction.flags.some((flag) => flag.name === 'link' && flag.value?.text.toLowerCase() !== 'false'),
  };
}

function nameSource(source: string, { heredocs }: CopyInstruction): string {
  if (!source.startsWith('<<')) return /:\/\//.test(source) ? source : baseName(resolvePath('/', source));
  const name = source.replace(/^<<-?/, '').replace(/["']/g, '');
  return `${name}\0${heredocs.find((heredoc) => heredoc.name === name)?.content ?? ''}`;
}

function writeFlag({ name, value }: Flag, expand: (word: CopyInstruction['destination']) => string): string {
  return value === null ? `--${name}` : `--${name}=${expand(value)}`;
}

function readFiles(sources: readonly string[], step: Step, { build, digests }: Place): CopyInputs['files'] {
  let files = filesOfSteps.get(step);
  if (files === undefined) {
    files = listFiles(sources, step, build);
    filesOfSteps.set(step, files);
  }
  return new Map(
    files.map(({ below, path, named }) => [
      below,
      { path, digest: named ? digests.digest(path) : digests.digestInFolder(path) },
    ]),
  );
}

/** What was copied, without the paths at which it lies in the context: they do not count. */
export function listDigests(files: CopyInputs['files']): readonly (readonly [string, string])[] {
  return [...files].map(([below, { digest }]) => [below, digest]);
}

/** What was taken from stages, without which stages these are: what lies there counts. */
export function listTaken(taken: CopyInputs['taken']): readonly (readonly [string, number])[] {
  return taken.map(({ path, content }) => [path, content]);
}

/** The keys of one build are made many times, with other digests: which files a step copies is found once. */
const filesOfSteps = new WeakMap<Step, readonly CopiedFile[]>();

interface CopiedFile {
  /** Position of the source, and the path below it. */
  readonly below: string;
  /** In the context. */
  readonly path: string;
  /** The source names the file itself, not a folder that holds it. */
  readonly named: boolean;
}

function listFiles(sources: readonly string[], step: Step, build: Build): readonly CopiedFile[] {
  const taken = new Set(step.contextPaths);
  const files: CopiedFile[] = [];
  for (const [position, source] of sources.entries()) {
    if (source.startsWith('<<') || /:\/\//.test(source)) continue;
    const parts = resolvePath('/', source).split('/').length - 1;
    for (const [entry, below] of findEntries(source, build.context.entries).matched) {
      const named = entry.path.split('/').length === parts;
      if (taken.has(entry.path)) files.push({ below: `${position}:${below}`, path: entry.path, named });
    }
  }
  return files.toSorted((one, other) => (one.below < other.below ? -1 : 1));
}
