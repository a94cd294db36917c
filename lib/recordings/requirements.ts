import { type Project, readProjectFile } from '../analyzer/project';
import { readRequirements } from '../analyzer/python/requirements';
import type { Requirement } from '../analyzer/python/types';
import { parseDockerfile } from '../analyzer/syntax/parse';
import { normalizeInstructions } from './instructions';

/** How deep requirements files may include one another before we stop following. */
const deepestInclude = 10;

/**
 * What the Dockerfile's pip and uv installs are asked for, each as `name==version` (or as written, where it is no pin),
 * sorted, without repeats: the requirements files that a RUN names after `-r`, with those that they include.
 */
export function installedPins(project: Project): readonly string[] {
  const instructions = normalizeInstructions(parseDockerfile(readProjectFile(project, project.dockerfile) ?? ''));
  const named = instructions
    .filter((instruction) => instruction.startsWith('RUN '))
    .flatMap((instruction) => [...instruction.matchAll(/(?:^|\s)(?:-r\s*|--requirements?[=\s])(\S+)/g)])
    .flatMap((match) => (match[1] === undefined ? [] : [match[1]]));
  const pins = new Set(named.flatMap((file) => readPins(project, file, deepestInclude)));
  return [...pins].sort();
}

/** Requirements of one file and of those that it includes. A path in the image is taken for the file of the project with which it ends the same. */
function readPins(project: Project, named: string, depth: number): readonly string[] {
  const file = findFile(project, named);
  if (file === undefined || depth === 0) return [];
  const { requirements, includes } = readRequirements(file.path, file.text);
  const included = includes.filter((include) => include.option === '-r');
  return [
    ...requirements.map(describeRequirement),
    ...included.flatMap((include) => readPins(project, include.path, depth - 1)),
  ];
}

function findFile(project: Project, named: string): Project['files'][number] | undefined {
  const wanted = named.replace(/^["']|["']$/g, '').replace(/^(?:\.?\/)+/, '');
  const name = wanted.slice(wanted.lastIndexOf('/') + 1);
  return (
    project.files.find((file) => file.path === wanted) ??
    project.files.find((file) => file.path === name || file.path.endsWith(`/${name}`))
  );
}

/** `PyMongo == 4.10.1` and `pymongo==4.10.1` are one pin; markers and hashes do not tell requirements apart. */
function describeRequirement({ name, extras, specifier, text }: Requirement): string {
  if (name === null) return text;
  const extra = extras.length === 0 ? '' : `[${[...extras].sort().join(',')}]`;
  return `${name}${extra}${specifier.replace(/\s+/g, '')}`;
}
