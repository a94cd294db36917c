import type { ProgramWalk, ProjectTools } from './project-tools';

/** The programs that the tools know; a test holds the list to them. */
export const toolPrograms: readonly string[] =
  'dnf microdnf yum tdnf conda mamba micromamba npm yarn yarnpkg pnpm corepack uv uvx poetry pipenv pdm pipx pip-compile pip-sync make gmake'.split(
    ' ',
  );

/** Stands in for the tools in a first look at a build. */
export interface ToolsProbe {
  readonly tools: ProjectTools;
  /** Whether the build has asked for any of them: what was found without them is then not worth keeping. */
  readonly isAsked: () => boolean;
}

/** Tools that know nothing, and remember whether anything was asked of them. */
export function probeTools(): ToolsProbe {
  let asked = false;
  function ask<Answer>(answer: Answer): Answer {
    asked = true;
    return answer;
  }
  const walk: ProgramWalk = () => ask(false);
  return {
    isAsked: () => asked,
    tools: {
      programs: new Map(toolPrograms.map((name) => [name, walk])),
      runInstaller: walk,
      readPyproject: () => ask(null),
      readLockFile: () => ask(null),
      readSelection: () => ask({}),
      installedFromLock: () => ask({ packages: [], projects: [] }),
    },
  };
}
