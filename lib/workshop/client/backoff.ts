const first = 250;
const longest = 4_000;

/**
 * How long to wait before the next try, in milliseconds: doubling up to four seconds, half of it at random, so that a room does
 * not come back all at once. `failures` counts from 1.
 */
export function backOff(failures: number, random: () => number): number {
  const full = Math.min(longest, first * 2 ** (failures - 1));
  return Math.round(full / 2 + random() * full);
}
