import { parseArgs } from 'node:util';
import { type FailOn, failOnLevels } from './verdict';

export const formats = ['text', 'json'] as const;

export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'check';
      readonly path: string;
      readonly format: (typeof formats)[number];
      readonly failOn: FailOn;
      readonly target: string | null;
      readonly colours: boolean;
    }
  /** `message` is a sentence: what is wrong with the arguments. */
  | { readonly kind: 'misuse'; readonly message: string };

export const help = `Usage: layerwise check PATH [options]

Checks a Dockerfile as you would build it: what is wrong and what to do, a score, and the predicted size and
build times. PATH is a Dockerfile, whose folder is the build context, or a folder with a Dockerfile in it.

Options:
  --format text|json                  Text for people (default), or one JSON document
  --fail-on error|warning|info|none   What makes the exit status 1 (default: warning)
  --target NAME                       Stage to build, by name or number (default: the last)
  --no-color                          No colours; the variable NO_COLOR does the same
  --help                              Prints this text
  --version                           Prints the version

Exit status: 0 nothing at or above --fail-on; 1 something is; 2 the input cannot be used.
`;

const misuse = (message: string): Request => ({ kind: 'misuse', message });

function oneOf<Value extends string>(values: readonly Value[], given: string): Value | undefined {
  return values.find((value) => value === given);
}

function parse(given: readonly string[]) {
  return parseArgs({
    args: [...given],
    allowPositionals: true,
    strict: true,
    options: {
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string', default: 'warning' },
      target: { type: 'string' },
      'no-color': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
    },
  });
}

/** Reads the arguments after the program's name. */
export function readArguments(given: readonly string[]): Request {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(given);
  } catch (error) {
    return misuse(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, path, ...rest] = positionals;
  if (command === undefined) return misuse('Say what to do: layerwise check PATH.');
  if (command !== 'check') return misuse(`There is no command "${command}"; there is "check".`);
  if (path === undefined || path === '') return misuse('Say what to check: a Dockerfile or a folder.');
  if (rest.length > 0) return misuse(`Only one path can be checked at a time; "${rest[0]}" is one too many.`);
  const format = oneOf(formats, values.format);
  if (format === undefined) return misuse(`--format takes ${formats.join(' or ')}, not "${values.format}".`);
  const failOn = oneOf(failOnLevels, values['fail-on']);
  if (failOn === undefined) return misuse(`--fail-on takes ${failOnLevels.join(', ')}, not "${values['fail-on']}".`);
  if (values.target === '') return misuse('--target takes the name or number of a stage.');
  return { kind: 'check', path, format, failOn, target: values.target ?? null, colours: !values['no-color'] };
}
