import type { BaseImageRecord, Catalog } from '../catalog/types';
import type { BuildContext } from '../context/types';
import type { Estimate } from '../estimate';
import type { Project } from '../project';
import type { Requirement } from '../python/types';
import type { Settings } from '../settings/types';
import type { SourceRange } from '../syntax/range';
import type { ShellCommand } from '../syntax/shell';
import type { Dockerfile, FromInstruction, Instruction } from '../syntax/types';
import type { Holding, Waste } from './contents';
import type { Tools } from './tools';

/** Every byte of an image belongs to one kind; each kind has one colour and texture everywhere. */
export type ByteKind =
  | 'base'
  | 'os-packages'
  | 'python'
  | 'python-packages'
  | 'code'
  | 'build-tools'
  | 'caches'
  | 'waste';

/** Bytes of one kind that a step adds, with a name for them (`python3-pip and what it recommends`). */
export interface Contribution {
  readonly kind: ByteKind;
  readonly label: string;
  readonly bytes: Estimate;
  /** Where they lie, if in one place. */
  readonly path?: string;
}

/** `registry/repository:tag@digest`, taken apart; variables already expanded. */
export interface ImageReference {
  readonly text: string;
  readonly registry: string | null;
  /** Without `library/`: `python`, `library/python` and `docker.io/library/python` all read `python`. */
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** What a base image is, as far as its reference and the catalog tell. */
export interface BaseProfile {
  readonly distribution: 'debian' | 'ubuntu' | 'alpine' | 'fedora' | 'rhel' | 'distroless' | 'unknown';
  /** `trixie`, `24.04`, `3.22`; `null` where unknown. */
  readonly release: string | null;
  /** `full` carries compilers and headers (python:3.13), `slim` the runtime only, `minimal` an OS without Python. */
  readonly variant: 'full' | 'slim' | 'alpine' | 'minimal' | 'unknown';
  readonly libc: 'glibc' | 'musl' | null;
  /** `3.13`; `null` where the image has no Python or we do not know. */
  readonly python: string | null;
}

export type StageBase =
  | {
      readonly kind: 'image';
      readonly reference: ImageReference;
      readonly profile: BaseProfile;
      readonly record: BaseImageRecord | null;
    }
  | { readonly kind: 'stage'; readonly stage: number }
  | { readonly kind: 'scratch' }
  /** A variable without a value, a cycle, an empty name. */
  | { readonly kind: 'unresolved'; readonly text: string };

/** A machine that builds: what durations are relative to. */
export interface MachineProfile {
  readonly name: string;
  /** Bytes per second from the registry. */
  readonly download: number;
  /** Bytes per second when unpacking and exporting layers. */
  readonly disk: number;
  /** 1 is the machine on which the step times were recorded; 2 is twice as fast. */
  readonly processor: number;
  /** Seconds of every build besides its steps; as the catalog's figures say where left out. */
  readonly overhead?: number;
}

/** Where Python packages go. */
export interface PythonEnvironment {
  /** `conda`: an environment of conda, which holds a Python of its own. */
  readonly kind: 'system' | 'virtual' | 'user' | 'prefix' | 'target' | 'conda';
  /** `/opt/venv`, `/usr/local`, `/root/.local`. */
  readonly path: string;
  /** Minor version of the Python that it belongs to; `null` where unknown. */
  readonly python: string | null;
  /** Where a virtual environment was created: its scripts name that path, wherever it is copied. */
  readonly createdAt: string;
  /** Packages by normalised name. */
  readonly packages: readonly InstalledPackage[];
  /** Where the Python lies that a virtual environment links to: `/usr/local`. Absent: not known, or it holds a copy. */
  readonly interpreter?: string;
  /** A virtual environment that also sees the packages of the Python that made it. */
  readonly systemPackages?: boolean;
}

export interface InstalledPackage {
  readonly name: string;
  readonly version: string | null;
  /** Named in the requirements or on the command line, not only pulled in. */
  readonly direct: boolean;
  readonly bytes: Estimate;
  /** `false` where its scripts were left behind: only its modules were copied. */
  readonly scripts?: boolean;
  /** It was compiled on the spot, against the libraries of that image. */
  readonly compiled?: boolean;
  /** What its compiled code asks for; absent where it has none, or nobody knows. */
  readonly binary?: {
    readonly libc: 'glibc' | 'musl';
    /** The architecture for which it was installed, where FROM names one: `arm64`. */
    readonly architecture?: string;
    /** The minor version of Python that alone can load it; empty where others can, or nobody knows. */
    readonly pythons: readonly string[];
  };
}

/** What a build is asked to do, besides the files. */
export interface BuildOptions {
  readonly catalog: Catalog;
  readonly machine?: MachineProfile;
  /** Stage to build, by name or number; the last one by default. */
  readonly target?: string;
  readonly buildArguments?: Readonly<Record<string, string>>;
  /** ISO date as of which support ends are judged. */
  readonly today: string;
  /** What a team has decided for its Dockerfiles; what is left out is as by default. */
  readonly settings?: Partial<Settings>;
}

/** What is in force after a step: everything that a later step or the container's start may depend on. */
export interface ImageState {
  readonly workingDirectory: string;
  /** Some WORKDIR set it in this stage or one that it builds on (or the base image is known to). */
  readonly workingDirectorySet: boolean;
  /** `root` where no USER says otherwise. */
  readonly user: string;
  readonly shell: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
  /** Build arguments declared so far in the stage; `null`: declared without a value. */
  readonly buildArguments: ReadonlyMap<string, string | null>;
  readonly osPackages: ReadonlySet<string>;
  readonly pythonEnvironments: readonly PythonEnvironment[];
  /** Files of the project copied so far: path in the image to path in the context (or `null` from a stage). */
  readonly files: ReadonlyMap<string, string | null>;
  readonly command: Instruction | null;
  readonly entrypoint: Instruction | null;
}

/** A step or start that would not work. */
export interface Failure {
  /** Stable, kebab-case: `missing-source`, `externally-managed`, `command-not-found`. */
  readonly code: string;
  readonly when: 'build' | 'start';
  /** What happens. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  readonly range: SourceRange;
  readonly stage: number;
}

export type StepKind = 'from' | 'run' | 'copy' | 'working-directory' | 'configuration' | 'argument';

/** One instruction as BuildKit runs it. */
export interface Step {
  /** Position in its stage, from 0 (the FROM). */
  readonly index: number;
  readonly stage: number;
  readonly kind: StepKind;
  readonly instruction: Instruction;
  /** Simple commands of a RUN, in order; empty for other steps. */
  readonly commands: readonly ShellCommand[];
  readonly before: ImageState;
  readonly after: ImageState;
  /** What its layer holds. Bytes that a later step deletes or overwrites are of kind `waste`. */
  readonly contributions: readonly Contribution[];
  /** Bytes of its layer, classic store. */
  readonly bytes: Estimate;
  /** Seconds it takes when nothing is cached. */
  readonly seconds: Estimate;
  /** Paths of the context that a COPY or ADD takes in, ignored ones left out. */
  readonly contextPaths: readonly string[];
  /** Requirements that a pip or uv install in it reads or names. */
  readonly requirements: readonly Requirement[];
  /** Paths in the image that it writes to or deletes: what may differ when it runs again. */
  readonly writes: readonly string[];
  /** What it takes from another stage: COPY --from, RUN --mount=from. */
  readonly fromStages: readonly { readonly stage: number; readonly paths: readonly string[] }[];
}

export interface Stage {
  readonly index: number;
  /** Lower case; `null` without AS. */
  readonly name: string | null;
  readonly from: FromInstruction;
  readonly base: StageBase;
  /** The profile of the image at the bottom of the chain of stages. */
  readonly profile: BaseProfile;
  readonly steps: readonly Step[];
  readonly after: ImageState;
  /** The target depends on it. */
  readonly needed: boolean;
}

/** The build, walked: what rules, score and page read. */
export interface Build {
  readonly project: Project;
  readonly dockerfile: Dockerfile;
  readonly context: BuildContext;
  readonly catalog: Catalog;
  /** What reads the files of the project's tools. */
  readonly tools: Tools;
  readonly stages: readonly Stage[];
  /** The last stage, or the one named by the options; `null` where there is no FROM. */
  readonly target: Stage | null;
  /** Values of the ARGs before the first FROM. */
  readonly globalArguments: ReadonlyMap<string, string | null>;
  readonly failures: readonly Failure[];
  /** The day as of which support ends are judged: ISO date. */
  readonly today: string;
  /** What the steps' seconds are relative to. */
  readonly machine: MachineProfile;
  /** What the rules go by. */
  readonly settings: Settings;
  /** What is not known about the stages that the target needs: short phrases. */
  readonly unknown: readonly string[];
  /** What the image of the target holds in the end, piece by piece, and what it carries without showing it. */
  readonly contents: { readonly visible: Iterable<Holding>; readonly wasted: readonly Waste[] };
}
