import { type ParseArgsConfig, parseArgs } from 'node:util';
import { suggest } from '@/lib/analyzer/settings/explain';
import { makePrintable } from './style';

export const exitStatus = { clean: 0, found: 1, unusable: 2 } as const;

/** What a command ends with: exactly what it prints, and its exit status. */
export interface Outcome {
  readonly status: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** What a command needs of the world, so that a test can hand it another. */
export interface Surroundings {
  /** Absolute path of the folder at which relative paths start. */
  readonly folder: string;
  /** ISO date as of which support ends are judged. */
  readonly today: string;
  /** Whether the output goes to a terminal, and its columns where they are known. */
  readonly terminal: { readonly attached: boolean; readonly columns: number | undefined };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What comes on the standard input; one byte more than is taken for a Dockerfile is enough. May throw. */
  readonly readStandardInput: () => Uint8Array;
}

type Options = NonNullable<ParseArgsConfig['options']>;

type ParsedArguments<Accepted extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Accepted; allowPositionals: true; strict: true }>
>;

/** One command of `layerwise`, with its own arguments and help. */
export interface Command {
  readonly name: string;
  /** One line of the list of commands. */
  readonly summary: string;
  readonly help: string;
  readonly options: Options;
  /** Runs with the arguments behind the command's name. Arguments that it does not take are an outcome as well. */
  readonly run: (given: readonly string[], surroundings: Surroundings) => Outcome;
}

/** Arguments that a command does not take: the message is a sentence, what is wrong with them. */
export class Misuse extends Error {}

/** A sentence on stderr, and the status for input that cannot be used. */
export function refuse(...messages: readonly string[]): Outcome {
  const stderr = messages.map((message) => `layerwise: ${makePrintable(message)}\n`).join('');
  return { status: exitStatus.unusable, stderr };
}

/** Options that every command takes. */
export const commonOptions = {
  'no-color': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const satisfies Options;

/** What is wrong with an argument that the parser of Node refuses. */
function explainMisuse(error: unknown, options: readonly string[]): string {
  if (!(error instanceof Error)) return String(error);
  const [, name = ''] = /^(?:Unknown option|Option) '(?:-\w, )?(-{1,2}[^' ]*)/.exec(error.message) ?? [];
  if (error.message.startsWith('Unknown option')) {
    return `There is no option ${name}.${suggest(
      name,
      options.map((option) => `--${option}`),
    )}`;
  }
  if (error.message.includes('argument missing')) return `${name} needs a value.`;
  if (error.message.includes('does not take an argument')) return `${name} takes no value.`;
  return error.message.split('\n')[0] ?? '';
}

/** Declares a command: its options are read, and typed, before `run` sees them. `run` may throw `Misuse`. */
export function defineCommand<const Accepted extends Options>(
  definition: Pick<Command, 'name' | 'summary' | 'help'> & {
    readonly options: Accepted;
    readonly run: (
      values: ParsedArguments<Accepted & typeof commonOptions>['values'],
      paths: readonly string[],
      surroundings: Surroundings,
    ) => Outcome;
  },
): Command {
  const options: Accepted & typeof commonOptions = { ...definition.options, ...commonOptions };
  return {
    ...definition,
    options,
    run: (given, surroundings) => {
      const misuse = (message: string): Outcome => ({
        status: exitStatus.unusable,
        stderr: `${refuse(message).stderr}\nlayerwise ${definition.name} --help tells what it takes.\n`,
      });
      let parsed: ParsedArguments<Accepted & typeof commonOptions>;
      try {
        parsed = parseArgs({ args: [...given], options, allowPositionals: true, strict: true });
      } catch (error) {
        return misuse(explainMisuse(error, Object.keys(options)));
      }
      try {
        return definition.run(parsed.values, parsed.positionals, surroundings);
      } catch (error) {
        if (error instanceof Misuse) return misuse(error.message);
        throw error;
      }
    },
  };
}

/** The value of an option that takes one of a few words. */
export function readChoice<Value extends string>(option: string, values: readonly Value[], given: string): Value {
  const chosen = values.find((value) => value === given);
  if (chosen !== undefined) return chosen;
  const last = values.length > 2 ? `, ${values.at(-1)}` : ` or ${values.at(-1)}`;
  throw new Misuse(`${option} takes ${values.slice(0, -1).join(', ')}${last}, not "${given}".`);
}
