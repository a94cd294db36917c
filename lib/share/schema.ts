import * as z from 'zod/mini';
import type { Project } from '@/lib/analyzer/project';
import type { Recording } from '@/lib/recordings/schema';
import { shareLimits } from './format';

// The small form of zod: this goes to the browser, where the large one tries to compile code, which the pages'
// Content-Security-Policy refuses.

/** Bounds of a project that travels in a link or lies in the browser's storage. */
export const projectLimits = {
  files: 64,
  bulk: 64,
  /** UTF-16 units. */
  path: 512,
} as const;

const firstPrintable = 0x20;
const deleteCharacter = 0x7f;

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < firstPrintable || code === deleteCharacter) return true;
  }
  return false;
}

/**
 * Why a path cannot name a file of a build context, as a sentence; `null` where it can. Paths are POSIX, relative to the
 * context's root, without `.`, `..`, empty segments, backslashes or control characters.
 */
export function explainUnusablePath(path: string): string | null {
  if (path === '') return 'A path must not be empty.';
  if (path.length > projectLimits.path) return `A path must not be longer than ${projectLimits.path} characters.`;
  if (hasControlCharacter(path)) return 'A path must not contain control characters.';
  if (path.includes('\\')) return 'A path must be written with forward slashes.';
  if (path.startsWith('/')) return 'A path must be relative to the build context.';
  const segments = path.split('/');
  if (segments.includes('..') || segments.includes('.')) return 'A path must not contain "." or ".." segments.';
  if (segments.includes('')) return 'A path must not contain empty segments.';
  return null;
}

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
