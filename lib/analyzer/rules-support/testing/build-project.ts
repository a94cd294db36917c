import catalogDocument from '@/content/catalog.generated.json';
import type { Build } from '../../build/types';
import { walkBuild } from '../../build/walk';
import { catalogSchema } from '../../catalog/types';
import type { Project } from '../../project';
import { parseDockerfile } from '../../syntax/parse';

const catalog = catalogSchema.parse(catalogDocument);

/** The day on which the examples are judged: support ends are part of what they show. */
const exampleDay = '2026-11-01';

/** The build of a project with the recorded catalog, as of the examples' day. */
export function buildProject(project: Project): Build {
  const text = project.files.find((file) => file.path === project.dockerfile)?.text ?? '';
  return walkBuild(project, parseDockerfile(text), { catalog, today: exampleDay });
}
