/**
 * The form of a share link's fragment: `1.<payload>.<checksum>`.
 *
 * `1` is the version of the form: 2 where recordings go along, which a page that only knows 1 would leave out unsaid, else 1,
 * so that links without them open in every page. The payload is base64url without padding of raw deflate of the UTF-8 bytes of a JSON
 * document (`sharedProjectSchema`); the checksum is the CRC-32 of that document. The checksum stands last, so that a link
 * that was cut on its way has none and is told from one that was altered.
 */
export const shareVersion = 2;

export const shareLimits = {
  /** Characters of the fragment. Every current browser, and most programs that pass a link on, take this much. */
  encoded: 64_000,
  /** Bytes of the JSON document: where unpacking stops. */
  decoded: 1_000_000,
  recordings: 5,
} as const;

export const checksumLength = 8;
