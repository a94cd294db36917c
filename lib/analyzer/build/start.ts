import { indexCatalog } from '../catalog/look-up';
import { readProjectFile } from '../project';
import { sitePackages } from './copy-from';
import { baseName, parentOf, resolvePath } from './paths';
import { findProgram, isInterpreter } from './programs';
import { readImports } from './python-imports';
import type { StageWalk } from './stage-walk';
import { readStart, type StartCommand } from './start-command';
import type { PythonEnvironment } from './types';
import type { Variables } from './variables';
import type { StageDraft } from './walk';

/** Finds why the container would not start, where that is certain; reports at most one reason. */
export function checkStart(stage: StageDraft, stages: readonly StageDraft[]): void {
  const start = readStart(stage.walk);
  if (start === null) return;
  new StartCheck(stage.walk, start, stages).run();
}

class StartCheck {
  readonly #walk: StageWalk;
  readonly #start: StartCommand;
  readonly #stages: readonly StageDraft[];
  readonly #variables: Variables;

  constructor(walk: StageWalk, start: StartCommand, stages: readonly StageDraft[]) {
    this.#walk = walk;
    this.#start = start;
    this.#stages = stages;
    this.#variables = (name) => walk.state.environment.get(name);
  }

  run(): void {
    const { program } = this.#start;
    const found = findProgram(program, this.#walk, this.#variables);
    if (found.kind === 'missing' || (program.includes(' ') && this.#walk.certain && !program.includes('/'))) {
      this.#reportMissingProgram();
      return;
    }
    const environment = found.kind === 'found' ? found.environment : null;
    if (environment === null || this.#reportMovedEnvironment(environment)) return;
    if (isInterpreter(baseName(program))) this.#checkScript(environment);
    else this.#checkApplication(environment);
  }

  #fail(code: string, message: string, remedy: string): void {
    this.#walk.fail(code, message, remedy, this.#start.instruction.range, 'start');
  }

  #reportMissingProgram(): void {
    const { program } = this.#start;
    if (program.includes(' ')) {
      this.#fail(
        'command-not-found',
        `The container starts a program called \`${program}\`, blanks included, and there is none.`,
        'Write every argument as its own string in the JSON array.',
      );
      return;
    }
    const elsewhere = this.#findStageWith((environment) => providesScript(environment, program, this.#walk));
    this.#fail(
      'command-not-found',
      elsewhere === null
        ? `The image has no \`${program}\` on PATH, so the container does not start.`
        : `\`${program}\` was installed in stage ${elsewhere}, and the final image has none on PATH, so the container does not start.`,
      elsewhere === null
        ? 'Install it in this image, or put the folder that holds it on PATH.'
        : 'Copy the folder into which it was installed from that stage, and put its `bin` on PATH.',
    );
  }

  /** A virtual environment keeps the path and the Python with which it was made. */
  #reportMovedEnvironment(environment: PythonEnvironment): boolean {
    if (environment.kind !== 'virtual' || !this.#walk.certain) return false;
    const { program } = this.#start;
    const systems = this.#walk.state.pythonEnvironments.filter((entry) => entry.kind === 'system');
    if (environment.path !== environment.createdAt && !isInterpreter(baseName(program))) {
      const original = this.#walk.state.pythonEnvironments.some((entry) => entry.path === environment.createdAt);
      if (original) return false;
      this.#fail(
        'moved-environment',
        `\`${program}\` names the Python of \`${environment.createdAt}\` in its first line, and the environment now lies at \`${environment.path}\`.`,
        `Copy the environment to \`${environment.createdAt}\`, the path at which it was created.`,
      );
      return true;
    }
    const versions = systems.map((entry) => entry.python);
    if (environment.python === null || versions.includes(null) || versions.includes(environment.python)) return false;
    this.#fail(
      'environment-without-its-python',
      systems.length === 0
        ? `The virtual environment \`${environment.path}\` needs the Python ${environment.python} that made it, and this image has no Python.`
        : `The virtual environment \`${environment.path}\` was made with Python ${environment.python}, and this image has ${versions.join(', ')}.`,
      `Start the final stage from an image with Python ${environment.python}.`,
    );
    return true;
  }

  /** `python main.py`, `python -m app`. */
  #checkScript(environment: PythonEnvironment): void {
    const words = this.#start.words.filter((word) => !/^-[uBEIOdqb]+$/.test(word));
    const [first, second] = words;
    const { workingDirectory } = this.#walk.state;
    if (first === '-m' && second !== undefined) {
      const file = this.#findModule(second, [workingDirectory]);
      if (file !== null) this.#checkImports(file, environment, [workingDirectory]);
      return;
    }
    if (first === undefined || first.startsWith('-')) return;
    const path = resolvePath(workingDirectory, first);
    const source = this.#walk.state.files.get(path);
    if (source === undefined) {
      if (!this.#walk.mayHoldUnknown(path)) this.#reportMissingScript(first, path);
      return;
    }
    this.#checkImports(path, environment, [parentOf(path)]);
  }

  #reportMissingScript(text: string, path: string): void {
    const { files, workingDirectory } = this.#walk.state;
    const elsewhere = [...files.keys()].find((other) => baseName(other) === baseName(path));
    const swallowed = elsewhere !== undefined && baseName(parentOf(elsewhere)) === baseName(path);
    const inFolder = this.#walk.isDirectory(path);
    this.#fail(
      'missing-script',
      inFolder
        ? `\`${path}\` is a folder: a COPY gave the name to the folder into which it copied, so Python finds no program there.`
        : `The container runs \`${text}\` in \`${workingDirectory}\`, and there is no \`${path}\`.`,
      elsewhere === undefined
        ? `Copy \`${baseName(path)}\` into the image.`
        : swallowed
          ? `The COPY that names \`${parentOf(elsewhere)}\` makes a folder of that name: copy to \`${parentOf(parentOf(elsewhere))}/\` and set \`WORKDIR ${parentOf(parentOf(elsewhere))}\`.`
          : text.startsWith('/')
            ? `Name the file as \`${elsewhere}\`.`
            : `Set \`WORKDIR ${parentOf(elsewhere)}\`, or name the file as \`${elsewhere}\`.`,
    );
  }

  /** `gunicorn main:app`, `uvicorn package.module:app`: the module is looked for in the working directory. */
  #checkApplication(environment: PythonEnvironment): void {
    const { words, program } = this.#start;
    if (!/^(gunicorn|uvicorn|hypercorn|daphne|granian)$/.test(baseName(program))) return;
    if (words.some((word) => /^--(chdir|app-dir|pythonpath|config)|^-c$/.test(word))) return;
    const name = words
      .map((word) => /^([A-Za-z_][\w.]*):[A-Za-z_][\w.]*(\(.*\))?$/.exec(word)?.[1])
      .find((entry) => entry !== undefined);
    if (name === undefined) return;
    const folder = this.#walk.state.workingDirectory;
    const folders = [folder, ...this.#pythonPath()];
    const file = this.#findModule(name, folders);
    if (file !== null) {
      this.#checkImports(file, environment, folders);
      return;
    }
    const first = name.split('.')[0] ?? name;
    const uncertain =
      !this.#walk.certain || !this.#walk.packagesCertain || indexCatalog(this.#walk.catalog).modules.has(first);
    if (uncertain || this.#hasUnknownPackages(this.#visibleFrom(environment))) return;
    const elsewhere = [...this.#walk.state.files.keys()].find((path) =>
      path.endsWith(`/${name.replaceAll('.', '/')}.py`),
    );
    this.#fail(
      'module-not-found',
      `\`${program}\` looks for the module \`${name}\` in \`${folder}\`, and there is none.`,
      elsewhere === undefined
        ? `Copy the module \`${name}\` into the image.`
        : `Set \`WORKDIR ${elsewhere.slice(0, -`/${name.replaceAll('.', '/')}.py`.length) || '/'}\`, where the module lies.`,
    );
  }

  #pythonPath(): readonly string[] {
    return (this.#variables('PYTHONPATH') ?? '').split(':').filter((folder) => folder.startsWith('/'));
  }

  /** The file of a module; `null` where none of the folders holds it. */
  #findModule(name: string, folders: readonly string[]): string | null {
    const { files } = this.#walk.state;
    const relative = name.replaceAll('.', '/');
    for (const folder of folders) {
      for (const path of [`${relative}.py`, `${relative}/__main__.py`, `${relative}/__init__.py`]) {
        const whole = resolvePath(folder, path);
        if (files.has(whole)) return whole;
      }
    }
    return null;
  }

  /** Reads what the program imports, file by file; a module that only a missing package brings stops it. */
  #checkImports(entry: string, environment: PythonEnvironment, folders: readonly string[]): void {
    if (!this.#walk.certain || !this.#walk.packagesCertain) return;
    const visible = this.#visibleFrom(environment);
    if (this.#hasUnknownPackages(visible)) return;
    const installed = new Set(visible.flatMap((entry_) => entry_.packages.map((package_) => package_.name)));
    const seen = new Set<string>();
    const queue = [entry];
    const search = [...folders, ...this.#pythonPath()];
    for (let file = queue.shift(); file !== undefined && seen.size < mostSources; file = queue.shift()) {
      if (seen.has(file)) continue;
      seen.add(file);
      const own = this.#followImports(file, search, installed);
      if (own === null) return;
      queue.push(...own);
    }
  }

  /** The project's own files that a file imports; `null` where it imports what a missing package brings, which is reported. */
  #followImports(file: string, folders: readonly string[], installed: ReadonlySet<string>): readonly string[] | null {
    const { modules } = indexCatalog(this.#walk.catalog);
    const source = this.#walk.state.files.get(file);
    const text = typeof source === 'string' ? readProjectFile(this.#walk.shared.project, source) : undefined;
    const own: string[] = [];
    for (const module of readImports(text ?? '')) {
      const first = module.split('.')[0] ?? module;
      const found = this.#findModule(module, folders) ?? this.#findModule(first, folders);
      if (found !== null) {
        own.push(found);
        continue;
      }
      const bringers = this.#isLocalFolder(first, folders) ? [] : (modules.get(first) ?? []);
      if (bringers.length === 0 || this.#hasAny(bringers, installed)) continue;
      this.#reportMissingModule(file, first, bringers);
      return null;
    }
    return own;
  }

  #hasAny(packages: readonly string[], installed: ReadonlySet<string>): boolean {
    return packages.some((name) => installed.has(name) || this.#hasOsPackage(name));
  }

  #isLocalFolder(name: string, folders: readonly string[]): boolean {
    return folders.some((folder) => this.#walk.isDirectory(resolvePath(folder, name)));
  }

  #hasOsPackage(name: string): boolean {
    const { osPackages } = this.#walk.state;
    return osPackages.has(`python3-${name}`) || osPackages.has(`py3-${name}`);
  }

  #reportMissingModule(file: string, module: string, bringers: readonly string[]): void {
    const elsewhere = this.#findStageWith((environment) =>
      environment.packages.some((entry) => bringers.includes(entry.name)),
    );
    const name = bringers[0] ?? module;
    this.#fail(
      'module-not-found',
      elsewhere === null
        ? `\`${baseName(file)}\` imports \`${module}\`, and the image holds no package that brings it.`
        : `\`${baseName(file)}\` imports \`${module}\`, whose package was installed in stage ${elsewhere} and left there.`,
      elsewhere === null
        ? `Add \`${name}\` to the requirements that the image installs.`
        : 'Copy the environment with the installed packages from that stage, too.',
    );
  }

  /** The environments whose packages a program of this one can import. */
  #visibleFrom(environment: PythonEnvironment): readonly PythonEnvironment[] {
    const { pythonEnvironments } = this.#walk.state;
    const paths = this.#pythonPath();
    const home = this.#walk.homeDirectory();
    return pythonEnvironments.filter(
      (entry) =>
        entry === environment ||
        paths.includes(sitePackages(entry)) ||
        paths.includes(entry.path) ||
        (environment.kind !== 'virtual' &&
          (entry.kind === 'system' || (entry.kind === 'user' && entry.path === `${home}/.local`))),
    );
  }

  #hasUnknownPackages(environments: readonly PythonEnvironment[]): boolean {
    const { wheels } = indexCatalog(this.#walk.catalog);
    return environments.some((environment) => environment.packages.some((entry) => !wheels.has(entry.name)));
  }

  /** Name or number of another stage with such an environment; `null` where there is none. */
  #findStageWith(accept: (environment: PythonEnvironment) => boolean): string | null {
    const stage = this.#stages.find(
      (other) => other.walk !== this.#walk && other.walk.state.pythonEnvironments.some(accept),
    );
    return stage === undefined ? null : `\`${stage.name ?? stage.index}\``;
  }
}

const mostSources = 200;

function providesScript(environment: PythonEnvironment, program: string, walk: StageWalk): boolean {
  const { wheels } = indexCatalog(walk.catalog);
  return environment.packages.some((entry) =>
    wheels.get(entry.name)?.some((record) => record.scripts.includes(program)),
  );
}
