import type { Build } from '../build/types';
import { walkBuild } from '../build/walk-build';
import type { Catalog } from '../catalog/types';
import { type Project, readProjectFile } from '../project';
import type { RuleExample } from '../rules/types';
import { parseDockerfile } from '../syntax/parse';

/** The day on which the examples are judged: support ends are part of what they show. */
const exampleDay = '2026-11-01';

/** A rule's example as a project; `files` and `bulk` as the example has them. */
export function exampleProject(
  dockerfile: string,
  files: RuleExample['files'] = {},
  bulk: RuleExample['bulk'] = [],
): Project {
  const others = Object.entries(files).map(([path, text]) => ({ path, text }));
  return { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text: dockerfile }, ...others], bulk };
}

/** The build of such a project, as of the day of the examples. */
export function buildExample(project: Project, catalog: Catalog, settings: RuleExample['settings'] = {}): Build {
  const text = readProjectFile(project, project.dockerfile) ?? '';
  return walkBuild(project, parseDockerfile(text), { catalog, today: exampleDay, settings });
}
