import type { Catalog } from '../catalog/types';
import type { BuildContext } from '../context/types';
import type { Project } from '../project';
import type { FoundFailure } from './failures/types';
import type { StageWalk } from './stage-walk';
import type { Tools } from './tools';
import type { BuildOptions } from './types';

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
  readonly tools: Tools;
  readonly escapeCharacter: string;
  readonly globalArguments: ReadonlyMap<string, string | null>;
  readonly failures: FoundFailure[];
}

/** A stage that has been walked, with what only the walk knows. */
export interface WalkedStage {
  readonly index: number;
  readonly name: string | null;
  readonly walk: StageWalk;
}

/** The stages of a build, by name or number; `at` has those that are walked already. */
export interface Stages {
  readonly find: (text: string) => number | null;
  readonly at: (index: number) => WalkedStage | undefined;
}
