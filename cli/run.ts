import { parseArgs } from 'node:util';
import { suggest } from '@/lib/analyzer/settings/explain';
import { version } from '../package.json';
import { type Command, commonOptions, exitStatus, type Outcome, refuse, type Surroundings } from './command';
import { build } from './commands/build';
import { check } from './commands/check';
import { fix } from './commands/fix';
import { plan } from './commands/plan';
import { rebuild } from './commands/rebuild';

/** The commands, in the order of the help. */
export const commands: readonly Command[] = [check, fix, plan, build, rebuild];

const longestName = Math.max(...commands.map((command) => command.name.length));

export const help = `Usage: layerwise COMMAND [arguments]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(longestName)}  ${summary}`).join('\n')}

  layerwise COMMAND --help  Prints what a command takes
  layerwise --version       Prints the version

Nothing is built and nothing is sent anywhere.
`;

/** The command's name may stand behind options: it is the first argument that is neither an option nor the value of one. */
function findCommand(given: readonly string[]): { readonly name: string; readonly rest: readonly string[] } | null {
  const options = Object.assign({}, commonOptions, ...commands.map((command) => command.options));
  const { tokens } = parseArgs({ args: [...given], options, allowPositionals: true, strict: false, tokens: true });
  const first = tokens.find((token) => token.kind === 'positional');
  if (first?.kind !== 'positional') return null;
  return { name: first.value, rest: given.filter((_, index) => index !== first.index) };
}

function asksFor(option: 'help' | 'version', given: readonly string[]): boolean {
  const { values } = parseArgs({ args: [...given], options: commonOptions, allowPositionals: true, strict: false });
  return values[option] === true;
}

/** Runs `layerwise` with the arguments behind its name. */
export function run(given: readonly string[], surroundings: Surroundings): Outcome {
  const named = findCommand(given);
  const asked = named?.name === 'help';
  const found = asked ? findCommand(named.rest) : named;
  const command = commands.find((candidate) => candidate.name === found?.name);
  if ((asked && (found === null || command !== undefined)) || asksFor('help', given))
    return { status: exitStatus.clean, stdout: command?.help ?? help };
  if (asksFor('version', given)) return { status: exitStatus.clean, stdout: `${version}\n` };
  if (command !== undefined && found !== null) return command.run(found.rest, surroundings);
  const names = commands.map(({ name }) => `"${name}"`).join(', ');
  const message =
    found === null
      ? 'Say what to do: layerwise check PATH.'
      : `There is no command "${found.name}".${
          suggest(
            found.name,
            commands.map(({ name }) => name),
          ) || ` There is ${names}.`
        }`;
  return { status: exitStatus.unusable, stderr: `${refuse(message).stderr}\n${help}` };
}
