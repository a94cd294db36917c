import type { Build, BuildOptions } from '../build/types';
import { type Project, readProjectFile } from '../project';
import type { Dockerfile } from '../syntax/types';
import { keyBuilt, predictEdit, predictRebuild, type Rebuild } from './rebuild';

/** Something that may happen between two builds. */
export type Change =
  | { readonly kind: 'nothing' }
  /** A file of the context has other content. */
  | { readonly kind: 'edit'; readonly path: string }
  /** One more line in a requirements file. */
  | { readonly kind: 'requirement'; readonly path: string; readonly requirement: string }
  /** The tags of the base images name other images than before. */
  | { readonly kind: 'base-image' }
  | { readonly kind: 'build-argument'; readonly name: string; readonly value: string }
  | { readonly kind: 'no-cache' }
  /** Another stage is built; the one before was the options'. */
  | { readonly kind: 'target'; readonly target: string };

/** Walks a build symbolically; see `build/walk.ts`. */
export type WalkBuild = (project: Project, dockerfile: Dockerfile, options: BuildOptions) => Build;

/** Says which steps run when a project that has just been built is built again after a change. */
export function predictChange(
  project: Project,
  dockerfile: Dockerfile,
  options: BuildOptions,
  change: Change,
  walkBuild: WalkBuild,
): { readonly rebuild: Rebuild; readonly build: Build } {
  const before = walkBuild(project, dockerfile, options);
  const against = (after: Build, how = {}) => ({ rebuild: predictRebuild(before, after, how), build: after });
  switch (change.kind) {
    case 'nothing':
      return against(before);
    case 'edit':
      return { rebuild: predictEdit(keyBuilt(before), change.path), build: before };
    case 'requirement':
      return against(walkBuild(addRequirement(project, change.path, change.requirement), dockerfile, options));
    case 'base-image':
      return against(before, { newBaseImages: true });
    case 'build-argument': {
      const buildArguments = { ...options.buildArguments, [change.name]: change.value };
      return against(walkBuild(project, dockerfile, { ...options, buildArguments }));
    }
    case 'no-cache':
      return against(before, { noCache: true });
    case 'target':
      return against(walkBuild(project, dockerfile, { ...options, target: change.target }));
  }
}

function addRequirement(project: Project, path: string, requirement: string): Project {
  const text = readProjectFile(project, path) ?? '';
  const more = `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${requirement}\n`;
  return { ...project, files: project.files.map((file) => (file.path === path ? { ...file, text: more } : file)) };
}
