/** Characters of a source file that are read; our own bound. */
const longestSource = 500_000;

const statement = /^(?:import[ \t]+([^#\n]+)|from[ \t]+([\w.]+)[ \t]+import\b)/gm;
const longString = /("""|''')[\s\S]*?\1/g;

/**
 * The modules that a Python source certainly imports when it is loaded: those of its unindented `import` and `from`
 * statements, by dotted name, each once. Imports inside `try`, functions and conditions are left out, and relative ones.
 */
export function readImports(source: string): readonly string[] {
  const text = source.slice(0, longestSource).replace(longString, (whole) => whole.replace(/[^\n]+/g, ' '));
  const modules = new Set<string>();
  for (const [, plain, from] of text.matchAll(statement)) {
    if (from !== undefined) modules.add(from);
    for (const part of (plain ?? '').split(',')) {
      const name = /^\s*([A-Za-z_][\w.]*)/.exec(part)?.[1];
      if (name !== undefined) modules.add(name);
    }
  }
  return [...modules].filter((name) => !name.startsWith('.'));
}
