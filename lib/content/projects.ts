import { z } from 'zod';
import type { Project } from '../analyzer/project';
import { ContentError, parseContent, readJson, remember } from './source';

const generated = 'content/projects.generated.json';

/** A path inside the build context: relative, POSIX, no `..`. */
const contextPath = z.string().regex(/^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^\\]+$/, 'is not a path inside the project');

/** A file as the index holds it; the editor shows text only. */
export const contentFile = z.object({ path: contextPath, text: z.string() });

const sampleProject = z.object({
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  dockerfile: contextPath.default('Dockerfile'),
  bulk: z
    .array(
      z.object({ path: contextPath, bytes: z.number().int().nonnegative(), files: z.number().int().nonnegative() }),
    )
    .default([]),
  files: z.array(contentFile).min(1),
});

/** A sample app that lessons and recordings build. */
export interface SampleProject {
  /** Folder in content/projects. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly project: Project;
}

/** Every sample project, by name. Throws ContentError naming the file of one that does not fit. */
export const readProjects: () => readonly SampleProject[] = remember(
  () => [generated],
  () => {
    const documents = parseContent(generated, z.array(z.looseObject({ name: z.string() })), readJson(generated));
    return documents.map((document) => {
      const file = `content/projects/${document.name}/project.json`;
      const { name, title, summary, dockerfile, bulk, files } = parseContent(file, sampleProject, document);
      if (!files.some((candidate) => candidate.path === dockerfile)) {
        throw new ContentError(file, `names ${dockerfile}, which is not among its files`);
      }
      return { name, title, summary, project: { dockerfile, files, bulk } };
    });
  },
);

/** The sample project of that name, or `undefined`. */
export function readProject(name: string): SampleProject | undefined {
  return readProjects().find((candidate) => candidate.name === name);
}
