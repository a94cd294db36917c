import type { Build, Stage } from '../build/types';
import type { Report } from '../rules/types';
import { isOfType } from '../settings/label-values';
import type { LabelType } from '../settings/types';
import { expandWord } from '../syntax/expand';
import type { SourceRange } from '../syntax/range';
import type { Word } from '../syntax/types';
import { type Placed, placed } from './steps';

/** A label as the image gets it. */
export interface PlacedLabel {
  /** `null` where it depends on a variable that has no value here. */
  readonly name: string | null;
  readonly value: string | null;
  readonly nameRange: SourceRange;
  readonly valueRange: SourceRange;
  readonly stage: Stage;
  /** Written behind ONBUILD: images that start from this one get it. */
  readonly triggered: boolean;
}

/** Variables expanded, quotes resolved; `null` where a variable has no value, as it may get one with `--build-arg`. */
function readValue(build: Build, word: Word, { step }: Placed): string | null {
  let missing = false;
  const { environment, buildArguments } = step.before;
  const lookup = (name: string) => {
    const value = environment.get(name) ?? buildArguments.get(name) ?? undefined;
    missing ||= value === undefined;
    return value;
  };
  const expansion = expandWord(word.text, lookup, build.dockerfile.escape);
  return missing || 'error' in expansion ? null : expansion.value;
}

/** Every label that the Dockerfile sets, in the order of the text. */
export function placedLabels(build: Build): readonly PlacedLabel[] {
  return placed(build, 'LABEL').flatMap((entry) =>
    entry.instruction.assignments.map(({ name, value, range }) => ({
      name: readValue(build, name, entry),
      value: value === null ? '' : readValue(build, value, entry),
      nameRange: name.range,
      // An empty value has no place of its own: the whole assignment stands for it.
      valueRange: value === null || value.range.start === value.range.end ? range : value.range,
      stage: entry.stage,
      triggered: entry.triggered,
    })),
  );
}

/** The labels of the schema that have to be of a type and are not; empty ones are another rule's. */
export function findIllTyped(build: Build, type: LabelType): readonly Report[] {
  const { labelSchema } = build.settings;
  if (!Object.values(labelSchema).includes(type)) return [];
  return placedLabels(build)
    .filter(({ name }) => name !== null && Object.hasOwn(labelSchema, name) && labelSchema[name] === type)
    .filter(({ value }) => value !== null && value !== '' && !isOfType(value, type))
    .map(({ name, value, valueRange, stage }) => ({
      range: valueRange,
      stage: stage.index,
      ...sayWhatIsWrong(name ?? '', value ?? '', type),
    }));
}

const wanted: Readonly<Record<LabelType, string>> = {
  text: 'a text',
  url: 'an address with its scheme',
  semver: 'a semantic version',
  hash: 'the hash of a Git commit',
  rfc3339: 'a date and time as RFC 3339 has it',
  spdx: 'a licence of the SPDX list',
  email: 'an email address',
};

const longestShown = 60;

function sayWhatIsWrong(name: string, value: string, type: LabelType): Pick<Report, 'wrong'> {
  const shown = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
  return { wrong: `\`${shown}\` is not ${wanted[type]}, which the label \`${name}\` has to be.` };
}
