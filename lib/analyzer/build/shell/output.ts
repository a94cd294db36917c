import { countBytes } from '../../context/read-context';
import type { ShellRedirection } from '../../syntax/shell';
import type { Invocation } from '../invocation';
import { resolvePath } from '../paths';
import { readBytes } from '../sizes-of-files';
import type { StageWalk } from '../stage-walk';

/** Characters of a file written by a script that are kept. */
const longestText = 100_000;

/** What a command writes to its standard output, where it only says what it is given; `null` where nobody knows. */
export function readOutput({ name, words }: Invocation, redirections: readonly ShellRedirection[]): string | null {
  const bodies = redirections.filter((entry) => entry.body !== undefined).map((entry) => entry.body ?? null);
  if (name === 'cat' && words.length === 0) return bodies.at(-1) ?? null;
  if (words.some((word) => !word.known)) return null;
  const texts = words.map((word) => word.text);
  if (name === 'echo') return readEcho(texts);
  if (name === 'printf') return readPrintf(texts);
  return name === ':' || name === 'true' ? '' : null;
}

/** Bytes that a command writes to its standard output, where its words tell; `null` where nobody knows. */
export function measureOutput(
  invocation: Invocation,
  redirections: readonly ShellRedirection[],
  walk: StageWalk,
  workingDirectory: string,
): number | null {
  const text = readOutput(invocation, redirections);
  if (text !== null) return countBytes(text);
  const { name, words } = invocation;
  if (words.some((word) => !word.known)) return null;
  const texts = words.map((word) => word.text);
  if (name === 'head') {
    const option = texts.findIndex((word) => word === '-c' || word.startsWith('--bytes'));
    const glued = texts.find((word) => /^-c\d/.test(word))?.slice(2);
    const given = glued ?? (texts[option]?.includes('=') ? texts[option]?.split('=')[1] : texts[option + 1]);
    const endless = texts.some((word) => /^\/dev\/(zero|u?random)$/.test(word));
    return (option < 0 && glued === undefined) || !endless ? null : readBytes(given ?? '');
  }
  if (name !== 'cat' || texts.length === 0) return null;
  const sizes = texts.map((file) => walk.contents.bytesOfFile(resolvePath(workingDirectory, file)));
  return sizes.every((size) => size > 0) ? sizes.reduce((total, size) => total + size, 0) : null;
}

function readEcho(texts: readonly string[]): string | null {
  const options = texts.findIndex((text) => !/^-[neE]+$/.test(text));
  const flags = texts.slice(0, options < 0 ? texts.length : options).join('');
  const text = texts.slice(options < 0 ? texts.length : options).join(' ');
  if (text.length > longestText) return null;
  // dash reads escapes always, bash after -e.
  return `${text.replaceAll('\\n', '\n').replaceAll('\\t', '\t')}${flags.includes('n') ? '' : '\n'}`;
}

function readPrintf([format = '', ...values]: readonly string[]): string | null {
  const plain = format.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('%%', '%');
  if (!plain.includes('%')) return plain;
  if (!/^(%s(\n| )?)+$/.test(plain)) return null;
  const length = plain.split('%s').length - 1;
  let text = '';
  for (let at = 0; at < values.length && text.length < longestText; at += length) {
    let next = at;
    text += plain.replace(/%s/g, () => values[next++] ?? '');
  }
  return text;
}
