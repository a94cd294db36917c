import type { SourceRange } from '../syntax/range';
import type { ShellCommand, ShellWord } from '../syntax/shell';
import { type Option, onceForCommands, optionValue, readArguments, readInvocation } from './commands';

/** A call of Alpine's apk. */
export interface ApkCommand {
  readonly programRange: SourceRange;
  /** `add`, `del`, `update` and so on; empty where none is given. */
  readonly action: string;
  readonly actionWord: ShellWord | null;
  readonly packages: readonly ShellWord[];
  /** The name under which `--virtual` groups the packages. */
  readonly group: string | null;
  readonly options: readonly Option[];
  readonly command: ShellCommand;
}

const valued = new Set([
  '-t',
  '--virtual',
  '-X',
  '--repository',
  '-p',
  '--root',
  '--arch',
  '--repositories-file',
  '--keys-dir',
  '--cache-dir',
  '--cache-max-age',
  '--wait',
]);

/** The calls of apk among some commands. */
export const apkCommands = onceForCommands((commands): readonly ApkCommand[] =>
  commands.flatMap((command) => {
    const invocation = readInvocation(command);
    if (invocation?.program !== 'apk') return [];
    const { options, operands } = readArguments(invocation.words, valued);
    const [actionWord, ...packages] = operands;
    return [
      {
        programRange: invocation.programRange,
        action: actionWord?.text ?? '',
        actionWord: actionWord ?? null,
        packages,
        group: optionValue(options, '-t', '--virtual') ?? null,
        options,
        command,
      },
    ];
  }),
);
