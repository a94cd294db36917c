import { resolvePath } from '../build/paths';
import type { Step } from '../build/types';
import type { Catalog } from '../catalog/types';
import { type CopyInputs, listDigests, listTaken } from './inputs-of-copies';
import type { KeyTable, StepInputs } from './keys';
import { keyContent } from './place';
import { describeProduct } from './reproducible';

/** Something that a step leaves in the image. */
export interface Output {
  readonly path: string;
  /** Equal for equal content, as far as that can be told without a build. */
  readonly content: number;
  /** All that lies at `path` is this step's. */
  readonly makes: boolean;
  /** For a copy from the context: place to digest, so that a part of it can be taken further. */
  readonly parts?: () => ReadonlyMap<string, string>;
}

/** What lies in a stage: the image at its bottom and what its steps have left so far, in order. */
export interface WrittenSoFar {
  readonly image: number;
  readonly outputs: readonly Output[];
}

/**
 * What a step leaves in the image. A copy leaves what it copied. A RUN leaves the same as before only if its key is the
 * same, save for commands that are known to write the same bytes whenever they read the same.
 */
export function readOutputs(
  step: Step,
  inputs: StepInputs,
  key: number,
  written: WrittenSoFar,
  table: KeyTable,
  catalog: Catalog,
): readonly Output[] {
  switch (inputs.kind) {
    case 'working-directory':
      return [{ path: inputs.path, content: table.key('folder', inputs.path), makes: false }];
    case 'copy':
      return [leaveCopy(step, inputs.copy, table)];
    case 'run': {
      const paths = [...new Set(step.writes)];
      const ran = table.key('ran', key);
      const product = describeProduct(step, inputs.run, (path) => keyContent(path, written, table), catalog);
      const made = product === null ? ran : table.key('made', written.image, product);
      return paths.map((path) => ({ path, content: isAptRecord(path) ? ran : made, makes: false }));
    }
  }
}

/** Package managers keep dates and caches there. */
function isAptRecord(path: string): boolean {
  return /^\/(etc|var)(\/|$)/.test(path);
}

/** Folders that images have of themselves: a copy into one of them does not make all that lies there. */
const shared = /^\/(|bin|etc|home|lib|opt|root|sbin|srv|tmp|usr(\/.*)?|var(\/.*)?)$/;

function leaveCopy(step: Step, copy: CopyInputs, table: KeyTable): Output {
  const { names, destination, options, files, taken } = copy;
  const path = destination.length > 1 ? destination.replace(/\/$/, '') : destination;
  const output: Output = {
    path,
    content: table.key('copied', names, options, listDigests(files), listTaken(taken)),
    makes: !shared.test(path),
  };
  const all = files.size > 0 && !names.some((name) => name.includes('\0') || name.includes('://'));
  return all ? { ...output, parts: () => placeParts(path, step.after.files.has(path), copy) } : output;
}

/** Where each copied file comes to lie, with its digest. */
function placeParts(path: string, isFile: boolean, { files, options }: CopyInputs): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const [below, { digest }] of files) {
    const place = isFile ? path : resolvePath(path, below.slice(below.indexOf(':') + 1));
    parts.set(place, `${options.join(' ')} ${digest}`);
  }
  return parts;
}
