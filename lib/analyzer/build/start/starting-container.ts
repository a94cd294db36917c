import { indexCatalog } from '../../catalog/look-up';
import type { FactsOf, FailureKind } from '../failures/types';
import { resolvePath } from '../paths';
import { sitePackages } from '../site-packages';
import type { StageWalk } from '../stage-walk';
import type { StartCommand } from '../start-command';
import type { PythonEnvironment } from '../types';
import type { Variables } from '../variables';
import type { StageDraft } from '../walk';

/** Files that are followed from the one that is started; our own bound. */
export const mostSources = 200;

/** A container about to start: the image, the program, and what can be asked about the two. */
export class StartingContainer {
  readonly walk: StageWalk;
  readonly start: StartCommand;
  readonly variables: Variables;
  readonly #stages: readonly StageDraft[];

  constructor(walk: StageWalk, start: StartCommand, stages: readonly StageDraft[]) {
    this.walk = walk;
    this.start = start;
    this.#stages = stages;
    this.variables = (name) => start.variables.get(name) ?? walk.state.environment.get(name);
  }

  fail<Kind extends FailureKind>(kind: Kind, ...facts: FactsOf[Kind]): void {
    this.walk.failAtStart(kind, this.start.instruction.range, ...facts);
  }

  /** The file of the project, or one that a step wrote, which a program's name stands for. */
  findFile(program: string): string | null {
    const { files } = this.walk.state;
    if (program.includes('/')) {
      const path = resolvePath(this.start.workingDirectory, program);
      return files.has(path) ? path : null;
    }
    const folders = (this.variables('PATH') ?? '').split(':');
    return folders.map((folder) => `${folder}/${program}`).find((path) => files.has(path)) ?? null;
  }

  /** Folders that PYTHONPATH adds. */
  pythonPath(): readonly string[] {
    return (this.variables('PYTHONPATH') ?? '').split(':').filter((folder) => folder.startsWith('/'));
  }

  /** The file of a module; `null` where none of the folders holds it. */
  findModule(name: string, folders: readonly string[]): string | null {
    const { files } = this.walk.state;
    const relative = name.replaceAll('.', '/');
    for (const folder of folders) {
      for (const path of [`${relative}.py`, `${relative}/__main__.py`, `${relative}/__init__.py`]) {
        const whole = resolvePath(folder, path);
        if (files.has(whole)) return whole;
      }
    }
    return null;
  }

  isLocalFolder(name: string, folders: readonly string[]): boolean {
    return folders.some((folder) => this.walk.isDirectory(resolvePath(folder, name)));
  }

  /** Every package that a program of this environment can import is known. */
  knowsPackages(environment: PythonEnvironment): boolean {
    const { certain, packagesCertain } = this.walk;
    return certain && packagesCertain && !this.hasUnknownPackages(environment);
  }

  /** Names of the packages that a program of an environment can import. */
  installedFor(environment: PythonEnvironment): ReadonlySet<string> {
    return new Set(this.visibleFrom(environment).flatMap((entry) => entry.packages.map(({ name }) => name)));
  }

  /** One of some packages is installed, by Python's means or the distribution's. */
  hasAny(packages: readonly string[], installed: ReadonlySet<string>): boolean {
    const { osPackages } = this.walk.state;
    return packages.some(
      (name) => installed.has(name) || osPackages.has(`python3-${name}`) || osPackages.has(`py3-${name}`),
    );
  }

  /** The environments whose packages a program of this one can import. */
  visibleFrom(environment: PythonEnvironment): readonly PythonEnvironment[] {
    const { pythonEnvironments } = this.walk.state;
    const paths = this.pythonPath();
    const home = this.walk.homeDirectory();
    return pythonEnvironments.filter(
      (entry) =>
        entry === environment ||
        paths.includes(sitePackages(entry)) ||
        paths.includes(entry.path) ||
        ((environment.kind !== 'virtual' || environment.systemPackages === true) &&
          (entry.kind === 'system' || (entry.kind === 'user' && entry.path === `${home}/.local`))),
    );
  }

  hasUnknownPackages(environment: PythonEnvironment): boolean {
    const { wheels } = indexCatalog(this.walk.catalog);
    return this.visibleFrom(environment).some(({ packages }) => packages.some((entry) => !wheels.has(entry.name)));
  }

  /** Name or number of another stage with such an environment; `null` where there is none. */
  findStageWith(accept: (environment: PythonEnvironment) => boolean): string | null {
    const stage = this.#stages.find(
      (other) => other.walk !== this.walk && other.walk.state.pythonEnvironments.some(accept),
    );
    return stage === undefined ? null : `\`${stage.name ?? stage.index}\``;
  }
}
