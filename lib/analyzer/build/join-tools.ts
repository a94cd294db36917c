import { either } from './shell/status';
import type { ProgramWalk, ToolPart, ToolParts, Tools } from './tools';

/** The programs that each part of the tools knows; a test holds the lists to them. */
export const programsOfParts = {
  downloads:
    'curl wget git tar unzip gzip gunzip xz unxz bzip2 bunzip2 zstd openssl ssh-keygen gpg gpg2 zip xargs mktemp split csplit update-ca-certificates locale-gen',
  managers: 'dnf microdnf yum tdnf conda mamba micromamba npm yarn yarnpkg pnpm corepack make gmake',
  packages: 'hatch flit pyproject-build',
  projects: 'uv uvx poetry pipenv pdm pipx pip-compile pip-sync',
  stages: 'virtualenv',
  system:
    'apt-get apt aptitude apk cat head tail wc sort md5sum sha1sum sha256sum sha512sum stat rmdir sed rm find mkdir touch tee dd truncate fallocate chown chmod chgrp cp mv ln install useradd adduser groupadd addgroup groupmod usermod userdel deluser groupdel delgroup update-alternatives alternatives dpkg apt-mark',
} as const;

type PartWithPrograms = keyof typeof programsOfParts;

const partOfProgram = new Map(
  (['downloads', 'managers', 'packages', 'projects', 'stages', 'system'] satisfies PartWithPrograms[]).flatMap((part) =>
    programsOfParts[part].split(' ').map((name) => [name, part] as const),
  ),
);

/** What stands in for parts that are not there: it knows nothing, and says that it was asked. */
function standIns(ask: (part: ToolPart) => void): Omit<Tools, 'programs'> {
  function answer<Answer>(part: ToolPart, nothing: Answer): () => Answer {
    return () => {
      ask(part);
      return nothing;
    };
  }
  return {
    writeFailure: answer('failures', { message: 'This does not work.', remedy: 'Load the page again to see why.' }),
    runPython: answer('packages', false),
    runPipAction: answer('packages', undefined),
    reportRemovedOption: answer('packages', false),
    expandProjects: answer('projects', null),
    runInstaller: answer('managers', false),
    readPyproject: answer('projects', null),
    readLockFile: answer('projects', null),
    readSelection: answer('projects', {}),
    installedFromLock: answer('projects', { packages: [], projects: [] }),
    walkConstruct: answer('scripts', either),
    walkRareBuiltin: answer('scripts', either),
    redirect: answer('scripts', null),
    substitute: answer('scripts', null),
    copyFromStage: answer('stages', { fromStages: [] }),
    walkVenv: answer('stages', undefined),
  };
}

/**
 * The tools, as far as their parts are there. Whatever is asked of another part, `ask` is told: what was found without it is
 * then not worth keeping.
 */
export function joinTools(parts: Partial<ToolParts>, ask: (part: ToolPart) => void): Tools {
  const find = (name: string): ProgramWalk | undefined => {
    const part = partOfProgram.get(name);
    if (part === undefined) return undefined;
    const known = parts[part];
    if (known !== undefined) return known.programs.get(name);
    return () => {
      ask(part);
      return false;
    };
  };
  return {
    ...standIns(ask),
    ...parts.failures,
    ...parts.managers,
    ...parts.packages,
    ...parts.projects,
    ...parts.scripts,
    ...parts.stages,
    programs: { get: find },
  };
}
