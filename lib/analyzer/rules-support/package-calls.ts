import type { SourceRange } from '../syntax/range';
import type { ShellCommand, ShellWord } from '../syntax/shell';
import { type Option, readArguments, readInvocation } from './commands';

/** A call of a package manager of the form `program action packages`. */
export interface PackageCall {
  readonly program: string;
  readonly programRange: SourceRange;
  /** `install`, `in`, `module install` and so on; empty where none is given. */
  readonly action: string;
  readonly packages: readonly ShellWord[];
  readonly options: readonly Option[];
  /** From the program to the action, or the program alone. */
  readonly range: SourceRange;
  readonly command: ShellCommand;
}

/** What the reader has to know of a package manager. */
interface Grammar {
  /** Options that take a value in the next word. */
  readonly valued: ReadonlySet<string>;
  /** Actions of two words: `dnf module install`. */
  readonly groups: ReadonlySet<string>;
}

const dnf: Grammar = {
  valued: new Set([
    '-c',
    '--config',
    '-d',
    '-e',
    '-R',
    '-x',
    '--exclude',
    '--enablerepo',
    '--disablerepo',
    '--repo',
    '--repoid',
    '--releasever',
    '--installroot',
    '--setopt',
    '--forcearch',
  ]),
  groups: new Set(['module', 'group', 'groups']),
};

const grammars: ReadonlyMap<string, Grammar> = new Map([
  ['yum', dnf],
  ['dnf', dnf],
  ['dnf5', dnf],
  ['microdnf', dnf],
  [
    'zypper',
    {
      valued: new Set(['-r', '--repo', '--from', '-t', '--type', '--root', '-R', '-C', '--cache-dir', '-D', '-p']),
      groups: new Set<string>(),
    },
  ],
  [
    'npm',
    {
      valued: new Set([
        '--registry',
        '--loglevel',
        '--prefix',
        '--cache',
        '-C',
        '--userconfig',
        '-w',
        '--workspace',
        '--tag',
        '--omit',
        '--include',
      ]),
      groups: new Set<string>(),
    },
  ],
  [
    'yarn',
    { valued: new Set(['--cwd', '--cache-folder', '--modules-folder', '--registry']), groups: new Set(['cache']) },
  ],
  [
    'gem',
    {
      valued: new Set([
        '-v',
        '--version',
        '-i',
        '--install-dir',
        '-n',
        '--bindir',
        '-s',
        '--source',
        '-P',
        '-p',
        '--use-system-libraries',
      ]),
      groups: new Set<string>(),
    },
  ],
]);

/** The calls of some package managers among some commands. Words behind `--` are for another program. */
export function packageCalls(
  commands: readonly ShellCommand[],
  ...programs: readonly string[]
): readonly PackageCall[] {
  return commands.flatMap((command) => {
    const invocation = readInvocation(command);
    if (invocation === null || !programs.includes(invocation.program)) return [];
    const { program, programRange, words } = invocation;
    const grammar = grammars.get(program) ?? { valued: new Set<string>(), groups: new Set<string>() };
    const stop = words.findIndex((word) => word.text === '--');
    const { options, operands } = readArguments(stop < 0 ? words : words.slice(0, stop), grammar.valued);
    const isGroup = grammar.groups.has(operands[0]?.text ?? '');
    const action = operands.slice(0, isGroup ? 2 : 1);
    return [
      {
        program,
        programRange,
        action: action.map((word) => word.text).join(' '),
        packages: operands.slice(action.length),
        options,
        range: { start: programRange.start, end: action.at(-1)?.range.end ?? programRange.end },
        command,
      },
    ];
  });
}
