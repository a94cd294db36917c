import type { AnalyzeOptions } from '@/lib/analyzer/analysis';
import { Misuse, type Surroundings } from './command';
import { type ReadProject, readProject, readStandardInput } from './read-project';

/** Options of every command that builds: what `docker build` calls them. */
export const projectOptions = {
  target: { type: 'string' },
  'build-arg': { type: 'string', multiple: true },
  context: { type: 'string' },
  'stdin-filename': { type: 'string' },
} as const;

/** Their lines of a help. */
export const projectHelp = `  --target NAME                 Stage to build, by name or number (default: the last)
  --build-arg NAME=VALUE        A build argument (repeatable); NAME alone takes the environment's
  --context FOLDER              The build context of a Dockerfile that lies elsewhere in it, or of standard input
  --stdin-filename NAME         What to call the Dockerfile that comes from standard input`;

export interface ProjectValues {
  readonly target?: string | undefined;
  readonly 'build-arg'?: readonly string[] | undefined;
  readonly context?: string | undefined;
  readonly 'stdin-filename'?: string | undefined;
}

/** Reads `--target` and `--build-arg`. */
export function readBuildOptions(
  values: Pick<ProjectValues, 'target' | 'build-arg'>,
  { today, environment }: Surroundings,
): Pick<AnalyzeOptions, 'today' | 'target' | 'buildArguments'> {
  const { target } = values;
  if (target === '') throw new Misuse('--target takes the name or number of a stage.');
  const buildArguments = new Map<string, string>();
  for (const given of values['build-arg'] ?? []) {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(given) ?? [];
    if (name === '') throw new Misuse(`--build-arg takes NAME=VALUE, not "${given}".`);
    const known = value ?? environment[name];
    if (known !== undefined) buildArguments.set(name, known);
  }
  return {
    today,
    ...(target === undefined ? {} : { target }),
    ...(buildArguments.size === 0 ? {} : { buildArguments: Object.fromEntries(buildArguments) }),
  };
}

/** Reads the project at a path, or from the standard input where the path is `-`. */
export function readGivenProject(given: string, values: ProjectValues, surroundings: Surroundings): ReadProject {
  const { context } = values;
  if (given !== '-') return readProject(given, surroundings.folder, context);
  let bytes: Uint8Array;
  try {
    bytes = surroundings.readStandardInput();
  } catch {
    return { ok: false, message: 'The standard input cannot be read.' };
  }
  return readStandardInput(bytes, surroundings.folder, values['stdin-filename'], context);
}
