import { createHash, randomBytes, randomInt } from 'node:crypto';
import { codeLetters } from '../code';
import { roomLimits } from '../limits';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('base64url');

/**
 * What the log keeps of a secret. The secrets have 256 random bits, which nobody tries through: a fast hash is right. The room's
 * code goes in, so that a secret is good for one room. Secrets are looked up by this hash and never compared: how long that takes
 * tells nothing, since nobody can choose the hash of what they send.
 */
export const hashSecret = (code: string, secret: string): string => sha256(`layerwise room ${code} ${secret}`);

/** The same for a code for another device. It is short; that it works once, for five minutes and few tries protects it. */
export const hashMoveCode = (code: string, moveCode: string): string => sha256(`layerwise move ${code} ${moveCode}`);

/** What tells two creations apart, without the secret in it. */
export const hashCreation = (secret: string): string => sha256(`layerwise creation ${secret}`);

/** 256 random bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** 80 random bits: nobody guesses the seat of somebody else. */
export const newId = (): string => randomBytes(10).toString('hex');

/** Six letters, 28 bits: for rooms and for codes for another device. */
export const newCode = (): string =>
  Array.from({ length: roomLimits.code }, () => codeLetters.charAt(randomInt(codeLetters.length))).join('');
