import type { RunInstruction } from '../syntax/types';
import { resolvePath } from './paths';

/** A folder of the image at which a step sees other files: `--mount`. */
export interface Mount {
  readonly type: string;
  readonly target: string;
  /** For a bind mount from the context: the path there. */
  readonly source: string | null;
  /** Stage or image; `null` for the context. */
  readonly from: string | null;
}

const noMounts: readonly Mount[] = [];

/** The `--mount` flags of a RUN. Paths are seen from `workingDirectory`; one without a target is left out. */
export function readMounts(instruction: RunInstruction, workingDirectory = '/'): readonly Mount[] {
  if (instruction.flags.length === 0) return noMounts;
  const mounts: Mount[] = [];
  for (const flag of instruction.flags) {
    if (flag.name !== 'mount' || flag.value === null) continue;
    const fields = readFields(flag.value.text);
    const type = fields.get('type') ?? 'bind';
    const target = fields.get('target') ?? fields.get('dst') ?? fields.get('destination');
    if (target === undefined) continue;
    mounts.push({
      type,
      target: resolvePath(workingDirectory, target),
      source: type === 'bind' ? (fields.get('source') ?? fields.get('src') ?? '.') : null,
      from: fields.get('from') ?? null,
    });
  }
  return mounts;
}

function readFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const field of text.replace(/^["']|["']$/g, '').split(',')) {
    const equals = field.indexOf('=');
    fields.set(equals < 0 ? field : field.slice(0, equals), equals < 0 ? '' : field.slice(equals + 1));
  }
  return fields;
}
