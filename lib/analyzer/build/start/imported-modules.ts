import { readImports } from '../python-imports';
import { mostSources, type StartingContainer } from './starting-container';

/** Whether a file, or one of the project's own that it imports, imports one of some modules. */
export function importsAny(
  container: StartingContainer,
  entry: string,
  folders: readonly string[],
  wanted: ReadonlySet<string>,
): boolean {
  const seen = new Set<string>();
  const queue = [entry];
  for (let file = queue.shift(); file !== undefined && seen.size < mostSources; file = queue.shift()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const module of readImports(container.walk.readText(file) ?? '')) {
      const first = module.split('.')[0] ?? module;
      const own = container.findModule(module, folders) ?? container.findModule(first, folders);
      if (own !== null) queue.push(own);
      else if (wanted.has(first)) return true;
    }
  }
  return false;
}
