import type { Build, Stage } from '../build/types';
import { readProjectFile } from '../project';
import type { ProjectFile } from '../python/pyproject';
import type { SourceRange } from '../syntax/range';
import type { ShellCommand, ShellWord } from '../syntax/shell';
import { hasOption, type Option, onceForCommands, readArguments, readInvocation } from './commands';
import { isPython, isSwitchedOn } from './pip';
import { finalStages, type PlacedRun } from './steps';

/** A call of a tool that manages Python environments, such as `uv sync` or `poetry install`. */
export interface ToolCall {
  readonly program: string;
  readonly action: string;
  /** From the program to the end of the action: `uv sync`. */
  readonly range: SourceRange;
  readonly options: readonly Option[];
  /** What follows the action. */
  readonly operands: readonly ShellWord[];
  readonly command: ShellCommand;
}

const valued = new Set(
  [
    '--group --only-group --no-group --extra --python -p --project --directory --package --link-mode --cache-dir -C -P',
    '--only --with --without -E --extras --index-url --extra-index-url --index --default-index -n --name --file -f -c',
    '--no-install-package --config-file --categories --channel --prefix --pypi-mirror',
  ]
    .join(' ')
    .split(' '),
);

/** The calls of some programs among some commands; `python -m poetry` counts as `poetry`. */
export function toolCalls(commands: readonly ShellCommand[], ...programs: readonly string[]): readonly ToolCall[] {
  return commands.flatMap((command) => {
    const invocation = readInvocation(command);
    if (invocation === null) return [];
    const [flag, module] = invocation.words;
    const asModule = isPython(invocation.program) && flag?.text === '-m' && module !== undefined;
    const program = asModule ? module.text : invocation.program;
    if (!programs.includes(program)) return [];
    const { options, operands } = readArguments(
      asModule ? invocation.words.slice(2) : invocation.words,
      valuedBy(program),
    );
    const [action, ...rest] = operands;
    const end = action?.range.end ?? (asModule ? module.range.end : invocation.programRange.end);
    return [
      {
        program,
        action: action?.text ?? '',
        range: { start: invocation.programRange.start, end },
        options,
        operands: rest,
        command,
      },
    ];
  });
}

const valuedWithoutName = new Set([...valued].filter((name) => name !== '-n'));

/** `-n` takes a name for conda; for uv and poetry it is a switch. */
function valuedBy(program: string): ReadonlySet<string> {
  return program === 'uv' || program === 'poetry' ? valuedWithoutName : valued;
}

/** The calls of one action of a program in a RUN. */
export function actionsOf(run: PlacedRun, program: string, ...actions: readonly string[]): readonly ToolCall[] {
  return toolCalls(run.commands, program).filter((call) => actions.includes(call.action));
}

/** The `NAME=value` of every `export` among some commands, with the command's place. */
const exportsOf = onceForCommands((commands): readonly { readonly place: number; readonly text: string }[] =>
  commands.flatMap((command, place) =>
    command.name === 'export' ? command.words.map(({ text }) => ({ place, text })) : [],
  ),
);

/** The value of a variable that is in force for a command: of the image, of the RUN's own commands before it, its own. */
export function variableFor(run: PlacedRun, command: ShellCommand, name: string): string | undefined {
  const own = command.assignments.find((entry) => entry.name === name);
  if (own !== undefined) return own.value?.text ?? '';
  const exports = exportsOf(run.commands);
  if (exports.length > 0) {
    const place = run.commands.indexOf(command);
    const exported = exports.findLast((entry) => entry.place < place && entry.text.startsWith(`${name}=`));
    if (exported !== undefined) return exported.text.slice(name.length + 1);
  }
  return run.step.before.environment.get(name) ?? run.step.before.buildArguments.get(name) ?? undefined;
}

/** Whether an option is given, or the variable that stands for it is on. */
export function isAsked(run: PlacedRun, call: ToolCall, options: readonly string[], variable?: string): boolean {
  if (hasOption(call.options, ...options)) return true;
  return variable !== undefined && isSwitchedOn(variableFor(run, call.command, variable));
}

/** Worked out once for each build: rules ask for every RUN. */
const stagesInFinalImage = new WeakMap<Build, ReadonlySet<Stage>>();

function findStagesInFinalImage(build: Build): ReadonlySet<Stage> {
  const reached = new Set<Stage>(finalStages(build));
  for (const each of reached) {
    for (const source of each.steps.flatMap((step) => step.fromStages)) {
      const from = build.stages[source.stage];
      if (from !== undefined) reached.add(from);
    }
    const below = each.base.kind === 'stage' ? build.stages[each.base.stage] : undefined;
    if (below !== undefined) reached.add(below);
  }
  return reached;
}

/** Whether something of a stage is in the final image: it is part of it, or copied from, directly or through others. */
export function reachesFinalImage(build: Build, stage: Stage): boolean {
  let reached = stagesInFinalImage.get(build);
  if (reached === undefined) {
    reached = findStagesInFinalImage(build);
    stagesInFinalImage.set(build, reached);
  }
  return reached.has(stage);
}

/** The project's `pyproject.toml` at the root of the context: read, `'absent'`, or `null` where it cannot be told. */
export function projectFileOf(build: Build): ProjectFile | 'absent' | null {
  const text = readProjectFile(build.project, 'pyproject.toml');
  return text === undefined ? 'absent' : build.tools.readPyproject(text);
}

/** Whether an earlier step of the stage, or of those it builds on, or an earlier command calls what `matches` accepts. */
export function calledBefore(build: Build, run: PlacedRun, call: ToolCall | null, matches: RegExp): boolean {
  const earlier: ShellCommand[] = [];
  for (let stage: Stage | undefined = run.stage; stage !== undefined; ) {
    for (const step of stage.steps) {
      if (stage === run.stage && step.index >= run.step.index) break;
      earlier.push(...step.commands);
    }
    stage = stage.base.kind === 'stage' ? build.stages[stage.base.stage] : undefined;
  }
  if (call !== null) earlier.push(...run.commands.slice(0, Math.max(0, run.commands.indexOf(call.command))));
  return earlier.some((command) => matches.test([command.name, ...command.words.map((word) => word.text)].join(' ')));
}
