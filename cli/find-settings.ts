import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { rules } from '@/lib/analyzer/rules/registry.generated';
import type { SettingsFault } from '@/lib/analyzer/settings/explain';
import {
  type KnownRules,
  mergeSettings,
  type ReadSettings,
  readHadolintSettings,
  readSettings,
} from '@/lib/analyzer/settings/read-settings';
import type { Settings } from '@/lib/analyzer/settings/types';
import { showPath } from './read-project';

const ownNames = ['layerwise.yaml', 'layerwise.yml', 'layerwise.json', '.layerwise.yaml', '.layerwise.yml'];
const hadolintNames = ['.hadolint.yaml', '.hadolint.yml'];

/** Bytes of a settings file that is still read. */
const longestFile = 256_000;

export type FoundSettings =
  | {
      readonly ok: true;
      readonly settings: Partial<Settings>;
      /** The files that were read, as people are told of them: those that go before come last. */
      readonly files: readonly string[];
      readonly notes: readonly string[];
    }
  /** Sentences with file and line. */
  | { readonly ok: false; readonly messages: readonly string[] };

/** Names that a settings file may use for rules. */
const knownRules: KnownRules = {
  ids: new Set(rules.map((rule) => rule.id)),
  codes: new Set(rules.flatMap(({ codes }) => [...(codes.hadolint ?? []), ...(codes.buildkit ?? [])])),
};

function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}

/**
 * The folders in which settings are looked for: from the Dockerfile's up to the root of its repository; outside of a
 * repository, up to the folder of the call where the Dockerfile lies in that.
 */
function listFolders(start: string, folder: string): readonly string[] {
  const upwards = [start];
  for (let up = path.dirname(start); up !== upwards.at(-1); up = path.dirname(up)) upwards.push(up);
  const repository = upwards.findIndex((each) => existsSync(path.join(each, '.git')));
  const call = upwards.indexOf(folder);
  const last = repository >= 0 ? repository : Math.max(call, 0);
  return upwards.slice(0, last + 1);
}

function findFirst(folders: readonly string[], names: readonly string[]): string | null {
  for (const folder of folders) {
    const name = names.find((each) => isFile(path.join(folder, each)));
    if (name !== undefined) return path.join(folder, name);
  }
  return null;
}

/** The 1-based line of a value, or of the key that leads to it; 1 where the file has neither. */
function findLine(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  where: SettingsFault['path'],
): number {
  for (let length = where.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(where.slice(0, length - 1), true);
    const key = where[length - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key: each }) => isNode(each) && String(each) === String(key))
      : undefined;
    const node = isNode(pair?.key) ? pair.key : document.getIn(where.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function readFile(
  file: string,
  shown: string,
): ReadSettings | { readonly ok: false; readonly messages: readonly string[] } {
  let text: string;
  try {
    if (statSync(file).size > longestFile)
      return { ok: false, messages: [`${shown} is longer than ${longestFile} bytes.`] };
    text = readFileSync(file, 'utf8');
  } catch {
    return { ok: false, messages: [`${shown} cannot be read: you lack the permission, or it has just gone.`] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    return {
      ok: false,
      messages: [
        `${shown}:${line}: This is not YAML or JSON: ${error.message}. Mend it, or go without it: --no-config.`,
      ],
    };
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (thrown) {
    return { ok: false, messages: [`${shown}: ${thrown instanceof Error ? thrown.message : String(thrown)}`] };
  }
  const isHadolint = path.basename(file).includes('hadolint');
  const read = isHadolint ? readHadolintSettings(data, knownRules) : readSettings(data, knownRules);
  if (read.ok) return { ...read, notes: read.notes.map((note) => `${shown}: ${note}`) };
  return {
    ok: false,
    messages: read.faults.map((fault) => `${shown}:${findLine(document, lines, fault.path)}: ${fault.message}`),
  };
}

function readFiles(files: readonly string[], folder: string): FoundSettings {
  const results = files.map((file) => readFile(file, showPath(file, folder)));
  const messages = results.flatMap((result) => ('messages' in result ? result.messages : []));
  if (messages.length > 0) return { ok: false, messages };
  const read = results.filter((result) => result.ok);
  return {
    ok: true,
    settings: mergeSettings(...read.map(({ settings }) => settings)),
    files: files.map((file) => showPath(file, folder)),
    notes: read.flatMap(({ notes }) => notes),
  };
}

/**
 * Finds and reads the settings for a Dockerfile in the folder `start`: ours and hadolint's, each the nearest upwards; ours
 * goes before. `folder` is that of the call; both are absolute, real paths.
 */
export function findSettings(start: string, folder: string): FoundSettings {
  const folders = listFolders(start, folder);
  const files = [findFirst(folders, hadolintNames), findFirst(folders, ownNames)].filter((file) => file !== null);
  return readFiles(files, folder);
}

/** Reads the settings file that somebody names; one with `hadolint` in its name is read as hadolint's. */
export function readNamedSettings(given: string, folder: string): FoundSettings {
  const file = path.resolve(folder, given);
  if (!isFile(file)) return { ok: false, messages: [`There is no settings file "${given}".`] };
  return readFiles([realpathSync(file)], folder);
}
