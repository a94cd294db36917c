import { type Argument, hasOption, lastValue, readOptions } from '../invocation';
import { parentOf, resolvePath } from '../paths';
import { expandMake, type Makefile, readMakefile } from './makefile';
import type { Running } from './running';

const valued = new Set('-C --directory -f --file --makefile -j --jobs -o -W -I -l'.split(' '));
const names = ['GNUmakefile', 'makefile', 'Makefile'];

/** Rules within each other, and rules of one call; our own bounds. */
const deepestRule = 12;
const mostRules = 60;

/**
 * Walks a call of make whose makefile is plain and known: the recipes of what it makes are scripts of the shell. `false`
 * where nobody knows what it does.
 */
export function walkMake(running: Running): boolean {
  const { walk, invocation, workingDirectory } = running;
  const options = readOptions(invocation.words, valued);
  if (hasOption(options, '--version', '-v', '--help', '-h', '-n', '--dry-run')) return true;
  const folder = resolvePath(workingDirectory, lastValue(options, '-C', '--directory')?.text ?? '.');
  const path = findMakefile(running, folder, lastValue(options, '-f', '--file', '--makefile'));
  if (path === 'missing') return true;
  const text = path === null ? null : walk.readText(path);
  const makefile = text === null ? null : readMakefile(text);
  if (makefile === null || options.operands.some((word) => !word.known)) return false;
  const given = new Map(
    options.operands.flatMap(({ text: word }) => {
      const match = /^(\w+):?=(.*)$/s.exec(word);
      return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
    }),
  );
  const goals = options.operands.filter((word) => !/^\w+:?=/.test(word.text));
  const script = writeScript(running, makefile, { folder, given, goals });
  if (script === null) return false;
  return script === '' || running.runScript(script, invocation.command.range) !== null;
}

/** The makefile that make reads; `missing` where there is certainly none, which is reported. */
function findMakefile(
  { walk, invocation }: Running,
  folder: string,
  named: Argument | null,
): string | 'missing' | null {
  if (named?.known === false) return null;
  const paths = (named === null ? names : [named.text]).map((name) => resolvePath(folder, name));
  const kinds = paths.map((path) => walk.lookUp(path));
  if (kinds.every((kind) => kind === 'missing')) {
    walk.fail('missing-file:makefile', named?.range ?? invocation.command.range, parentOf(paths[0] ?? folder));
    return 'missing';
  }
  const at = kinds.findIndex((kind) => kind !== 'missing');
  return kinds[at] === 'file' ? (paths[at] ?? null) : null;
}

interface MakeCall {
  readonly folder: string;
  /** Variables of the command line. */
  readonly given: ReadonlyMap<string, string>;
  readonly goals: readonly Argument[];
}

/** The recipes of a call as one script, each line in a shell of its own; `null` where nobody knows what is made. */
function writeScript(running: Running, makefile: Makefile, { folder, given, goals }: MakeCall): string | null {
  const variables = (name: string) =>
    given.get(name) ?? makefile.variables.get(name) ?? (name === 'MAKE' ? 'make' : running.variables(name));
  const script = new RecipeScript(running, makefile, folder, variables);
  const first = makefile.first;
  const wanted = goals.length > 0 ? goals.map((word) => word.text) : first === null ? [] : [first];
  for (const goal of wanted) if (!script.make(goal, 0)) return null;
  return script.text;
}

class RecipeScript {
  readonly #running: Running;
  readonly #makefile: Makefile;
  readonly #folder: string;
  readonly #variables: (name: string) => string | undefined;
  readonly #made = new Set<string>();
  readonly #lines: string[] = [];

  constructor(running: Running, makefile: Makefile, folder: string, variables: (name: string) => string | undefined) {
    this.#running = running;
    this.#makefile = makefile;
    this.#folder = folder;
    this.#variables = variables;
  }

  get text(): string {
    return this.#lines.join(' &&\n');
  }

  /** Adds what makes a target, its prerequisites first; `false` where nobody knows how. */
  make(target: string, depth: number): boolean {
    if (this.#made.has(target)) return true;
    if (depth > deepestRule || this.#made.size >= mostRules) return false;
    this.#made.add(target);
    const rule = this.#makefile.rules.get(target);
    const { walk } = this.#running;
    const kind = walk.lookUp(resolvePath(this.#folder, target));
    // A file without a rule is what it is; a file with one may be older than what it is made from.
    if (rule === undefined) return kind === 'file' || kind === 'directory';
    if (!this.#makefile.phony.has(target) && kind !== 'missing') return false;
    for (const written of rule.prerequisites) {
      const names = expandMake(written, this.#variables);
      if (names === null || /[%*?]/.test(names)) return false;
      for (const name of names.split(/\s+/)) if (name !== '' && !this.make(name, depth + 1)) return false;
    }
    return rule.recipe.every((line) => this.#addLine(line));
  }

  #addLine(line: string): boolean {
    const prefix = /^[\s@+-]*/.exec(line)?.[0] ?? '';
    const command = expandMake(line.slice(prefix.length), this.#variables);
    if (command === null) return false;
    if (command.trim() === '' || command.trimStart().startsWith('#')) return true;
    const body = `(\ncd '${this.#folder}' && \n${command}\n)`;
    this.#lines.push(prefix.includes('-') ? `{ ${body} || true\n}` : body);
    return true;
  }
}
