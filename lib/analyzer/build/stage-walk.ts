import type { Catalog } from '../catalog/types';
import { type Estimate, nothing, sum } from '../estimate';
import { readProjectFile } from '../project';
import type { SourceRange } from '../syntax/range';
import type { Instruction } from '../syntax/types';
import { Contents, makePiece, type Piece } from './contents';
import type { FactsOf, FailureKind, FoundFailure } from './failures/types';
import { type FileFacts, ImageFiles } from './image-files';
import { findFile, lookUpPath, type PathKind } from './image-paths';
import { changeState } from './image-state';
import { LayeredMap } from './layered-map';
import type { Mount } from './mounts';
import { isWithin, parentOf } from './paths';
import { newStep, type StepRecord } from './step-record';
import type { BaseProfile, ByteKind, ImageState, PythonEnvironment } from './types';
import { Users } from './users';
import type { WalkedProject } from './walked-project';

/**
 * A stage on its way: the state after the steps walked so far, and everything that the state alone does not tell. Steps
 * change it through the methods; `state` itself is replaced, never changed.
 */
export class StageWalk {
  state: ImageState;
  profile: BaseProfile;
  readonly contents: Contents;
  readonly files: ImageFiles;
  readonly users: Users;
  /** `requirement text` of what interpreters have already compiled: `pip:/usr/local`, `library:/usr/local`. */
  readonly compiled: Set<string>;
  /** Packages with dependencies unknown to the catalog were installed: any program may have come along. */
  packagesCertain: boolean;
  /** What is not known about the stage: short phrases. */
  readonly unknown: Set<string>;
  /** OS packages came to those of the base image, with programs of which we have no full list. */
  osPackagesAdded = false;
  /** Sources of OS packages were changed by a command such as `add-apt-repository` or `sed`. */
  osPackagesFromElsewhere = false;
  /** The file was deleted that keeps pip from the distribution's own Python (PEP 668). */
  pythonUnmarked = false;
  /** apt's package lists were deleted, and not fetched again. */
  aptListsLost = false;
  readonly index: number;
  readonly shared: WalkedProject;
  mounts: readonly Mount[] = [];
  /** The command at hand may not run at all: what it adds may be there, what it deletes may not be gone. */
  maybe = false;
  /** Takes the failure of a command, where a shell may yet pass over it; `null` where it ends the step. */
  catchFailure: ((failure: FoundFailure) => void) | null = null;
  /** A step has failed, here or in a stage that this one takes from: what comes after is not reached. */
  failed: boolean;
  /** A CMD stood in this stage, not only in its base. */
  commandSetHere = false;
  /** OS packages of the base image, and those asked for by name since: what an autoremove leaves alone. */
  readonly basePackages: ReadonlySet<string>;
  readonly namedPackages: Set<string>;
  /** Settings that a command has stored for later ones, under the names of their variables. */
  readonly settings: Map<string, string>;
  /** What ONBUILD leaves for the stages that build on this one. */
  readonly triggers: Instruction[] = [];
  /** Folders that the step at hand has made. */
  madeHere = new Set<string>();
  step: StepRecord;
  /** What FROM asks for, in Docker's words (`arm64`); `null`: that of the machine that builds. */
  architecture: string | null;
  #failing = false;

  constructor(index: number, shared: WalkedProject, base: StageWalk | null, start: ImageState, profile: BaseProfile) {
    this.index = index;
    this.shared = shared;
    this.state = start;
    this.profile = profile;
    this.contents = new Contents(base?.contents);
    this.files = new ImageFiles(base?.files ?? null);
    this.users = new Users(base?.users ?? profile);
    this.compiled = new Set(base?.compiled);
    this.architecture = base?.architecture ?? null;
    this.failed = base?.failed ?? false;
    this.packagesCertain = base?.packagesCertain ?? true;
    this.unknown = new Set(base?.unknown);
    this.basePackages = base?.basePackages ?? start.osPackages;
    this.namedPackages = new Set(base?.namedPackages);
    this.settings = new Map(base?.settings);
    this.osPackagesAdded = base?.osPackagesAdded ?? false;
    this.aptListsLost = base?.aptListsLost ?? false;
    this.pythonUnmarked = base?.pythonUnmarked ?? false;
    this.osPackagesFromElsewhere = base?.osPackagesFromElsewhere ?? false;
    this.step = newStep(index, 0, { start: 0, end: 0 });
  }

  get catalog(): Catalog {
    return this.shared.catalog;
  }

  changeState(changes: Partial<ImageState>): void {
    this.state = changeState(this.state, changes);
  }

  /** We know every program and package in the image. */
  get certain(): boolean {
    return !this.files.isDoubtful('/');
  }

  begin(position: number, instruction: Instruction): void {
    this.step = newStep(this.index, position, instruction.range);
    this.mounts = [];
    if (this.madeHere.size > 0) this.madeHere = new Set();
    this.maybe = false;
    this.catchFailure = null;
  }

  /** Puts bytes into the layer of the step at hand; nothing is kept of what lies on a mount. */
  hold(path: string, kind: ByteKind, label: string, bytes: Estimate): void {
    this.holdPiece(makePiece(path, kind, label, bytes));
  }

  /** The same for a piece that was made before. */
  holdPiece(piece: Piece): void {
    const { path, bytes } = piece;
    if (this.onMount(path)) return;
    this.step.writes.push(path);
    if (bytes.high > 0) this.contents.add(this.maybe ? { ...piece, bytes: { ...bytes, low: 0 } } : piece, this.step.id);
  }

  onMount(path: string): boolean {
    for (const { target } of this.mounts) if (target !== '/' && isWithin(path, target)) return true;
    return false;
  }

  /** Adds seconds of work. */
  spend(seconds: Estimate): void {
    this.step.seconds.push(seconds);
  }

  /** Whether the command at hand, or the stage, has failed. */
  hasFailure(): boolean {
    return this.failed || this.#failing;
  }

  /** Begins a command: what it fails with is its own. */
  clearFailure(): void {
    this.#failing = false;
  }

  /** The step at hand fails; `facts` are what the text of that kind is told. */
  fail<Kind extends FailureKind>(kind: Kind, range: SourceRange, ...facts: FactsOf[Kind]): void {
    this.#add({ kind, facts, when: 'build', range, stage: this.index });
  }

  /** The container does not start. */
  failAtStart<Kind extends FailureKind>(kind: Kind, range: SourceRange, ...facts: FactsOf[Kind]): void {
    this.#add({ kind, facts, when: 'start', range, stage: this.index });
  }

  #add(failure: FoundFailure): void {
    if (this.failed) return;
    this.#failing = true;
    if (this.catchFailure === null) this.report(failure);
    else this.catchFailure(failure);
  }

  /** The step ends with a failure: nothing after it is reached. */
  report(failure: FoundFailure): void {
    if (this.failed) return;
    this.failed = true;
    this.shared.failures.push(failure);
  }

  /** Something about the image can no longer be known: about one place in it, or about all of it. */
  doubt(what: string, place = '/'): void {
    this.files.doubt(place);
    this.unknown.add(what);
  }

  /** Files may have come to lie anywhere, though neither programs on PATH nor Python packages. */
  doubtFiles(what: string): void {
    this.files.strayFiles = true;
    this.unknown.add(what);
  }

  /** A file of the project comes to lie at `path`; `null` where it comes from elsewhere. */
  placeFiles(files: readonly (readonly [string, string | null])[]): void {
    if (files.length === 0) return;
    this.changeState({ files: LayeredMap.change(this.state.files, files) });
    for (const [path] of files) {
      this.files.forget(path);
      this.makeDirectory(parentOf(path));
    }
  }

  /** A file that a command writes; what it holds and whether it may be executed, as far as known. */
  writeFile(path: string, facts: FileFacts): void {
    const isNew = !this.state.files.has(path);
    this.placeFiles([[path, null]]);
    this.files.note(path, facts);
    if (isNew) this.claim(path);
    this.step.writes.push(path);
  }

  makeDirectory(path: string): void {
    for (let folder = path; folder !== '/' && !this.files.directories.has(folder); folder = parentOf(folder)) {
      this.files.directories.add(folder);
      this.madeHere.add(folder);
      this.claim(folder);
    }
  }

  /** What the step at hand makes belongs to the user who runs it. */
  claim(path: string): void {
    const { user } = this.state;
    if (this.step.owner !== null) this.files.own(path, this.step.owner, false);
    else if (!isRoot(user) || this.files.ownerOf(path) !== 'root')
      this.files.own(path, isRoot(user) ? 'root' : user, false);
  }

  /** Deletes what lies at a path or in it (`*` in the last component). */
  remove(pattern: string): void {
    const folder = pattern.endsWith('/*') ? pattern.slice(0, -2) : pattern;
    if (this.onMount(folder) || this.maybe) return;
    if (isWithin('/var/lib/apt/lists', folder.replace(/\/\*$/, ''))) this.aptListsLost = true;
    if (folder.endsWith('/EXTERNALLY-MANAGED')) this.pythonUnmarked = true;
    this.contents.remove(pattern, this.step.id);
    this.step.writes.push(folder.includes('*') ? parentOf(folder) : folder);
    const star = folder.indexOf('*');
    const isGone =
      star >= 0
        ? (path: string) => path.startsWith(folder.slice(0, star))
        : (path: string) => isWithin(path, folder) && (path !== folder || folder === pattern);
    const gone = [...this.state.files.keys()].filter(isGone);
    if (gone.length > 0) this.changeState({ files: LayeredMap.change(this.state.files, [], gone) });
    for (const path of gone) this.files.forget(path);
    for (const directory of this.files.directories.list())
      if (isGone(directory)) this.files.directories.delete(directory);
    if (star < 0) {
      this.replaceEnvironments((environment) =>
        isGone(environment.path) && environment.kind !== 'system' ? null : environment,
      );
    }
  }

  replaceEnvironments(replace: (environment: PythonEnvironment) => PythonEnvironment | null): void {
    const pythonEnvironments = this.state.pythonEnvironments.map(replace).filter((entry) => entry !== null);
    this.changeState({ pythonEnvironments });
  }

  /** Adds an environment, or replaces the one of the same kind and path. */
  putEnvironment(environment: PythonEnvironment): void {
    const others = this.state.pythonEnvironments.filter(
      (entry) => entry.path !== environment.path || entry.kind !== environment.kind,
    );
    this.changeState({ pythonEnvironments: [...others, environment] });
  }

  /** The path in the context of a file in the image, mounts included; `undefined` where there is no such file. */
  findFile(path: string): string | null | undefined {
    return findFile(path, this);
  }

  /** The text of a file in the image, as far as the project or a step that wrote it tells. */
  readText(path: string): string | null {
    const source = this.findFile(path);
    if (typeof source === 'string') return readProjectFile(this.shared.project, source) ?? null;
    return this.files.factsOf(path)?.text ?? null;
  }

  /** Whether a file may be executed, as far as known. */
  isExecutable(path: string): boolean | null {
    const noted = this.files.factsOf(path)?.executable;
    if (noted !== undefined) return noted;
    const source = this.findFile(path);
    if (typeof source !== 'string') return null;
    return this.shared.project.files.find((file) => file.path === source)?.executable ?? false;
  }

  /** What lies at a path, as far as we know. */
  lookUp(path: string): PathKind {
    return lookUpPath(path, this);
  }

  /** Whether we know that `path` is a folder. */
  isDirectory(path: string): boolean {
    return path === '/' || this.files.directories.has(path);
  }

  /** Files may lie at `path` of which we know nothing. */
  mayHoldUnknown(path: string): boolean {
    if (this.onMount(path) || this.files.strayFiles || this.files.isDoubtful(path)) return true;
    for (const holding of this.contents.visible) if (holding.path === path && holding.label !== '') return true;
    return false;
  }

  homeDirectory(): string {
    return this.state.environment.get('HOME') ?? this.users.homeOf(this.state.user);
  }

  secondsOfStep(): Estimate {
    return this.step.seconds.length === 0 ? nothing : sum(this.step.seconds);
  }
}

export function isRoot(user: string): boolean {
  return user === 'root' || user === '0' || user === '';
}
