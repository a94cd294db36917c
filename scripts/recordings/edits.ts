import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Project } from '@/lib/analyzer/project';

/** What becomes of one file of the context. `{random}` in a text stands for something that no build has seen before. */
const fileChange = z.union([
  z.strictObject({ text: z.string().describe('The whole file, new or not') }),
  z.strictObject({ append: z.string() }),
  z.strictObject({ find: z.string().min(1), replace: z.string() }),
  z.strictObject({ delete: z.literal(true) }),
  z.strictObject({ executable: z.boolean().describe('chmod: nothing but the executable bits') }),
  z.strictObject({ touch: z.literal(true).describe('Nothing but the time of modification') }),
]);
export type FileChange = z.infer<typeof fileChange>;

/** What differs in the build after an edit: files, options of `docker build`, or both. */
export const edit = z.strictObject({
  name: z.string().min(1),
  files: z.record(z.string().min(1), fileChange).default({}).describe('By path in the context'),
  buildArguments: z
    .record(z.string(), z.string())
    .optional()
    .describe('As --build-arg gives them, in place of the earlier ones'),
  target: z.string().optional().describe('As --target gives it'),
  noCache: z.boolean().optional(),
});
export type Edit = z.infer<typeof edit>;

/** A list of edits as --edits names it; the short form is one file with its change beside its name. */
const shortEdit = z
  .object({
    name: z.string().optional(),
    file: z.string(),
    append: z.string().optional(),
    find: z.string().optional(),
    replace: z.string().optional(),
  })
  .transform(
    ({ name, file, append, find, replace }): Edit => ({
      name: name ?? `an edit of ${file}`,
      files: {
        [file]:
          find !== undefined && replace !== undefined ? { find, replace } : { append: append ?? '# edit {random}\n' },
      },
    }),
  );
export const editList = z.array(z.union([edit, shortEdit]));

/** Whether building after the edit a second time would find it in the cache: nothing in it differs from time to time. */
export function isRepeatable({ files }: Edit): boolean {
  return Object.values(files).some((change) => JSON.stringify(change).includes('{random}'));
}

/** The text after a change. Throws where the change looks for text that is not there. */
export function changeText(text: string, change: FileChange, random: string): string {
  const fill = (template: string) => template.replaceAll('{random}', random);
  if ('text' in change) return fill(change.text);
  if ('append' in change) return text + fill(change.append);
  if (!('find' in change)) return text;
  if (!text.includes(change.find)) throw new Error(`an edit looks for text that is not there: ${change.find}`);
  return text.replace(change.find, () => fill(change.replace));
}

/** Applies an edit to a build context on disk; the result takes it back. */
export function applyToFolder(folder: string, { files }: Edit, random: string): () => void {
  const undo: (() => void)[] = [];
  for (const [name, change] of Object.entries(files)) {
    const file = path.join(folder, name);
    undo.unshift(rememberFile(file));
    if ('delete' in change) rmSync(file, { recursive: true });
    else if ('executable' in change) chmodSync(file, change.executable ? 0o755 : 0o644);
    else if ('touch' in change) utimesSync(file, new Date(), new Date());
    else {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, changeText(existsSync(file) ? readFileSync(file, 'utf8') : '', change, random));
    }
  }
  return () => {
    for (const restore of undo) restore();
  };
}

function rememberFile(file: string): () => void {
  if (!existsSync(file)) return () => rmSync(file, { force: true });
  const bytes = readFileSync(file);
  const { mode, mtime } = statSync(file);
  return () => {
    writeFileSync(file, bytes);
    chmodSync(file, mode);
    utimesSync(file, mtime, mtime);
  };
}

/** Applies an edit to a project, as the analyzer sees it. */
export function applyToProject(project: Project, { files }: Edit, random = 'edited'): Project {
  const changed = new Map(project.files.map((file) => [file.path, file]));
  for (const [name, change] of Object.entries(files)) {
    const before = changed.get(name);
    if ('delete' in change) changed.delete(name);
    else if ('executable' in change) {
      if (before !== undefined) changed.set(name, { ...before, executable: change.executable });
    } else if (!('touch' in change))
      changed.set(name, { ...before, path: name, text: changeText(before?.text ?? '', change, random) });
  }
  return { ...project, files: [...changed.values()] };
}
