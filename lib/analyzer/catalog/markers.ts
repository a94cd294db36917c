import { satisfies } from '@renovatebot/pep440/lib/specifier.js';
import { evaluateMarker, linuxEnvironment } from '../python/marker';

const admitted = new Map<string, boolean>();
const mostAdmitted = 5_000;

/** Whether a specifier admits a version. Remembered: a keystroke asks what the one before has asked. */
export function admits(specifier: string, version: string): boolean {
  if (specifier === '') return true;
  const key = `${version} ${specifier}`;
  const known = admitted.get(key);
  if (known !== undefined) return known;
  if (admitted.size >= mostAdmitted) admitted.clear();
  const answer = compare(specifier, version);
  admitted.set(key, answer);
  return answer;
}

function compare(specifier: string, version: string): boolean {
  try {
    return satisfies(version, specifier);
  } catch {
    // A specifier that PEP 440 does not know admits nothing; the caller falls back on the newest.
    return false;
  }
}

const applied = new Map<string, boolean>();

/** Whether a marker holds on Linux, as far as that can be told: one that cannot be read is taken to hold. Remembered, as above. */
export function applies(marker: string | null, python: string | null): boolean {
  if (marker === null) return true;
  const key = `${python ?? ''} ${marker}`;
  let answer = applied.get(key);
  if (answer === undefined) {
    if (applied.size >= mostAdmitted) applied.clear();
    answer = evaluateMarker(marker, linuxEnvironment(python)) !== false;
    applied.set(key, answer);
  }
  return answer;
}
