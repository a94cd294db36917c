import * as z from 'zod/mini';
import { roomLimits } from './limits';

// The small form of zod, as in lib/share: these schemas go to the browser, whose Content-Security-Policy refuses the large one.

const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));

/** UTF-8 bytes of a text. */
export function countBytes(content: string): number {
  let bytes = 0;
  for (const character of content) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Milliseconds since 1970, by the server's clock. */
export const instant = z.int().check(z.nonnegative());

/** Names of seats, hosts, invitations, polls and messages: made by the server. */
export const identifier = z.string().check(z.regex(/^[a-z0-9-]{1,32}$/));

/** SHA-256 of a secret, as base64url. The secrets have at least 128 bits or a short life, so a plain hash is right. */
export const credentialHash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

export const roomCode = z.string().check(z.regex(/^[2346789ACDEFGHJKMNPQRTVWXY]{6}$/));

/** `track/name` of a lesson. */
export const lessonName = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/), z.maxLength(120));

/** A heading or goal within a lesson. */
const stepName = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/), z.maxLength(80));

/** Where somebody is: a lesson, and a step of it where `step` is not `null`. */
export const place = z.object({ lesson: lessonName, step: z.nullable(stepName) });
export type Place = z.infer<typeof place>;

export const goalName = stepName;

/** A name that was normalised already; see `names.ts`. */
export const displayName = z.string().check(z.minLength(1), z.maxLength(roomLimits.name * 8));
export const title = text(roomLimits.title);
export const messageText = text(roomLimits.message);
export const note = z.string().check(z.maxLength(roomLimits.note));
export const question = text(roomLimits.question);
export const pollOptions = z.array(text(roomLimits.option)).check(z.minLength(2), z.maxLength(roomLimits.options));

const filePath = z.string().check(
  z.minLength(1),
  z.maxLength(roomLimits.path),
  z.refine((path) => !/[\p{Cc}\\]/u.test(path) && !path.startsWith('/') && !path.split('/').includes('..')),
);

export const workFile = z.object({
  path: filePath,
  text: z.string().check(
    z.maxLength(roomLimits.fileBytes),
    z.refine((content) => countBytes(content) <= roomLimits.fileBytes, 'A file must not have more than 64 kB.'),
  ),
});
export type WorkFile = z.infer<typeof workFile>;

export const workFiles = z.array(workFile).check(z.maxLength(roomLimits.filesPerSave));
export const filePaths = z.array(filePath).check(z.maxLength(roomLimits.filesPerSave));

export const score = z.nullable(z.int().check(z.minimum(0), z.maximum(100)));
export const goalNames = z.array(goalName).check(z.maxLength(roomLimits.goalsPerLesson));
export const lessonNames = z.array(lessonName).check(z.minLength(1), z.maxLength(roomLimits.lessons));
export const places = z.array(place).check(z.minLength(1), z.maxLength(roomLimits.lessons));

/** What the host chooses when the room is made, and may change later. */
export const roomOptions = z.object({
  /** Most people in the room. */
  seats: z.int().check(z.minimum(1), z.maximum(roomLimits.seats)),
  /** Whether people choose their names; otherwise the server makes them. */
  ownNames: z.boolean(),
});
export type RoomOptions = z.infer<typeof roomOptions>;

/** A place in one word, for sets and locks: `track/name` or `track/name#step`. */
export function placeKey({ lesson, step }: Place): string {
  return step === null ? lesson : `${lesson}#${step}`;
}
