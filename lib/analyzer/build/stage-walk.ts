import type { Catalog } from '../catalog/types';
import type { BuildContext } from '../context/types';
import { type Estimate, nothing, sum } from '../estimate';
import type { Project } from '../project';
import type { Requirement } from '../python/types';
import type { SourceRange } from '../syntax/range';
import type { Instruction } from '../syntax/types';
import { Contents, type Holding } from './contents';
import { baseName, isWithin, parentOf, resolvePath } from './paths';
import type { BaseProfile, BuildOptions, ByteKind, Failure, ImageState, PythonEnvironment } from './types';

/** What every stage of a build shares. */
export interface WalkedProject {
  readonly project: Project;
  readonly context: BuildContext;
  /**
   * `false` where the project says so, or holds nothing but the Dockerfile: then we do not know what the context holds, and
   * cannot miss a file in it.
   */
  readonly contextKnown: boolean;
  readonly catalog: Catalog;
  readonly options: BuildOptions;
  readonly escapeCharacter: string;
  readonly globalArguments: ReadonlyMap<string, string | null>;
  readonly failures: Failure[];
}

/** A stage that has been walked, with what only the walk knows. */
export interface WalkedStage {
  readonly index: number;
  readonly name: string | null;
  readonly walk: StageWalk;
}

/** What one step has done so far. */
interface StepRecord {
  readonly id: string;
  readonly range: SourceRange;
  readonly seconds: Estimate[];
  readonly requirements: Requirement[];
  readonly contextPaths: string[];
  /** Paths in the image that it wrote to or deleted: what may differ when it runs again. */
  readonly writes: string[];
}

/** A folder of the image at which a step sees other files: `--mount`. */
export interface Mount {
  readonly type: string;
  readonly target: string;
  /** For a bind mount from the context: the path there. */
  readonly source: string | null;
  /** Stage or image; `null` for the context. */
  readonly from: string | null;
}

/**
 * A stage on its way: the state after the steps walked so far, and everything that the state alone does not tell. Steps
 * change it through the methods; `state` itself is replaced, never changed.
 */
export class StageWalk {
  state: ImageState;
  profile: BaseProfile;
  readonly contents: Contents;
  /** Folders that are known to exist, besides those of files. */
  readonly directories: Set<string>;
  /** `requirement text` of what interpreters have already compiled: `pip:/usr/local`, `library:/usr/local`. */
  readonly compiled: Set<string>;
  /** We know every program and file in the image. */
  certain: boolean;
  /** Packages with dependencies unknown to the catalog were installed: any program may have come along. */
  packagesCertain: boolean;
  /** What is not known about the stage: short phrases. */
  readonly unknown: Set<string>;
  readonly index: number;
  readonly shared: WalkedProject;
  mounts: readonly Mount[] = [];
  /** The failure of the command at hand does not stop the step. */
  tolerant = false;
  /** A step has failed, here or in a stage that this one takes from: what comes after is not reached. */
  failed: boolean;
  /** A CMD stood in this stage, not only in its base. */
  commandSetHere = false;
  step: StepRecord;

  constructor(index: number, shared: WalkedProject, base: StageWalk | null, start: ImageState, profile: BaseProfile) {
    this.index = index;
    this.shared = shared;
    this.state = start;
    this.profile = profile;
    this.contents = new Contents(base?.contents);
    this.directories = new Set(base?.directories ?? standardDirectories);
    this.compiled = new Set(base?.compiled);
    this.certain = base?.certain ?? true;
    this.failed = base?.failed ?? false;
    this.packagesCertain = base?.packagesCertain ?? true;
    this.unknown = new Set(base?.unknown);
    this.step = newStep(index, 0, { start: 0, end: 0 });
  }

  get catalog(): Catalog {
    return this.shared.catalog;
  }

  begin(position: number, instruction: Instruction): void {
    this.step = newStep(this.index, position, instruction.range);
    this.mounts = [];
    this.tolerant = false;
  }

  /** Puts bytes into the layer of the step at hand; nothing is kept of what lies on a mount. */
  hold(path: string, kind: ByteKind, label: string, bytes: Estimate, files?: number): void {
    if (this.onMount(path)) return;
    this.step.writes.push(path);
    if (bytes.high <= 0) return;
    const holding: Holding = {
      path,
      kind,
      label,
      bytes,
      step: this.step.id,
      ...(files === undefined ? {} : { files }),
    };
    this.contents.add(holding);
  }

  onMount(path: string): boolean {
    return this.mounts.some((mount) => mount.target !== '/' && isWithin(path, mount.target));
  }

  /** Adds seconds of work. */
  spend(seconds: Estimate): void {
    this.step.seconds.push(seconds);
  }

  fail(code: string, message: string, remedy: string, range: SourceRange, when: Failure['when'] = 'build'): void {
    if (this.tolerant || this.failed) return;
    this.failed = true;
    this.shared.failures.push({ code, when, message, remedy, range, stage: this.index });
  }

  /** Something about the image can no longer be known. */
  doubt(what: string): void {
    this.certain = false;
    this.unknown.add(what);
  }

  /** A file of the project comes to lie at `path`; `null` where it comes from elsewhere. */
  placeFiles(files: readonly (readonly [string, string | null])[]): void {
    if (files.length === 0) return;
    const all = new Map(this.state.files);
    for (const [path, source] of files) all.set(path, source);
    this.state = { ...this.state, files: all };
    for (const [path] of files) this.makeDirectory(parentOf(path));
  }

  makeDirectory(path: string): void {
    for (let folder = path; folder !== '/' && !this.directories.has(folder); folder = parentOf(folder)) {
      this.directories.add(folder);
    }
  }

  /** Deletes what lies at a path or in it (`*` in the last component). */
  remove(pattern: string): void {
    const folder = pattern.endsWith('/*') ? pattern.slice(0, -2) : pattern;
    if (this.onMount(folder)) return;
    this.contents.remove(pattern, this.step.id);
    this.step.writes.push(folder.includes('*') ? parentOf(folder) : folder);
    if ([...this.state.files.keys()].some((path) => isWithin(path, folder))) {
      const files = new Map([...this.state.files].filter(([path]) => !isWithin(path, folder)));
      this.state = { ...this.state, files };
    }
    if (!pattern.includes('*')) {
      for (const directory of this.directories) if (isWithin(directory, folder)) this.directories.delete(directory);
      this.replaceEnvironments((environment) =>
        isWithin(environment.path, folder) && environment.kind !== 'system' ? null : environment,
      );
    }
  }

  replaceEnvironments(replace: (environment: PythonEnvironment) => PythonEnvironment | null): void {
    const pythonEnvironments = this.state.pythonEnvironments.map(replace).filter((entry) => entry !== null);
    this.state = { ...this.state, pythonEnvironments };
  }

  /** Adds an environment, or replaces the one of the same kind and path. */
  putEnvironment(environment: PythonEnvironment): void {
    const others = this.state.pythonEnvironments.filter(
      (entry) => entry.path !== environment.path || entry.kind !== environment.kind,
    );
    this.state = { ...this.state, pythonEnvironments: [...others, environment] };
  }

  /** The path in the context of a file in the image, mounts included; `undefined` where there is no such file. */
  findFile(path: string): string | null | undefined {
    for (const mount of this.mounts) {
      if (mount.type !== 'bind' || !isWithin(path, mount.target)) continue;
      if (mount.from !== null || mount.source === null) return null;
      const inContext = resolvePath(
        `/${mount.source}`,
        `.${path.slice(mount.target === '/' ? 0 : mount.target.length)}`,
      ).slice(1);
      return this.shared.context.entries.some((entry) => entry.path === inContext && !entry.ignored)
        ? inContext
        : undefined;
    }
    return this.state.files.get(path);
  }

  /** Whether we know that `path` is a folder. */
  isDirectory(path: string): boolean {
    return path === '/' || this.directories.has(path);
  }

  /** Files may lie at `path` of which we know nothing. */
  mayHoldUnknown(path: string): boolean {
    return (
      !this.certain ||
      this.onMount(path) ||
      [...this.contents.visible].some((holding) => holding.path === path && holding.label !== '')
    );
  }

  homeDirectory(): string {
    const user = this.state.user;
    const home = this.state.environment.get('HOME');
    if (home !== undefined) return home;
    return user === 'root' || user === '0' ? '/root' : `/home/${baseName(user)}`;
  }

  secondsOfStep(): Estimate {
    return this.step.seconds.length === 0 ? nothing : sum(this.step.seconds);
  }
}

function newStep(stage: number, position: number, range: SourceRange): StepRecord {
  return { id: `${stage}:${position}`, range, seconds: [], requirements: [], contextPaths: [], writes: [] };
}

const standardDirectories = [
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/lib64',
  '/media',
  '/mnt',
  '/opt',
  '/proc',
  '/root',
  '/run',
  '/sbin',
  '/srv',
  '/sys',
  '/tmp',
  '/usr',
  '/usr/bin',
  '/usr/lib',
  '/usr/local',
  '/usr/local/bin',
  '/usr/local/lib',
  '/usr/share',
  '/usr/src',
  '/usr/sbin',
  '/var',
  '/var/cache',
  '/var/lib',
  '/var/log',
  '/var/tmp',
];
