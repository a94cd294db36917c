import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Edit, edit, editList } from './edits';
import type { StandIns } from './stand-ins';

/** What build.json in a folder of scripts/recordings/builds says: a build put together from folders of the repository. */
const buildFile = z.object({
  title: z.string(),
  summary: z.string(),
  series: z.string().optional(),
  order: z.number().int().default(0),
  folders: z.array(z.string()).describe('Laid over each other, from the root of the repository'),
  removed: z.array(z.string()).default([]).describe('Paths that are taken away again'),
  bulk: z.string().optional().describe('A project.json whose declared bulk is filled in'),
  standIns: z.record(z.string(), z.string()).default({}),
  project: z.string().optional(),
  note: z.string().optional(),
  edits: z.array(z.union([z.string().transform(commentIn), edit])).default([]),
  circumstances: z.array(z.string()).default([]),
});

/** What truth.json in a case says of the build itself; all else in it is made by building. */
const caseFile = z.object({
  title: z.string(),
  summary: z.string(),
  series: z.string().optional(),
  order: z.number().int().default(0),
  note: z.string().optional(),
  buildArguments: z.record(z.string(), z.string()).optional(),
  target: z.string().optional(),
  bulk: z.array(z.object({ path: z.string(), bytes: z.number().int(), files: z.number().int() })).default([]),
  // What an earlier run noted beside each edit is made anew.
  edits: z.array(z.object(edit.shape)).default([]),
});

const bulkFile = z.object({
  bulk: z.array(z.object({ path: z.string(), bytes: z.number().int(), files: z.number().int().positive() })),
});

/** One build to record. */
export interface BuildSpec {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly series: string | null;
  readonly order: number;
  readonly project: string | null;
  readonly note: string | null;
  readonly circumstances: readonly string[];
  readonly standIns: StandIns;
  readonly buildArguments: Readonly<Record<string, string>>;
  readonly target: string | null;
  readonly edits: readonly Edit[];
  readonly bulk: z.infer<typeof bulkFile>['bulk'];
  /** Fills a folder with the build context. */
  readonly compose: (folder: string) => void;
}

/** What lies in a case's folder without belonging to its build context. */
export const notOfTheContext: ReadonlySet<string> = new Set(['truth.json']);

export function commentIn(file: string): Edit {
  return { name: `a comment added to ${file}`, files: { [file]: { append: '# edit {random}\n' } } };
}

/** What to build in a folder: as its build.json says, as its truth.json says, or the folder as it is. Throws on what does not fit. */
export function readSpec(folder: string, root: string): BuildSpec {
  const id = path.basename(path.resolve(folder));
  const plain = { id, title: id, summary: `The build of ${id}.`, circumstances: [], standIns: {}, edits: [], bulk: [] };
  const none = { series: null, order: 0, project: null, note: null, buildArguments: {}, target: null };
  const buildJson = path.join(folder, 'build.json');
  if (existsSync(buildJson)) {
    const { bulk: bulkJson, folders, removed, ...said } = buildFile.parse(readJson(buildJson));
    const bulk = bulkJson === undefined ? [] : bulkFile.parse(readJson(path.join(root, bulkJson))).bulk;
    return {
      ...none,
      id,
      ...withoutUndefined(said),
      bulk,
      compose: (into) => {
        for (const layer of folders) cpSync(path.resolve(root, layer), into, { recursive: true });
        for (const name of removed) rmSync(path.join(into, name), { recursive: true });
        fillBulk(into, bulk);
      },
    };
  }
  const truthJson = path.join(folder, 'truth.json');
  const said = existsSync(truthJson) ? withoutUndefined(caseFile.parse(readJson(truthJson))) : plain;
  return {
    ...none,
    ...plain,
    ...said,
    compose: (into) => {
      cpSync(folder, into, {
        recursive: true,
        filter: (source) => !notOfTheContext.has(path.relative(folder, source)),
      });
      fillBulk(into, said.bulk);
    },
  };
}

/** The edits that a file given with --edits lists. */
export function readEdits(file: string): readonly Edit[] {
  return editList.parse(readJson(file));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

function withoutUndefined<T extends object>(value: T): Defined<T>;
function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}

/** Fills in declared bulk: as many files of as many bytes, with random content. */
function fillBulk(folder: string, bulk: BuildSpec['bulk']): void {
  for (const { path: name, bytes, files } of bulk) {
    for (let index = 0; index < files; index++) {
      const length = Math.floor(bytes / files) + (index < bytes % files ? 1 : 0);
      const target =
        files === 1 ? path.join(folder, name) : path.join(folder, name, String(index % 100), `${index}.bin`);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, randomBytes(length));
    }
  }
}
