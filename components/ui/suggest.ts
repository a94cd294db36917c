/** Addresses that share words with a lost one, best first; at most `limit`. */
export function suggestAddresses(lost: string, addresses: readonly string[], limit = 5): readonly string[] {
  const wanted = wordsOf(lost);
  if (wanted.length === 0) return [];
  return addresses
    .map((address) => ({ address, score: score(wanted, wordsOf(address)) }))
    .filter((entry) => entry.score > 0.4)
    .toSorted((one, other) => other.score - one.score || one.address.length - other.address.length)
    .slice(0, limit)
    .map((entry) => entry.address);
}

/** What an address says: `/rules/no-pip-cache` reads `Rules: no pip cache`. */
export function nameAddress(address: string): string {
  const [place = '', ...rest] = readable(address).split('/').filter(Boolean);
  const name = place.charAt(0).toUpperCase() + place.slice(1);
  return rest.length === 0 ? name : `${name}: ${rest.map((part) => part.replaceAll('-', ' ')).join(', ')}`;
}

/** The path as people would write it; one that is not well encoded stays as it is. */
function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function wordsOf(path: string): readonly string[] {
  return readable(path)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1);
}

/** `lesson` and `lessons`, not `nope` and `no`. */
function haveSameBeginning(one: string, other: string): boolean {
  return Math.min(one.length, other.length) > 3 && (one.startsWith(other) || other.startsWith(one));
}

/** A word that is there counts one, its beginning a half; words that are over count a little against it. */
function score(wanted: readonly string[], offered: readonly string[]): number {
  let sum = 0;
  for (const word of wanted) {
    if (offered.includes(word)) sum += 1;
    else if (offered.some((other) => haveSameBeginning(word, other))) sum += 0.5;
  }
  return sum === 0 ? 0 : sum - offered.length * 0.01;
}
