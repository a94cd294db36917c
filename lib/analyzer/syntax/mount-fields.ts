import type { ReportProblem } from './flags';
import { closest } from './keywords';
import type { SourceRange } from './range';
import type { Word } from './types';

const types = new Set(['bind', 'cache', 'tmpfs', 'secret', 'ssh']);
const withOwner = new Set(['cache', 'secret', 'ssh']);

/** What a key's value has to look like; a key that is not here is none. */
const values: Readonly<Record<string, { readonly form: RegExp; readonly says: string }>> = {
  type: { form: /^(?:bind|cache|tmpfs|secret|ssh)$/i, says: 'type is bind, cache, tmpfs, secret or ssh' },
  from: { form: /./s, says: 'from needs a stage or an image' },
  source: { form: /^/, says: '' },
  src: { form: /^/, says: '' },
  target: { form: /^/, says: '' },
  dst: { form: /^/, says: '' },
  destination: { form: /^/, says: '' },
  id: { form: /^/, says: '' },
  env: { form: /^/, says: '' },
  sharing: { form: /^(?:shared|private|locked)$/i, says: 'sharing is shared, private or locked' },
  mode: { form: /^[0-7]+$/, says: 'mode is an octal number, such as 0400' },
  uid: { form: /^\d+$/, says: 'uid is a number' },
  gid: { form: /^\d+$/, says: 'gid is a number' },
  size: { form: /^\d+(?:\.\d+)? ?[kmgtp]?i?b?$/i, says: 'size is a number of bytes, such as 64m' },
};

const switches = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required']);
const truth = /^(?:1|0|t|f|true|false)$/i;

interface Field {
  readonly text: string;
  readonly key: string;
  /** `null` without `=`. */
  readonly value: string | null;
  readonly range: SourceRange;
}

/**
 * Reports what BuildKit refuses in the value of `--mount`: keys that it does not know, values that a key does not take,
 * and keys that do not go with the type. Source: frontend/dockerfile/instructions/commands_runmount.go of BuildKit.
 */
export function checkMount(value: Word, report: ReportProblem): void {
  const fields = readFields(value);
  const type = (fields.find(({ key }) => key === 'type')?.value ?? 'bind').toLowerCase();
  for (const field of fields) {
    const message = faultOfField(field) ?? (type.includes('$') ? null : faultWithType(field, type));
    if (message !== null) report('invalid-mount', message, field.range);
  }
  const named = ['id', 'source', 'src', 'target', 'dst', 'destination'];
  if (type === 'secret' && !fields.some(({ key, value: text }) => named.includes(key) && text !== '')) {
    report('invalid-mount', 'A secret needs a name. Write id= and the name that the build gives it.', value.range);
  }
}

/** Docker works out which stages need which before it puts values in. */
export function variableInFrom(text: string): string {
  return `Docker puts no variables into from. Write FROM ${text} AS a name, further up, and take from that name.`;
}

/** The fields between commas. Quotes in a flag are gone by then, in BuildKit as here. */
function readFields(word: Word): readonly Field[] {
  const exact = word.range.end - word.range.start === word.text.length;
  let start = word.range.start;
  return word.text.split(',').map((text) => {
    const equals = text.indexOf('=');
    const range = exact && text !== '' ? { start, end: start + text.length } : word.range;
    start += text.length + 1;
    return {
      text,
      key: (equals < 0 ? text : text.slice(0, equals)).toLowerCase(),
      value: equals < 0 ? null : text.slice(equals + 1),
      range,
    };
  });
}

function faultOfField({ text, key, value }: Field): string | null {
  if (text === '') return 'A comma stands at the end or twice. Put one comma between any two fields of a mount.';
  if (switches.has(key)) {
    return value === null || value.includes('$') || truth.test(value) ? null : `${key} is true or false.`;
  }
  if (key === 'from' && value !== null && /\$./.test(value)) return variableInFrom(value);
  const definition = Object.hasOwn(values, key) ? values[key] : undefined;
  if (definition === undefined) {
    const meant = closest(key, [...Object.keys(values), ...switches]);
    const advice =
      meant === null ? `It knows ${Object.keys(values).join(', ')}.` : `Write ${meant}, if that is what you mean.`;
    return `A mount has no field ${key}. ${advice}`;
  }
  if (value === null) return `${key} needs a value. Write ${key}=value.`;
  return value.includes('$') || definition.form.test(value) ? null : `${definition.says}.`;
}

/** What does not go with the type. Without a type it is `bind`. */
function faultWithType({ key }: Field, type: string): string | null {
  if (!types.has(type)) return null;
  if (key === 'sharing' && type !== 'cache')
    return `sharing is for caches: a ${type} mount is not kept between builds.`;
  if (key === 'required' && type !== 'secret' && type !== 'ssh') return 'required is for secrets and ssh.';
  if ((key === 'mode' || key === 'uid' || key === 'gid') && !withOwner.has(type)) {
    return `${key} is for caches, secrets and ssh, not for ${type}.`;
  }
  if (key === 'size' && type !== 'tmpfs') return `size is for tmpfs, not for ${type}.`;
  if (key === 'env' && type !== 'secret') return `env is for secrets, not for ${type}.`;
  return key === 'from' && type === 'secret' ? 'A secret comes from the build, not from a stage. Remove from.' : null;
}
