import catalogDocument from '@/content/catalog.generated.json';
import type { Build } from '../../build/types';
import { catalogSchema } from '../../catalog/types';
import type { Project } from '../../project';
import type { Settings } from '../../settings/types';
import { buildExample } from '../example-project';

const catalog = catalogSchema.parse(catalogDocument);

/** The build of a project with the recorded catalog, as of the day of the examples. */
export function buildProject(project: Project, settings: Partial<Settings> = {}): Build {
  return buildExample(project, catalog, settings);
}
