import { indexCatalog } from '../../catalog/look-up';
import { readApplication } from '../applications';
import { lacksName } from '../module-scope';
import { baseName, parentOf, resolvePath } from '../paths';
import type { PythonEnvironment } from '../types';
import { checkImports, reportMissingModule } from './imports';
import { reportMissingScript } from './program';
import type { StartingContainer } from './starting-container';

/** `python main.py`, `python -m app`. */
export function checkScript(container: StartingContainer, environment: PythonEnvironment): void {
  const { walk, start } = container;
  const [first, second] = start.words.filter((word) => !/^-[uBEIOdqb]+$/.test(word));
  if (first === '-m' && second !== undefined) {
    checkModule(container, second, environment);
    return;
  }
  if (first === undefined || first.startsWith('-')) return;
  const path = resolvePath(start.workingDirectory, first);
  if (!walk.state.files.has(path)) {
    const kind = walk.lookUp(path);
    const folder = kind === 'directory' && !walk.state.files.has(`${path}/__main__.py`);
    if (kind === 'missing' || (folder && !walk.mayHoldUnknown(path))) reportMissingScript(container, first, path);
    return;
  }
  checkImports(container, path, environment, [parentOf(path)]);
}

/** A program that a package brings: what it loads, and whether its own package is there. */
export function checkServer(container: StartingContainer, environment: PythonEnvironment): void {
  const { program, words } = container.start;
  const name = baseName(program);
  if (!servers.test(name) || reportScriptAlone(container, name, environment)) return;
  checkApplication(container, environment, name, words);
}

/** A script whose package was left in another stage. */
function reportScriptAlone(container: StartingContainer, name: string, environment: PythonEnvironment): boolean {
  const bringers = indexCatalog(container.walk.catalog).modules.get(name) ?? [];
  if (bringers.length === 0 || !container.knowsPackages(environment)) return false;
  if (container.hasAny(bringers, container.installedFor(environment))) return false;
  reportMissingModule(container, `The script of \`${name}\``, name, bringers);
  return true;
}

/** `python -m app`, `python -m flask run`: a module of the project, or one that a package brings. */
function checkModule(container: StartingContainer, name: string, environment: PythonEnvironment): void {
  const { walk, start } = container;
  const folder = start.workingDirectory;
  const file = container.findModule(name, [folder, ...container.pythonPath()]);
  if (file !== null) {
    checkImports(container, file, environment, [folder]);
    return;
  }
  const first = name.split('.')[0] ?? name;
  const bringers = indexCatalog(walk.catalog).modules.get(first) ?? [];
  if (!container.knowsPackages(environment)) return;
  const installed = container.installedFor(environment);
  if (bringers.length > 0 && !container.isLocalFolder(first, [folder])) {
    if (!container.hasAny(bringers, installed)) reportMissingModule(container, 'The command', first, bringers);
    else if (servers.test(first)) checkApplication(container, environment, first, start.words.slice(2));
    return;
  }
  if (bringers.length > 0 || standardModules.has(first)) return;
  const part = resolvePath(folder, name.replaceAll('.', '/'));
  const kinds = [walk.lookUp(`${part}.py`), walk.lookUp(part)];
  if (kinds.every((kind) => kind === 'missing')) reportMissingApplication(container, 'python', name, folder);
}

/** `gunicorn main:app`, `uvicorn package.module:app`, `flask run`: the module is looked for in the working directory. */
function checkApplication(
  container: StartingContainer,
  environment: PythonEnvironment,
  server: string,
  words: readonly string[],
): void {
  const { walk, start } = container;
  const application = readApplication(server, words, container.variables);
  if (application === null) return;
  const folder = resolvePath(start.workingDirectory, application.folder ?? '.');
  const folders = [folder, ...container.pythonPath()];
  const found = application.modules
    .map((name) => ({ name, file: container.findModule(name, folders) }))
    .find(({ file }) => file !== null);
  if (found?.file != null) {
    checkImports(container, found.file, environment, folders);
    if (!walk.hasFailure() && application.attribute !== null)
      reportMissingName(container, server, { module: found.name, file: found.file, name: application.attribute });
    return;
  }
  const [name] = application.modules;
  if (name === undefined) return;
  const first = name.split('.')[0] ?? name;
  const known = application.modules.every((module) => {
    const path = resolvePath(folder, module.replaceAll('.', '/'));
    return walk.lookUp(`${path}.py`) === 'missing' && walk.lookUp(path) === 'missing';
  });
  const uncertain = !known || !walk.certain || !walk.packagesCertain || indexCatalog(walk.catalog).modules.has(first);
  if (uncertain || container.hasUnknownPackages(environment)) return;
  reportMissingApplication(container, server, name, folder);
}

/** `gunicorn main:app` where `main.py` certainly defines no `app`. */
function reportMissingName(
  container: StartingContainer,
  server: string,
  { module, file, name }: { readonly module: string; readonly file: string; readonly name: string },
): void {
  const { walk } = container;
  const text = walk.readText(file);
  if (text === null || !walk.certain || !lacksName(text, name)) return;
  if (file.endsWith('/__main__.py') || mayComeFromElsewhere(container, { module, file, name })) return;
  const others = ['app', 'application', 'server', 'api', 'create_app', 'main'].filter(
    (other) => other !== name && new RegExp(`^(?:${other}\\s*[:=]|def ${other}\\b)`, 'm').test(text),
  );
  container.fail('attribute-not-found', server, name, module, file, others);
}

/** A module of that name within a package, another file of the module's name, or an assignment from outside. */
function mayComeFromElsewhere(
  { walk }: StartingContainer,
  { module, file, name }: { readonly module: string; readonly file: string; readonly name: string },
): boolean {
  const folder = file.replace(/(\/__init__)?\.py$/, '');
  const others = [`${folder}/${name}.py`, `${folder}/${name}`];
  if (others.some((path) => walk.lookUp(path) !== 'missing')) return true;
  // A package goes before a module of its name.
  if (!file.endsWith('/__init__.py') && walk.lookUp(`${folder}/__init__.py`) !== 'missing') return true;
  const last = module.slice(module.lastIndexOf('.') + 1);
  const assignment = new RegExp(`\\b${last}\\.${name}\\s*=(?!=)`);
  return walk.shared.project.files.some((other) => other.path.endsWith('.py') && assignment.test(other.text));
}

function reportMissingApplication(container: StartingContainer, server: string, name: string, folder: string): void {
  container.fail('module-not-found:application', server, name, folder, container.walk.state.files);
}

/** Programs that load an application of the project. */
const servers = /^(gunicorn|uvicorn|hypercorn|daphne|granian|flask|celery|fastapi|streamlit|waitress-serve)$/;

/** Modules of the standard library that are run with -m. */
const standardModules = new Set(
  'asyncio calendar compileall cProfile dis doctest ensurepip http idlelib json pdb pip platform profile pydoc site smtpd sqlite3 sysconfig tarfile timeit tokenize trace unittest uuid venv webbrowser zipapp zipfile'.split(
    ' ',
  ),
);
