import type { Build, Step } from '../build/types';
import type { ContextEntry } from '../context/types';
import type { CopyInstruction, Word } from '../syntax/types';
import { onceForBuild } from './once-for-build';
import { withoutQuotes } from './quotes';
import { type Placed, placed } from './steps';

/** A COPY or ADD that takes from the build context, not from a stage or an image. */
export const contextCopies = onceForBuild((build): readonly Placed<CopyInstruction>[] =>
  placed(build, 'COPY', 'ADD').filter(({ instruction }) => !instruction.flags.some((flag) => flag.name === 'from')),
);

/** The source word that stands for the whole context; `null` where there is none. */
export function wholeContextSource(instruction: CopyInstruction): Word | null {
  if (instruction.flags.some((flag) => flag.name === 'from')) return null;
  return instruction.sources.find((source) => /^(?:\.\/?|\/|\*|\.\/\*)$/.test(withoutQuotes(source.text))) ?? null;
}

/** What of the context a build may copy whose path is chosen: declared bulk and files alike. */
export function findEntries(build: Build, choose: (path: string) => boolean): readonly ContextEntry[] {
  return build.context.entries.filter((entry) => !entry.ignored && choose(entry.path));
}

/** Those of some entries that a COPY takes in. */
export function copiedEntries(step: Step, entries: readonly ContextEntry[]): readonly ContextEntry[] {
  const taken = new Set(step.contextPaths);
  return entries.filter((entry) => taken.has(entry.path));
}

/** The source word of a COPY that brings a path of the context along. */
export function sourceOf(instruction: CopyInstruction, path: string): Word | null {
  const covering = instruction.sources.find((source) => {
    const folder = source.text.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
    return folder === '' || folder === '.' || path === folder || path.startsWith(`${folder}/`);
  });
  return covering ?? instruction.sources[0] ?? null;
}
