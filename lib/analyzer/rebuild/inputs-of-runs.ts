import { readMounts } from '../build/mounts';
import type { Step } from '../build/types';
import type { Command, Dockerfile, RunInstruction } from '../syntax/types';
import { editedDigest } from './digests';
import { keyStageContent, type Place } from './place';

/** What a RUN is keyed by. */
export interface RunInputs {
  readonly command: string;
  readonly shell: readonly string[];
  readonly user: string;
  readonly directory: string;
  readonly environment: ReadonlyMap<string, string>;
  /** Declared before it in its stage, used or not. A proxy that is handed in without an ARG is none: it never counts. */
  readonly buildArguments: ReadonlyMap<string, string>;
  /** Its flags, as written. */
  readonly options: readonly string[];
  /** What bind mounts bring in: where from, and the key or digest of what lies there. */
  readonly mounted: readonly { readonly source: string; readonly content: number | string }[];
  /** Requirements files that it reads and that have changed in a way that is not known: no part of the key. */
  readonly edited: readonly string[];
}

export function readRunInputs(step: Step, instruction: RunInstruction, place: Place): RunInputs {
  const { before } = step;
  const declared = [...before.buildArguments].filter(
    (entry): entry is [string, string] => entry[1] !== null && !before.environment.has(entry[0]),
  );
  return {
    command: readCommandText(instruction, place.build.dockerfile),
    shell: instruction.command.form === 'shell' ? before.shell : [],
    user: before.user,
    directory: before.workingDirectory,
    environment: before.environment,
    buildArguments: new Map(declared),
    options: instruction.flags.map((flag) =>
      flag.value === null ? `--${flag.name}` : `--${flag.name}=${flag.value.text}`,
    ),
    mounted: readMounted(step, instruction, place),
    edited: listEdited(step, place),
  };
}

function listEdited({ requirements }: Step, { digests }: Place): readonly string[] {
  if (requirements.length === 0) return [];
  const files = new Set(requirements.map((requirement) => requirement.file));
  return [...files].filter((file) => digests.digest(file) === editedDigest);
}

/** The command as it goes to the shell: continuations and Dockerfile comments are gone, blanks are as written. */
function readCommandText({ command, heredocs }: RunInstruction, { text }: Dockerfile): string {
  const documents = heredocs.map((heredoc) => `\0${heredoc.name}\0${heredoc.content}`).join('');
  return writeCommand(command, text) + documents;
}

function writeCommand(command: Command, text: string): string {
  if (command.form === 'exec') return JSON.stringify(command.words.map((word) => word.text));
  if (command.pieces === undefined) return command.text;
  return command.pieces.map((piece) => text.slice(piece.start, piece.end)).join('');
}

function readMounted(step: Step, instruction: RunInstruction, place: Place): RunInputs['mounted'] {
  const fromStages = step.fromStages.flatMap(({ stage, paths }) =>
    paths.map((path) => ({ source: path, content: keyStageContent(stage, path, place) })),
  );
  const bound = readMounts(instruction).some((mount) => mount.type === 'bind' && mount.from === null);
  if (!bound) return fromStages;
  const fromContext = step.contextPaths
    .toSorted()
    .map((path) => ({ source: path, content: place.digests.digest(path) }));
  return [...fromStages, ...fromContext];
}
