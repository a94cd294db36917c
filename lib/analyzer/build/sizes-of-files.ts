const units: Readonly<Record<string, number>> = {
  '': 1,
  k: 1024,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  b: 512,
};

/** `1M` and `500k` as coreutils reads them: bytes; 0 for anything else. */
export function readBytes(text: string): number {
  const match = /^(\d+)([a-zA-Z]*)$/.exec(text);
  return match === null ? 0 : Number(match[1]) * (units[match[2] ?? ''] ?? 0);
}
