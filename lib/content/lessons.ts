import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { Project } from '../analyzer/project';
import { overlayFiles } from '../lessons/files';
import { type LessonMeta, lessonMeta } from '../lessons/schema';
import { contentFile, readProject } from './projects';
import { ContentError, parseContent, readJson, readText, remember } from './source';

const generated = 'content/lessons.generated.json';

const lessonIndex = z.array(
  z.object({ track: z.string(), name: z.string(), start: z.array(contentFile), solution: z.array(contentFile) }),
);

/** A lesson with its files; the text itself is MDX, which the page imports. */
export interface Lesson {
  /** Folder in content/lessons. */
  readonly track: string;
  /** Folder of the lesson within its track: `01-ubuntu`. */
  readonly name: string;
  readonly meta: LessonMeta;
  /** The sample project as the lesson begins. */
  readonly start: Project;
  /** The start as our own answer changes it; other answers may do as well. */
  readonly solution: Project;
}

const lessonFile = (track: string, name: string) => `content/lessons/${track}/${name}/lesson.mdx`;

const readIndex = () => parseContent(generated, lessonIndex, readJson(generated));

/** Every lesson, by track, then by name, which begins with its number. Throws ContentError naming the file of one that does not fit. */
export const readLessons: () => readonly Lesson[] = remember(
  () => [
    generated,
    'content/projects.generated.json',
    ...readIndex().map((entry) => lessonFile(entry.track, entry.name)),
  ],
  () =>
    readIndex().map((entry) => {
      const file = lessonFile(entry.track, entry.name);
      const meta = parseContent(file, lessonMeta, readFrontMatter(file));
      const sample = readProject(meta.project);
      if (sample === undefined) throw new ContentError(file, `there is no project ${meta.project}`);
      const startFiles = overlayFiles(sample.project.files, entry.start, meta.removed.start);
      const start = { ...sample.project, files: startFiles };
      const solution = { ...start, files: overlayFiles(startFiles, entry.solution, meta.removed.solution) };
      return { track: entry.track, name: entry.name, meta, start, solution };
    }),
);

/** The lesson at `track/name`, or `undefined`. */
export function readLesson(track: string, name: string): Lesson | undefined {
  return readLessons().find((lesson) => lesson.track === track && lesson.name === name);
}

/** The text of a lesson below its front matter, as written. */
export function readLessonText(track: string, name: string): string {
  return splitFrontMatter(lessonFile(track, name)).body;
}

function readFrontMatter(file: string): unknown {
  try {
    return parseYaml(splitFrontMatter(file).frontMatter);
  } catch (error) {
    if (error instanceof ContentError) throw error;
    throw new ContentError(file, `its front matter is not YAML (${error instanceof Error ? error.message : error})`);
  }
}

function splitFrontMatter(file: string): { readonly frontMatter: string; readonly body: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(readText(file));
  if (match?.[1] === undefined) throw new ContentError(file, 'has no front matter between two lines of ---');
  return { frontMatter: match[1], body: match.input.slice(match[0].length) };
}
