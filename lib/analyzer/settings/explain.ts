import type { z } from 'zod';

/** What is wrong in a settings file, and where. */
export interface SettingsFault {
  /** Keys and positions that lead to the value. */
  readonly path: readonly (string | number)[];
  /** A sentence or two: what is wrong and what to do. */
  readonly message: string;
}

function show(path: SettingsFault['path']): string {
  return path.length === 0 ? 'The file' : `\`${path.join('.')}\``;
}

function list(values: readonly unknown[]): string {
  const words = values.map(String);
  const last = words.pop();
  return words.length === 0 ? `${last}` : `${words.join(', ')} or ${last}`;
}

/** Changes of one letter that turn one word into another, at most; a word of a few letters is near to nothing. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The known word that somebody may have meant; `null` where none is near. Texts of more than 100 characters have none. */
export function guessWord(given: string, known: Iterable<string>): string | null {
  if (given.length > 100) return null;
  let [best, least] = [null as string | null, Math.min(4, Math.ceil(given.length / 3))];
  for (const word of known) {
    if (Math.abs(word.length - given.length) >= least) continue;
    const steps = distance(given.toLowerCase(), word.toLowerCase());
    if (steps < least) [best, least] = [word, steps];
  }
  return best;
}

/** ` Did you mean "…"?`, or nothing. */
export function suggest(given: string, known: Iterable<string>): string {
  const guess = guessWord(given, known);
  return guess === null ? '' : ` Did you mean \`${guess}\`?`;
}

const kinds: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  string: 'a text',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

type Issue = z.core.$ZodIssue;

function explainIssue(issue: Issue, keys: readonly string[]): SettingsFault[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `There is no setting \`${key}\`.${suggest(key, keys) || ` There are ${list(keys).replace(/ or (?=[^ ]*$)/, ' and ')}.`}`,
      }));
    case 'invalid_value':
      return [{ path, message: `${show(path)} takes ${list(issue.values)}.` }];
    case 'invalid_union': {
      const values = issue.errors.flat().flatMap((entry) => (entry.code === 'invalid_value' ? entry.values : []));
      const takes = values.length > 0 ? list(values) : 'another kind of value';
      return [{ path, message: `${show(path)} takes ${takes}.` }];
    }
    case 'invalid_type':
      return [{ path, message: `${show(path)} takes ${kinds[issue.expected] ?? issue.expected}.` }];
    default:
      return [{ path, message: `${show(path)}: ${issue.message}` }];
  }
}

/** What zod found, in sentences. `keys`: the names that the file may use at its top. */
export function explainIssues(issues: readonly Issue[], keys: readonly string[]): readonly SettingsFault[] {
  return issues.flatMap((issue) => explainIssue(issue, keys));
}
