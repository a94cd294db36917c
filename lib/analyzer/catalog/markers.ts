import { satisfies } from '@renovatebot/pep440';

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

const clause =
  /^\(?\s*(sys_platform|platform_system|os_name|python_version)\s*(==|!=|<=|>=|<|>)\s*['"]([^'"]+)['"]\s*\)?$/;
const linux: Readonly<Record<string, string>> = { sys_platform: 'linux', platform_system: 'Linux', os_name: 'posix' };

/** Whether a marker holds on Linux. One that we cannot read is taken to hold. */
export function applies(marker: string | null, python: string | null): boolean {
  if (marker === null) return true;
  return marker.split(/\s+and\s+/).every((part) => holds(part, python));
}

function holds(part: string, python: string | null): boolean {
  const match = clause.exec(part.trim());
  if (match === null) return true;
  const [, variable = '', operator = '', value = ''] = match;
  if (variable === 'python_version') return python === null || admits(`${operator}${value}`, python);
  if (operator === '==') return linux[variable] === value;
  return operator === '!=' ? linux[variable] !== value : true;
}
