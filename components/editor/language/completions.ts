import { type knownFlags, readKeyword } from '@/lib/analyzer/syntax/keywords';
import { parseDockerfile } from '@/lib/analyzer/syntax/parse';
import type { Dockerfile } from '@/lib/analyzer/syntax/types';
import { formatBytes } from '@/lib/format/figures';
import type { LanguageFacts } from './facts';
import { cacheTargets, instructionNotes, mountTypes, shellOptions } from './instructions';
import { readLogicalLine } from './logical-line';

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'instruction' | 'flag' | 'value' | 'image' | 'stage' | 'path' | 'variable';
  /** What is written; `$1`, `${1:text}` and `${1|a,b|}` are places for the cursor where `snippet` is set. */
  readonly insert: string;
  readonly snippet: boolean;
  readonly detail?: string;
  readonly note?: string;
}

export interface Completions {
  /** What the chosen item replaces: offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly CompletionItem[];
}

/** What can be written at an offset of a Dockerfile. Empty where nothing is known: inside comments, here-documents, words. */
export function completeDockerfile(text: string, offset: number, facts: LanguageFacts): Completions {
  const dockerfile = parseDockerfile(text);
  const nothing: Completions = { start: offset, end: offset, items: [] };
  if (inHeredoc(dockerfile, offset)) return nothing;
  const line = readLogicalLine(text, offset, dockerfile.escape);
  if (!line) return nothing;
  const place: Place = { before: line.before, offset, dockerfile, facts };

  const variable = /\$(\{?)(\w*)$/.exec(line.before);
  if (variable) return completeVariable(place, variable[2] ?? '', variable[1] === '{', text);

  const opening = /^\s*(?:ONBUILD\s+)?(\w*)$/i.exec(line.before);
  if (opening) return replaceWord(place, opening[1] ?? '', instructionItems());

  const [, name = '', rest = ''] = /^\s*(?:ONBUILD\s+)?(\w+)\s+(.*)$/is.exec(line.before) ?? [];
  const keyword = readKeyword(name);
  if (!keyword) return nothing;
  const word = /\S*$/.exec(rest)?.[0] ?? '';
  const words = rest
    .slice(0, rest.length - word.length)
    .split(/\s+/)
    .filter(Boolean);
  const flagsOver = words.some((other) => !other.startsWith('--'));
  if (!flagsOver && word.startsWith('--') && word.includes('=')) return completeFlagValue(place, word);
  if (!flagsOver && word.startsWith('-')) return replaceWord(place, word, flagItems(keyword));
  return completeArgument(place, keyword, words, word, rest);
}

interface Place {
  readonly before: string;
  readonly offset: number;
  readonly dockerfile: Dockerfile;
  readonly facts: LanguageFacts;
}

function replaceWord(place: Place, word: string, items: readonly CompletionItem[]): Completions {
  return { start: place.offset - word.length, end: place.offset, items };
}

function inHeredoc(dockerfile: Dockerfile, offset: number): boolean {
  return dockerfile.instructions.some((instruction) =>
    instruction.heredocs.some((heredoc) => offset >= heredoc.contentRange.start && offset <= heredoc.contentRange.end),
  );
}

function instructionItems(): readonly CompletionItem[] {
  return Object.entries(instructionNotes).map(([keyword, note]) => ({
    label: keyword,
    kind: 'instruction',
    insert: note.snippet,
    snippet: true,
    detail: note.summary,
    note: note.explanation,
  }));
}

function flagItems(keyword: keyof typeof knownFlags): readonly CompletionItem[] {
  return instructionNotes[keyword].flags.map((flag) => ({
    label: `--${flag.name}`,
    kind: 'flag',
    insert: flag.value === null ? `--${flag.name}` : `--${flag.name}=${flag.value}`,
    snippet: flag.value !== null,
    note: flag.note,
  }));
}

function value(label: string, note?: string): CompletionItem {
  return { label, kind: 'value', insert: label, snippet: false, ...(note === undefined ? {} : { note }) };
}

function completeFlagValue(place: Place, word: string): Completions {
  const [, flag = '', written = ''] = /^--([^=]+)=(.*)$/.exec(word) ?? [];
  switch (flag) {
    case 'from':
      return replaceWord(place, written, [...stageItems(place), ...imageItems(place.facts, written)]);
    case 'platform':
      return replaceWord(
        place,
        written,
        ['linux/amd64', 'linux/arm64', '$BUILDPLATFORM', '$TARGETPLATFORM'].map((name) => value(name)),
      );
    case 'network':
      return replaceWord(
        place,
        written,
        ['none', 'default', 'host'].map((name) => value(name)),
      );
    case 'security':
      return replaceWord(
        place,
        written,
        ['sandbox', 'insecure'].map((name) => value(name)),
      );
    case 'mount':
      return completeMount(place, written);
    default:
      return replaceWord(place, written, []);
  }
}

/** `type=cache,target=/root/.cache/pip`: the key or value after the last comma. */
function completeMount(place: Place, written: string): Completions {
  const parts = written.split(',');
  const part = parts.at(-1) ?? '';
  const type = /(?:^|,)type=(\w+)/.exec(written)?.[1] ?? 'bind';
  const [key, given] = part.split('=', 2);
  if (given === undefined) {
    const used = new Set(parts.slice(0, -1).map((other) => other.split('=')[0]));
    const keys = ['type', ...(mountTypes[type]?.options ?? [])].filter((option) => !used.has(option));
    return replaceWord(
      place,
      part,
      keys.map((option) => ({ ...value(option), insert: `${option}=` })),
    );
  }
  if (key === 'type')
    return replaceWord(
      place,
      given,
      Object.entries(mountTypes).map(([name, entry]) => value(name, entry.note)),
    );
  if (key === 'from') return replaceWord(place, given, stageItems(place));
  if (key === 'sharing')
    return replaceWord(
      place,
      given,
      ['shared', 'locked', 'private'].map((name) => value(name)),
    );
  if (type === 'cache' && (key === 'target' || key === 'dst')) {
    return replaceWord(
      place,
      given,
      cacheTargets.map((target) => value(target.path, target.note)),
    );
  }
  if (type === 'bind' && key === 'source') return replaceWord(place, given, pathItems(place.facts));
  return replaceWord(place, given, []);
}

function completeArgument(
  place: Place,
  keyword: keyof typeof knownFlags,
  words: readonly string[],
  word: string,
  rest: string,
): Completions {
  const plain = words.filter((other) => !other.startsWith('--'));
  switch (keyword) {
    case 'FROM':
      if (plain.length === 0) return replaceWord(place, word, [...imageItems(place.facts, word), ...stageItems(place)]);
      return replaceWord(place, word, plain.length === 1 ? [value('AS', 'Names the stage, for COPY --from.')] : []);
    case 'COPY':
    case 'ADD':
      return words.some((other) => other.startsWith('--from='))
        ? replaceWord(place, word, [])
        : replaceWord(place, word, pathItems(place.facts));
    case 'RUN':
      return completeShell(place, word, rest);
    case 'HEALTHCHECK':
      return replaceWord(place, word, plain.length === 0 ? [value('CMD'), value('NONE')] : []);
    case 'STOPSIGNAL':
      return replaceWord(
        place,
        word,
        ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGKILL'].map((name) => value(name)),
      );
    default:
      return replaceWord(place, word, []);
  }
}

function completeShell(place: Place, word: string, rest: string): Completions {
  const before = rest.slice(0, rest.length - word.length);
  if (/\s(?:-r|--requirement|-c|--constraint)\s+$/.test(before))
    return replaceWord(place, word, pathItems(place.facts));
  if (!word.startsWith('-')) return replaceWord(place, word, []);
  const options = shellOptions.filter((entry) => entry.after.test(before)).flatMap((entry) => entry.options);
  return replaceWord(
    place,
    word,
    options
      .filter((option) => !before.includes(` ${option.text}`))
      .map((option) => ({ label: option.text, kind: 'flag', insert: option.text, snippet: false, note: option.note })),
  );
}

/** Base images of the catalog; the size that is known best stands beside each. */
function imageItems(facts: LanguageFacts, word: string): readonly CompletionItem[] {
  const images = facts.baseImages.map((record): CompletionItem => {
    const size = record.unpackedBytes
      ? `${formatBytes(record.unpackedBytes)} unpacked`
      : `${formatBytes(record.compressedBytes)} compressed`;
    const name = `${record.image}:${record.tag}`;
    return { label: name, kind: 'image', insert: name, snippet: false, detail: size };
  });
  return word === '' || word.startsWith('$') || 'scratch'.startsWith(word)
    ? [...images, { ...value('scratch', 'Nothing at all: not even a shell.'), kind: 'image' }]
    : images;
}

/** Names of the stages that begin before the place. */
function stageItems(place: Place): readonly CompletionItem[] {
  return place.dockerfile.instructions.flatMap((instruction): readonly CompletionItem[] => {
    if (instruction.keyword !== 'FROM' || !instruction.alias || instruction.range.end >= place.offset) return [];
    const name = instruction.alias.text;
    return [
      { label: name, kind: 'stage', insert: name, snippet: false, detail: `stage from ${instruction.image.text}` },
    ];
  });
}

/** Files and folders of the project, the folders with a slash at the end. */
function pathItems(facts: LanguageFacts): readonly CompletionItem[] {
  const found = new Set<string>();
  for (const path of facts.paths) {
    found.add(path);
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      found.add(path.slice(0, slash + 1));
    }
  }
  return [...found].sort().map((path) => ({ label: path, kind: 'path', insert: path, snippet: false }));
}

/** Build arguments that BuildKit sets by itself. */
const platformArguments = ['TARGETPLATFORM', 'TARGETARCH', 'BUILDPLATFORM'];

/** Variables in force at the place: those of the stage so far, and in FROM lines those before the first FROM. */
function completeVariable(place: Place, written: string, braced: boolean, text: string): Completions {
  const inFrom = /^\s*FROM\s/i.test(place.before);
  let names = new Set<string>();
  for (const instruction of place.dockerfile.instructions) {
    if (instruction.range.start >= place.offset) break;
    if (instruction.keyword === 'FROM' && !inFrom && instruction.range.end < place.offset) names = new Set();
    if (instruction.keyword === 'FROM' && inFrom) break;
    if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue;
    for (const assignment of instruction.assignments) names.add(assignment.name.text);
  }
  const closed = text[place.offset] === '}';
  const known = [...names].map((name): CompletionItem => ({ ...variable(name, braced && !closed) }));
  const platform = inFrom ? platformArguments.map((name) => variable(name, braced && !closed)) : [];
  return replaceWord(place, written, [...known, ...platform]);
}

function variable(name: string, close: boolean): CompletionItem {
  return { label: name, kind: 'variable', insert: close ? `${name}}` : name, snippet: false };
}
