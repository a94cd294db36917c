import { encodeBase64Url } from '../../share/base64url';

const random = (bytes: number): string => encodeBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));

/** 256 random bits: the secret of a seat or host. Made here, so that a repeated request finds the same seat again. */
export const newSecret = (): string => random(32);

/** An idempotency key: 144 random bits. */
export const newKey = (): string => random(18);
