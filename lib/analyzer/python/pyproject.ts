/** What the rules ask of a `pyproject.toml`. */
export interface ProjectFile {
  /** `project.requires-python`, such as `>=3.12`; `null` where it is absent or not a plain string on one line. */
  readonly requiresPython: string | null;
  /** Names of tables that have a header of their own, such as `tool.poetry.group.dev.dependencies`. */
  readonly tables: readonly string[];
  /** Keys by table, as written: `dependency-groups` has `dev`. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  /** `tool.poetry.package-mode = false`: there is no package to install. */
  readonly packageMode: boolean;
}

const maximumLines = 5_000;
const header = /^\[{1,2}\s*([\w."'-]+(?:\s*\.\s*[\w"'-]+)*)\s*\]{1,2}\s*(?:#.*)?$/;
const entry = /^([\w-]+|"[^"]*"|'[^']*')\s*=\s*(.*)$/;
const plainString = /^(?:"([^"\\]*)"|'([^']*)')\s*(?:#.*)?$/;

/** How many brackets a value leaves open; text in quotes does not count. */
function openBrackets(text: string): number {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '').replace(/#.*$/, '');
  return [...bare].reduce(
    (depth, character) => depth + Number('[{'.includes(character)) - Number(']}'.includes(character)),
    0,
  );
}

/** A plain string on one line; `null` for any other value. */
function readString(value: string): string | null {
  const [, double, single] = plainString.exec(value) ?? [];
  return double ?? single ?? null;
}

/**
 * Reads the few facts above off a `pyproject.toml`, line by line: tables with headers, simple keys, plain strings.
 * `null` where the file uses what such a reading could mistake (dotted keys, strings over several lines) or is longer than
 * 5,000 lines: what it says is then unknown.
 */
export function readPyproject(text: string): ProjectFile | null {
  const lines = text.split(/\r?\n/);
  if (lines.length > maximumLines || /"""|'''/.test(text)) return null;
  const keys = new Map<string, Set<string>>();
  const tables: string[] = [];
  let table = '';
  let depth = 0;
  let requiresPython: string | null = null;
  let packageMode = true;
  for (const line of lines.map((each) => each.trim())) {
    if (depth > 0) {
      depth += openBrackets(line);
      continue;
    }
    if (/^(?:#.*)?$/.test(line)) continue;
    const name = header.exec(line)?.[1];
    if (name !== undefined) {
      table = name.replace(/["'\s]/g, '');
      tables.push(table);
      continue;
    }
    const [, quoted, value] = entry.exec(line) ?? [];
    if (quoted === undefined || value === undefined) return null;
    const key = quoted.replace(/["']/g, '');
    keys.set(table, (keys.get(table) ?? new Set()).add(key));
    depth = Math.max(0, openBrackets(value));
    if (table === 'project' && key === 'requires-python') requiresPython = readString(value);
    if (table === 'tool.poetry' && key === 'package-mode') packageMode = !/^false\b/.test(value);
  }
  return { requiresPython, tables, keys, packageMode };
}

/** Whether the project names dependencies for development that an install takes along unless told otherwise. */
export function hasDevelopmentGroup(project: ProjectFile, tool: 'uv' | 'poetry'): boolean {
  if (tool === 'uv')
    return (
      project.keys.get('dependency-groups')?.has('dev') === true ||
      project.keys.get('tool.uv')?.has('dev-dependencies') === true
    );
  return (
    project.tables.some((name) => /^tool\.poetry\.(?:group\.[\w-]+|dev-dependencies)/.test(name)) ||
    (project.keys.get('dependency-groups')?.size ?? 0) > 0
  );
}
