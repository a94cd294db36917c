import { listModules } from '../catalog/distribution-files';
import { indexCatalog } from '../catalog/look-up';
import { readProjectFile } from '../project';
import { readApplication } from './applications';
import { findStartProblem, type StartProblem } from './commands/scripts';
import { sitePackages } from './copy-from';
import { baseName, parentOf, resolvePath } from './paths';
import { canEnter } from './permissions';
import { findProgram, isInterpreter } from './programs';
import { readImports } from './python-imports';
import type { StageWalk } from './stage-walk';
import { readCommandAlone, readStart, type StartCommand } from './start-command';
import type { PythonEnvironment } from './types';
import type { Variables } from './variables';
import type { StageDraft } from './walk';

/** Finds why the container would not start, where that is certain; reports at most one reason. */
export function checkStart(stage: StageDraft, stages: readonly StageDraft[]): void {
  const { walk } = stage;
  if (reportNoCommand(stage) || reportMissingUser(stage)) return;
  const start = readStart(walk);
  if (start === null) return;
  new StartCheck(walk, start, stages).run();
  // A script of the project that ends in `exec "$@"` starts the CMD in its place.
  if (walk.failed || !handsOver(walk, start)) return;
  const command = readCommandAlone(walk);
  if (command !== null) new StartCheck(walk, command, stages).run();
}

/** An image made from nothing has no program to start unless the Dockerfile names one. */
function reportNoCommand({ walk, plan }: StageDraft): boolean {
  const { command, entrypoint } = walk.state;
  if (plan.base.kind !== 'scratch' || command !== null || entrypoint !== null) return false;
  walk.fail(
    'no-command',
    'The image says no program to start: "no command specified".',
    'Name the program with CMD or ENTRYPOINT.',
    plan.from.range,
    'start',
  );
  return true;
}

function reportMissingUser({ walk, plan }: StageDraft): boolean {
  const { user } = walk.state;
  if (!walk.certain || walk.users.has(user) !== false) return false;
  const instruction = plan.instructions.findLast((entry) => entry.keyword === 'USER');
  walk.fail(
    'unknown-user',
    `The image has no user \`${user}\`, so the container does not start: "unable to find user ${user}".`,
    `Create the user in an earlier step, such as \`RUN useradd ${user}\`, or use a number.`,
    instruction?.range ?? plan.from.range,
    'start',
  );
  return true;
}

/** Whether the entry point is a script that passes on to what it is given. */
function handsOver(walk: StageWalk, start: StartCommand): boolean {
  if (walk.state.entrypoint === null || walk.state.command === null) return false;
  const first = /(^|\/)(ba|da|a)?sh$/.test(start.program)
    ? start.words.find((word) => !word.startsWith('-'))
    : start.program;
  if (first === undefined || (!first.includes('/') && !first.endsWith('.sh'))) return false;
  const text = walk.readText(resolvePath(start.workingDirectory, first));
  return text !== null && /^\s*exec\s+("\$@"|\$@)\s*$/m.test(text);
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
    this.#variables = (name) => start.variables.get(name) ?? walk.state.environment.get(name);
  }

  run(): void {
    const { program } = this.#start;
    const found = findProgram(program, this.#walk, this.#variables, this.#start.workingDirectory);
    if (this.#reportUnreadable(found) || this.#reportProblem(program)) return;
    if (found.kind === 'missing' || (program.includes(' ') && this.#walk.certain && !program.includes('/'))) {
      this.#reportMissingProgram();
      return;
    }
    if (/^(ba|da|a)?sh$/.test(baseName(program))) {
      this.#checkShellScript();
      return;
    }
    const environment = found.kind === 'found' ? found.environment : null;
    if (environment === null || this.#reportMovedEnvironment(environment)) return;
    if (isInterpreter(baseName(program))) this.#checkScript(environment);
    else this.#checkServer(environment);
  }

  #fail(code: string, message: string, remedy: string): void {
    this.#walk.fail(code, message, remedy, this.#start.instruction.range, 'start');
  }

  /** A file that is started by its name must be executable and name an interpreter that is there. */
  #reportProblem(program: string): boolean {
    const path = this.#findFile(program);
    if (path === null) return false;
    const text = this.#walk.readText(path);
    const problem =
      findStartProblem(path, text, this.#walk.isExecutable(path)) ?? this.#findInterpreterProblem(path, text);
    if (problem === null) return false;
    this.#fail(problem.code, problem.message, problem.remedy);
    return true;
  }

  /** The file of the project, or one that a step wrote, which a program's name stands for. */
  #findFile(program: string): string | null {
    const { files } = this.#walk.state;
    if (program.includes('/')) {
      const path = resolvePath(this.#start.workingDirectory, program);
      return files.has(path) ? path : null;
    }
    const folders = (this.#variables('PATH') ?? '').split(':');
    return folders.map((folder) => `${folder}/${program}`).find((path) => files.has(path)) ?? null;
  }

  #findInterpreterProblem(path: string, text: string | null): StartProblem | null {
    if (text === null || text === '') return null;
    const line = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(text);
    if (line === null) {
      // A shell runs such a file itself; the system does not.
      if (this.#start.byShell || text.startsWith('\u007f')) return null;
      return {
        code: 'no-interpreter',
        message: `\`${path}\` says in no first line what runs it: "exec format error".`,
        remedy: 'Begin the file with `#!/bin/sh`, or name its interpreter in the command.',
      };
    }
    const program = line[1]?.endsWith('/env') ? (line[2] ?? '') : (line[1] ?? '');
    if (findProgram(program, this.#walk, this.#variables, '/').kind !== 'missing') return null;
    return {
      code: 'no-interpreter',
      message: `The first line of \`${path}\` asks for \`${program}\`, and this image has none: "no such file or directory".`,
      remedy: `Install \`${baseName(program)}\`, or write the script for \`/bin/sh\`.`,
    };
  }

  /** `sh start.sh`: the file must be there. */
  #checkShellScript(): void {
    const file = this.#start.words.find((word) => !/^-/.test(word));
    if (file === undefined || /[$\s]/.test(file) || this.#start.words.some((word) => /^-\w*c$/.test(word))) return;
    const path = resolvePath(this.#start.workingDirectory, file);
    if (this.#walk.lookUp(path) === 'missing') this.#reportMissingScript(file, path);
  }

  /** Nobody but root may look into /root. */
  #reportUnreadable(found: ReturnType<typeof findProgram>): boolean {
    const { user } = this.#walk.state;
    const path = found.kind === 'found' ? (found.environment?.path ?? null) : null;
    const file = this.#findFile(this.#start.program);
    const place = file ?? path;
    if (place === null || canEnter(place, this.#walk) || !this.#walk.certain) return false;
    if (this.#walk.files.ownerOf('/root') !== 'root') return false;
    this.#fail(
      'permission-denied',
      `\`${this.#start.program}\` lies in \`${place}\`, and \`${user}\` may not look into \`/root\`.`,
      'Install into a virtual environment such as `/opt/venv`, or into the home of that user.',
    );
    return true;
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
    const { workingDirectory } = this.#start;
    if (first === '-m' && second !== undefined) {
      this.#checkModule(second, environment);
      return;
    }
    if (first === undefined || first.startsWith('-')) return;
    const path = resolvePath(workingDirectory, first);
    if (!this.#walk.state.files.has(path)) {
      const kind = this.#walk.lookUp(path);
      const folder = kind === 'directory' && !this.#walk.state.files.has(`${path}/__main__.py`);
      if (kind === 'missing' || (folder && !this.#walk.mayHoldUnknown(path))) this.#reportMissingScript(first, path);
      return;
    }
    this.#checkImports(path, environment, [parentOf(path)]);
  }

  #reportMissingScript(text: string, path: string): void {
    const { files } = this.#walk.state;
    const { workingDirectory } = this.#start;
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

  /** A program that a package brings: what it loads, and whether its own package is there. */
  #checkServer(environment: PythonEnvironment): void {
    const { program, words } = this.#start;
    const name = baseName(program);
    if (!servers.test(name) || this.#reportScriptAlone(name, environment)) return;
    this.#checkApplication(environment, name, words);
  }

  /** A script whose package was left in another stage. */
  #reportScriptAlone(name: string, environment: PythonEnvironment): boolean {
    const bringers = indexCatalog(this.#walk.catalog).modules.get(name) ?? [];
    if (bringers.length === 0 || !this.#knowsPackages(environment)) return false;
    if (this.#hasAny(bringers, this.#installedFor(environment))) return false;
    this.#reportMissingModule(`The script of \`${name}\``, name, bringers);
    return true;
  }

  /** `python -m app`, `python -m flask run`: a module of the project, or one that a package brings. */
  #checkModule(name: string, environment: PythonEnvironment): void {
    const folder = this.#start.workingDirectory;
    const file = this.#findModule(name, [folder, ...this.#pythonPath()]);
    if (file !== null) {
      this.#checkImports(file, environment, [folder]);
      return;
    }
    const first = name.split('.')[0] ?? name;
    const bringers = indexCatalog(this.#walk.catalog).modules.get(first) ?? [];
    if (!this.#knowsPackages(environment)) return;
    const installed = this.#installedFor(environment);
    if (bringers.length > 0 && !this.#isLocalFolder(first, [folder])) {
      if (!this.#hasAny(bringers, installed)) this.#reportMissingModule('The command', first, bringers);
      else if (servers.test(first)) this.#checkApplication(environment, first, this.#start.words.slice(2));
      return;
    }
    if (bringers.length > 0 || standardModules.has(first)) return;
    const [part = ''] = [resolvePath(folder, name.replaceAll('.', '/'))];
    const kinds = [this.#walk.lookUp(`${part}.py`), this.#walk.lookUp(part)];
    if (kinds.every((kind) => kind === 'missing')) this.#reportMissingApplication('python', name, folder);
  }

  /** `gunicorn main:app`, `uvicorn package.module:app`, `flask run`: the module is looked for in the working directory. */
  #checkApplication(environment: PythonEnvironment, server: string, words: readonly string[]): void {
    const application = readApplication(server, words, this.#variables);
    if (application === null) return;
    const folder = resolvePath(this.#start.workingDirectory, application.folder ?? '.');
    const folders = [folder, ...this.#pythonPath()];
    const found = application.modules
      .map((name) => ({ name, file: this.#findModule(name, folders) }))
      .find(({ file }) => file !== null);
    if (found?.file != null) {
      this.#checkImports(found.file, environment, folders);
      return;
    }
    const [name] = application.modules;
    if (name === undefined) return;
    const first = name.split('.')[0] ?? name;
    const known = application.modules.every((module) => {
      const path = resolvePath(folder, module.replaceAll('.', '/'));
      return this.#walk.lookUp(`${path}.py`) === 'missing' && this.#walk.lookUp(path) === 'missing';
    });
    const uncertain =
      !known ||
      !this.#walk.certain ||
      !this.#walk.packagesCertain ||
      indexCatalog(this.#walk.catalog).modules.has(first);
    if (uncertain || this.#hasUnknownPackages(this.#visibleFrom(environment))) return;
    this.#reportMissingApplication(server, name, folder);
  }

  #reportMissingApplication(server: string, name: string, folder: string): void {
    const relative = `/${name.replaceAll('.', '/')}`;
    const elsewhere = [...this.#walk.state.files.keys()]
      .flatMap((path) =>
        [`${relative}.py`, `${relative}/__init__.py`, `${relative}/__main__.py`]
          .filter((ending) => path.endsWith(ending))
          .map((ending) => path.slice(0, -ending.length) || '/'),
      )
      .at(0);
    this.#fail(
      'module-not-found',
      `\`${server}\` looks for the module \`${name}\` in \`${folder}\`, and there is none.`,
      elsewhere === undefined
        ? `Copy the module \`${name}\` into the image, or correct its name.`
        : `Set \`WORKDIR ${elsewhere}\`, where the module lies.`,
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
    if (this.#reportMissingLibrary(entry, environment, [...folders, ...this.#pythonPath()])) return;
    if (!this.#knowsPackages(environment)) return;
    const installed = this.#installedFor(environment);
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

  #knowsPackages(environment: PythonEnvironment): boolean {
    const { certain, packagesCertain } = this.#walk;
    return certain && packagesCertain && !this.#hasUnknownPackages(this.#visibleFrom(environment));
  }

  /** Names of the packages that a program of an environment can import. */
  #installedFor(environment: PythonEnvironment): ReadonlySet<string> {
    return new Set(this.#visibleFrom(environment).flatMap((entry) => entry.packages.map(({ name }) => name)));
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
      if (bringers.length === 0 || this.#hasAny([...bringers, first.replaceAll('_', '-')], installed)) continue;
      this.#reportMissingModule(file, first, bringers);
      return null;
    }
    return own;
  }

  #hasAny(packages: readonly string[], installed: ReadonlySet<string>): boolean {
    return packages.some((name) => installed.has(name) || this.#hasOsPackage(name));
  }

  /** What was compiled against a library asks for it when it is imported. */
  #reportMissingLibrary(entry: string, environment: PythonEnvironment, folders: readonly string[]): boolean {
    const walk = this.#walk;
    if (walk.profile.variant === 'full' || !walk.certain) return false;
    for (const { name, compiled } of this.#visibleFrom(environment).flatMap((each) => each.packages)) {
      const missing = compiled === true ? this.#findMissingLibrary(name) : null;
      if (missing === null || !this.#imports(entry, folders, listModules(walk.catalog, name))) continue;
      this.#fail(
        'missing-library',
        `\`${baseName(entry)}\` imports \`${name}\`, which was compiled against a library that this image does not have.`,
        `Install \`${missing}\` in the final stage, or use a package with a wheel.`,
      );
      return true;
    }
    return false;
  }

  /** The plainest OS package that brings the library of a Python package, where none of them is there. */
  #findMissingLibrary(name: string): string | null {
    const { catalog, profile, state } = this.#walk;
    const run = catalog.nativePackages.find((record) => record.name === name && record.extra === undefined)?.run;
    const bringers = (profile.distribution === 'alpine' ? run?.alpine : run?.debian) ?? [];
    if (run?.kind !== 'library' || bringers.some((other) => state.osPackages.has(other))) return null;
    return bringers[0] ?? null;
  }

  /** Whether a file, or one of the project's own that it imports, imports one of some modules. */
  #imports(entry: string, folders: readonly string[], wanted: ReadonlySet<string>): boolean {
    const seen = new Set<string>();
    const queue = [entry];
    for (let file = queue.shift(); file !== undefined && seen.size < mostSources; file = queue.shift()) {
      if (seen.has(file)) continue;
      seen.add(file);
      for (const module of readImports(this.#walk.readText(file) ?? '')) {
        const first = module.split('.')[0] ?? module;
        const own = this.#findModule(module, folders) ?? this.#findModule(first, folders);
        if (own !== null) queue.push(own);
        else if (wanted.has(first)) return true;
      }
    }
    return false;
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
    const [who, verb] = file.includes('/') ? [`\`${baseName(file)}\``, 'imports'] : [file, 'needs'];
    this.#fail(
      'module-not-found',
      elsewhere === null
        ? `${who} ${verb} \`${module}\`, and the image holds no package that brings it.`
        : `${who} ${verb} \`${module}\`, whose package was installed in stage ${elsewhere} and left there.`,
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

/** Programs that load an application of the project. */
const servers = /^(gunicorn|uvicorn|hypercorn|daphne|granian|flask|celery|fastapi|streamlit|waitress-serve)$/;

/** Modules of the standard library that are run with -m. */
const standardModules = new Set(
  'asyncio calendar compileall cProfile dis doctest ensurepip http idlelib json pdb pip platform profile pydoc site smtpd sqlite3 sysconfig tarfile timeit tokenize trace unittest uuid venv webbrowser zipapp zipfile'.split(
    ' ',
  ),
);

function providesScript(environment: PythonEnvironment, program: string, walk: StageWalk): boolean {
  const { wheels } = indexCatalog(walk.catalog);
  return environment.packages.some((entry) =>
    wheels.get(entry.name)?.some((record) => record.scripts.includes(program)),
  );
}
