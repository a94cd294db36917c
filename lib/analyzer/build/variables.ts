import { expandWord } from '../syntax/expand';
import type { Word } from '../syntax/types';

/** The value of a variable; `undefined` where it has none. */
export type Variables = (name: string) => string | undefined;

/** A word of an instruction with its variables expanded; as written where BuildKit would refuse it. */
export function expandInstructionWord(word: Word, variables: Variables, escapeCharacter: string): string {
  const expansion = expandWord(word.text, variables, escapeCharacter);
  return 'error' in expansion ? word.text : expansion.value;
}

/** What BuildKit sets by itself, in FROM always and elsewhere once declared. */
const platformArguments: ReadonlyMap<string, string> = new Map([
  ['BUILDPLATFORM', 'linux/amd64'],
  ['BUILDOS', 'linux'],
  ['BUILDARCH', 'amd64'],
  ['TARGETPLATFORM', 'linux/amd64'],
  ['TARGETOS', 'linux'],
  ['TARGETARCH', 'amd64'],
  ['TARGETVARIANT', ''],
]);

export function readPlatformArgument(name: string): string | undefined {
  return platformArguments.get(name);
}
