import {
  type Guarded,
  isBoolean,
  isListOf,
  isMoment,
  isNullOr,
  isNumber,
  isOneOf,
  isRecord,
  isText,
  isWhole,
  readStored,
} from './guards';

/** The form in which work is saved; raise it when a reader of the old form would misread the new one. */
export const workFormat = 1;

export const workLimits = {
  /** UTF-16 units of one saved piece of work: browsers give a site about five million for everything. */
  characters: 2_000_000,
} as const;

// Lenient on purpose: whatever the page let the learner write must be found again. Its length bounds it.
export const isSavedFile = isRecord({ path: isText(), text: isText() }, { executable: isBoolean });
export const isSavedBulk = isRecord({ path: isText(), bytes: isNumber(0), files: isNumber(0) });

const isStoredWork = isRecord(
  {
    format: isOneOf(workFormat),
    /** Rises by one with every save, across tabs. */
    revision: isWhole(1),
    files: isListOf(isSavedFile),
    /** File open in the editor. */
    activePath: isNullOr(isText()),
    /** Ids of goals that were met at least once. */
    goalsMet: isListOf(isText()),
    hintsRevealed: isWhole(0),
    solutionRevealed: isBoolean,
    updatedAt: isMoment,
  },
  {
    /** Path of the Dockerfile, where it is not the lesson's. */
    dockerfile: isText(),
    bulk: isListOf(isSavedBulk),
  },
);

/** One lesson's or the playground's work as it stands in the storage. */
export type StoredWork = Guarded<typeof isStoredWork>;

/** What a page hands over to be saved; format and revision are the storage's own. */
export type SavedWork = Omit<StoredWork, 'format' | 'revision'>;

/** Reads a stored text; `null` where it is of another form, older, newer or foreign. */
export function parseWork(text: string): StoredWork | null {
  return text.length > workLimits.characters ? null : readStored(text, isStoredWork);
}
