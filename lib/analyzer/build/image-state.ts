import type { ImageState } from './types';

/** A state with some of its fields changed. Written out: spreading an object of so many fields takes V8 a microsecond. */
export function changeState(state: ImageState, changes: Partial<ImageState>): ImageState {
  const {
    workingDirectory = state.workingDirectory,
    workingDirectorySet = state.workingDirectorySet,
    user = state.user,
    shell = state.shell,
    environment = state.environment,
    buildArguments = state.buildArguments,
    osPackages = state.osPackages,
    pythonEnvironments = state.pythonEnvironments,
    files = state.files,
    command = state.command,
    entrypoint = state.entrypoint,
  } = changes;
  return {
    workingDirectory,
    workingDirectorySet,
    user,
    shell,
    environment,
    buildArguments,
    osPackages,
    pythonEnvironments,
    files,
    command,
    entrypoint,
  };
}
