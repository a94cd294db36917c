import type { SourceRange } from '../syntax/range';
import type { RunInstruction } from '../syntax/types';
import { covers } from './paths';

/** A `--mount` of a RUN. */
export interface Mount {
  /** `bind` where none is given. */
  readonly type: string;
  /** Where it is mounted, as written; `null` where none is given. */
  readonly target: string | null;
  /** The variable that a secret is given in; `null` where it is a file. */
  readonly variable: string | null;
  readonly range: SourceRange;
}

/** The flags of a RUN as one text: two RUNs with the same one can become one. */
export function flagsOf({ flags }: RunInstruction): string {
  return flags.map((flag) => `${flag.name}=${flag.value?.text ?? ''}`).join(' ');
}

const none: readonly Mount[] = [];

const mountsByRun = new WeakMap<RunInstruction, readonly Mount[]>();

/** The mounts of a RUN, in order. Read once for all rules. */
export function mountsOf(instruction: RunInstruction): readonly Mount[] {
  if (instruction.flags.length === 0) return none;
  const known = mountsByRun.get(instruction);
  if (known !== undefined) return known;
  const read = readMounts(instruction);
  mountsByRun.set(instruction, read);
  return read;
}

function readMounts({ flags }: RunInstruction): readonly Mount[] {
  return flags
    .filter((flag) => flag.name === 'mount')
    .map((flag) => {
      const fields = new Map(
        (flag.value?.text ?? '').split(',').map((field): [string, string] => {
          const at = field.indexOf('=');
          return at < 0 ? [field.trim(), ''] : [field.slice(0, at).trim(), field.slice(at + 1)];
        }),
      );
      return {
        type: fields.get('type') ?? 'bind',
        target: fields.get('target') ?? fields.get('dst') ?? fields.get('destination') ?? null,
        variable: fields.get('env') ?? null,
        range: flag.range,
      };
    });
}

/** Whether a cache or tmpfs mount keeps what is written at `path` out of the layer. */
export function keepsOutOfLayer(instruction: RunInstruction, path: string): boolean {
  return mountsOf(instruction).some(
    (mount) =>
      (mount.type === 'cache' || mount.type === 'tmpfs') && mount.target !== null && covers(mount.target, path),
  );
}
