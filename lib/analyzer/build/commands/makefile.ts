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
  /** Rules with `%` or `::`, or suffix rules, may make more than is listed. */
  readonly patterns: boolean;
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
  const rules = new Map<string, { target: string; prerequisites: string[]; recipe: string[] }>();
  const variables = new Map<string, string>();
  const phony = new Set<string>();
  let first: string | null = null;
  let patterns = false;
  let open: readonly string[] = [];
  for (const line of lines) {
    if (line.startsWith('\t')) {
      for (const target of open) rules.get(target)?.recipe.push(line.slice(1));
      continue;
    }
    const content = line.replace(/(^|[^\\])#.*$/, '$1').trim();
    if (content === '') continue;
    if (/^(-?include|sinclude|ifn?eq|ifn?def|else|endif|define|endef|vpath|load|unexport|override)\b/.test(content))
      return null;
    const assignment = /^(?:export\s+)?([\w.-]+)\s*(:{0,3}=|\?=|\+=|!=)\s*(.*)$/.exec(content);
    if (assignment !== null) {
      const [, name = '', operator = '', value = ''] = assignment;
      if (operator === '!=') return null;
      if (operator === '?=' && variables.has(name)) continue;
      variables.set(name, operator === '+=' ? `${variables.get(name) ?? ''} ${value}`.trim() : value);
      open = [];
      continue;
    }
    if (/^export(\s|$)/.test(content)) return null;
    const rule = /^([^:=]+):(:?)(?!=)\s*([^;]*)(?:;(.*))?$/.exec(content);
    if (rule === null) return null;
    const [, left = '', double = '', right = '', inline] = rule;
    const prerequisites = right.split(/\s+/).filter((word) => word !== '' && word !== '|');
    const targets = left.trim().split(/\s+/);
    if (targets.includes('.PHONY')) for (const name of prerequisites) phony.add(name);
    const own = targets.filter((target) => !/^\.[A-Z_]+$/.test(target));
    if (targets.some((target) => /[%$]|^\.\w+/.test(target)) && own.length > 0) patterns = true;
    // Settings of one target alone, and shells of another kind, change what a recipe means.
    if (targets.some((target) => /^\.(ONESHELL|SECONDEXPANSION|POSIX)$/.test(target))) return null;
    if (double === ':') patterns = true;
    for (const target of own) {
      first ??= target.startsWith('.') ? null : target;
      const known = rules.get(target) ?? { target, prerequisites: [], recipe: [] };
      known.prerequisites.push(...prerequisites);
      if (inline !== undefined) known.recipe.push(inline);
      rules.set(target, known);
    }
    open = own;
  }
  return { rules, variables, phony, first, patterns };
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
