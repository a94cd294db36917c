import * as z from 'zod/mini';
import type { Project } from '@/lib/analyzer/project';
import type { Recording } from '@/lib/recordings/schema';
import { shareLimits } from './format';
import { explainUnusablePath, projectLimits } from './paths';

// The small form of zod: this goes to the browser, where the large one tries to compile code, which the pages'
// Content-Security-Policy refuses.

/** The first of our own sentences among what a schema found wrong; empty where there is only zod's wording. */
export function explainIssues(issues: readonly z.core.$ZodIssue[]): string {
  if (issues.some((issue) => issue.code === 'too_big' && issue.path[0] === 'files' && issue.path.length === 1)) {
    return `It has more than ${projectLimits.files} files.`;
  }
  if (issues.some((issue) => issue.code === 'too_big' && issue.path[0] === 'recordings')) {
    return `It has more than ${shareLimits.recordings} recordings.`;
  }
  return issues.find((issue) => issue.code === 'custom')?.message ?? '';
}

export const projectPath = z.string().check(
  z.superRefine((path, context) => {
    const message = explainUnusablePath(path);
    if (message !== null) context.addIssue({ code: 'custom', message });
  }),
);

export const projectFile = z.object({
  path: projectPath,
  text: z.string(),
  executable: z.exactOptional(z.boolean()),
});

export const declaredBulk = z.object({
  path: projectPath,
  bytes: z.int().check(z.nonnegative()),
  files: z.int().check(z.nonnegative()),
});

const projectShape = {
  dockerfile: projectPath,
  files: z.array(projectFile).check(z.minLength(1), z.maxLength(projectLimits.files)),
  bulk: z.array(declaredBulk).check(z.maxLength(projectLimits.bulk)),
};

function checkPaths(project: Project, context: z.core.$RefinementCtx<Project>): void {
  const paths = new Set(project.files.map((file) => file.path));
  if (paths.size < project.files.length) {
    context.addIssue({ code: 'custom', path: ['files'], message: 'Two files have the same path.' });
  }
  if (!paths.has(project.dockerfile)) {
    context.addIssue({ code: 'custom', path: ['dockerfile'], message: 'The Dockerfile is not among the files.' });
  }
}

/** What a share link holds: a project, the version of the rules that scored it when the link was made, and recordings. */
export const sharedProjectSchema = z
  .object({
    ...projectShape,
    ruleset: z.string().check(z.maxLength(64)),
    // Read by their own schema, which is loaded only where there are some.
    recordings: z.exactOptional(z.array(z.unknown()).check(z.maxLength(shareLimits.recordings))),
  })
  .check(z.superRefine(checkPaths));
export type SharedProject = Project & {
  readonly ruleset: string;
  /** Builds that the sender recorded and ticked; absent where there are none. */
  readonly recordings?: readonly Recording[];
};
