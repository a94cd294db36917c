import { listModules } from '../../catalog/distribution-files';
import { indexCatalog } from '../../catalog/look-up';
import { readProjectFile } from '../../project';
import { baseName } from '../paths';
import { readImports } from '../python-imports';
import type { PythonEnvironment } from '../types';
import { reportForeignBinary } from './binaries';
import { importsAny } from './imported-modules';
import { mostSources, type StartingContainer } from './starting-container';

/** Reads what the program imports, file by file; a module that only a missing package brings stops it. */
export function checkImports(
  container: StartingContainer,
  entry: string,
  environment: PythonEnvironment,
  folders: readonly string[],
): void {
  const search = [...folders, ...container.pythonPath()];
  if (reportMissingLibrary(container, entry, environment, search)) return;
  if (reportForeignBinary(container, entry, environment, search)) return;
  if (!container.knowsPackages(environment)) return;
  const installed = container.installedFor(environment);
  const seen = new Set<string>();
  const queue = [entry];
  for (let file = queue.shift(); file !== undefined && seen.size < mostSources; file = queue.shift()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const own = followImports(container, file, search, installed);
    if (own === null) return;
    queue.push(...own);
  }
}

/** The project's own files that a file imports; `null` where it imports what a missing package brings, which is reported. */
function followImports(
  container: StartingContainer,
  file: string,
  folders: readonly string[],
  installed: ReadonlySet<string>,
): readonly string[] | null {
  const { walk } = container;
  const { modules } = indexCatalog(walk.catalog);
  const source = walk.state.files.get(file);
  const text = typeof source === 'string' ? readProjectFile(walk.shared.project, source) : undefined;
  const own: string[] = [];
  for (const module of readImports(text ?? '')) {
    const first = module.split('.')[0] ?? module;
    const found = container.findModule(module, folders) ?? container.findModule(first, folders);
    if (found !== null) {
      own.push(found);
      continue;
    }
    const bringers = container.isLocalFolder(first, folders) ? [] : (modules.get(first) ?? []);
    if (bringers.length === 0 || container.hasAny([...bringers, first.replaceAll('_', '-')], installed)) continue;
    reportMissingModule(container, file, first, bringers);
    return null;
  }
  return own;
}

/** What was compiled against a library asks for it when it is imported. */
function reportMissingLibrary(
  container: StartingContainer,
  entry: string,
  environment: PythonEnvironment,
  folders: readonly string[],
): boolean {
  const { walk } = container;
  if (walk.profile.variant === 'full' || !walk.certain) return false;
  for (const { name, compiled } of container.visibleFrom(environment).flatMap((each) => each.packages)) {
    const missing = compiled === true ? findMissingLibrary(container, name) : null;
    if (missing === null || !importsAny(container, entry, folders, listModules(walk.catalog, name))) continue;
    container.fail('missing-library', baseName(entry), name, missing);
    return true;
  }
  return false;
}

/** The plainest OS package that brings the library of a Python package, where none of them is there. */
function findMissingLibrary({ walk }: StartingContainer, name: string): string | null {
  const { catalog, profile, state } = walk;
  const run = catalog.nativePackages.find((record) => record.name === name && record.extra === undefined)?.run;
  const bringers = (profile.distribution === 'alpine' ? run?.alpine : run?.debian) ?? [];
  if (run?.kind !== 'library' || bringers.some((other) => state.osPackages.has(other))) return null;
  return bringers[0] ?? null;
}

export function reportMissingModule(
  container: StartingContainer,
  file: string,
  module: string,
  bringers: readonly string[],
): void {
  const elsewhere = container.findStageWith((environment) =>
    environment.packages.some((entry) => bringers.includes(entry.name)),
  );
  container.fail('module-not-found', file, module, bringers[0] ?? module, elsewhere);
}
