/** A rule of a makefile: what it makes, from what, by which lines of shell. */
export interface MakeRule {
  readonly target: string;
  readonly prerequisites: readonly string[];
  /** Lines as written, without the tab; several rules of one target are joined. */
  readonly recipe: readonly string[];
}

/** A makefile, as far as it is plain. */
export interface Makefile {
  /** By target, in the order of the file. */
  readonly rules: ReadonlyMap<string, MakeRule>;
  readonly variables: ReadonlyMap<string, string>;
  /** Targets that are no files: they are made each time. */
  readonly phony: ReadonlySet<string>;
  /** The target that `make` alone makes. */
  readonly first: string | null;
}

/** UTF-16 units and lines that are read: our own bounds. */
const longestFile = 262_144;
const mostLines = 5_000;

/**
 * Reads the plain form of a makefile: variables, rules, recipes. `null` where it uses more of make: conditions, `include`,
 * `define`, functions at its top level. Source: GNU make's manual, "Writing Makefiles".
 */
export function readMakefile(text: string): Makefile | null {
  if (text.length > longestFile) return null;
  const lines = joinLines(text.replace(/\r\n/g, '\n'));
  if (lines.length > mostLines) return null;
  const reader = new MakefileReader();
  return lines.every((line) => reader.read(line)) ? reader : null;
}

const directives = /^(-?include|sinclude|ifn?eq|ifn?def|else|endif|define|endef|vpath|load|unexport|override)\b/;

/** Builds up what a makefile says, line by line. */
class MakefileReader implements Makefile {
  readonly rules = new Map<string, { target: string; prerequisites: string[]; recipe: string[] }>();
  readonly variables = new Map<string, string>();
  readonly phony = new Set<string>();
  first: string | null = null;
  /** The targets to which the next recipe lines belong. */
  #open: readonly string[] = [];

  /** Takes a line in; `false` where it is more than plain. */
  read(line: string): boolean {
    if (line.startsWith('\t')) {
      for (const target of this.#open) this.rules.get(target)?.recipe.push(line.slice(1));
      return true;
    }
    const content = line.replace(/(^|[^\\])#.*$/, '$1').trim();
    if (content === '') return true;
    if (directives.test(content)) return false;
    const assignment = /^(?:export\s+)?([\w.-]+)\s*(:{0,3}=|\?=|\+=|!=)\s*(.*)$/.exec(content);
    if (assignment !== null) return this.#assign(assignment[1] ?? '', assignment[2] ?? '', assignment[3] ?? '');
    if (/^export(\s|$)/.test(content)) return false;
    const rule = /^([^:=]+)::?(?!=)\s*([^;]*)(?:;(.*))?$/.exec(content);
    return rule !== null && this.#addRule(rule);
  }

  #assign(name: string, operator: string, value: string): boolean {
    this.#open = [];
    if (operator === '!=') return false;
    const before = this.variables.get(name);
    if (operator === '?=' && before !== undefined) return true;
    this.variables.set(name, operator === '+=' ? `${before ?? ''} ${value}`.trim() : value);
    return true;
  }

  #addRule([, left = '', right = '', inline]: RegExpExecArray): boolean {
    const prerequisites = right.split(/\s+/).filter((word) => word !== '' && word !== '|');
    const targets = left.trim().split(/\s+/);
    // Settings of recipes change what their lines mean.
    if (targets.some((target) => /^\.(ONESHELL|SECONDEXPANSION|POSIX)$/.test(target))) return false;
    if (targets.includes('.PHONY')) for (const name of prerequisites) this.phony.add(name);
    const own = targets.filter((target) => !/^\.[A-Z_]+$/.test(target));
    for (const target of own) {
      // Neither a pattern nor a name with a dot before it is what `make` alone makes.
      this.first ??= /^\.|%/.test(target) ? null : target;
      const rule = this.rules.get(target) ?? { target, prerequisites: [], recipe: [] };
      rule.prerequisites.push(...prerequisites);
      if (inline !== undefined) rule.recipe.push(inline);
      this.rules.set(target, rule);
    }
    this.#open = own;
    return true;
  }
}

/** Outside recipes a backslash at the end joins lines by a blank; in recipes the shell gets both, and joins them. */
function joinLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open: string | null = null;
  for (const line of text.split('\n')) {
    const whole: string = open === null ? line : `${open}${open.startsWith('\t') ? '' : ' '}${line.trimStart()}`;
    open = whole.endsWith('\\') ? whole.slice(0, -1) : null;
    if (open === null) lines.push(whole);
  }
  if (open !== null) lines.push(open);
  return lines;
}

const deepestExpansion = 10;

/**
 * Replaces `$(NAME)` and `${NAME}`; `$$` becomes the shell's `$`. `null` where the text calls a function, uses an automatic
 * variable such as `$@`, or goes round in a circle.
 */
export function expandMake(text: string, variables: (name: string) => string | undefined, depth = 0): string | null {
  if (depth > deepestExpansion) return null;
  let known = true;
  const expanded = text.replace(
    /\$(?:\$|\(([^()${}]*)\)|\{([^(){}$]*)\}|(.?))/g,
    (whole, round?: string, curly?: string, single?: string) => {
      if (whole === '$$') return '$';
      const name = round ?? curly ?? (/^\w$/.test(single ?? '') ? single : undefined);
      if (name === undefined || !/^[\w.-]+$/.test(name)) {
        known = false;
        return whole;
      }
      const value = variables(name);
      // What nobody has set is empty.
      const inner = value === undefined ? '' : expandMake(value, variables, depth + 1);
      if (inner === null) known = false;
      return inner ?? '';
    },
  );
  return known ? expanded : null;
}
