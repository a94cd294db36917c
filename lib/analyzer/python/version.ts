// The package's door brings along what nothing here asks for.
import { compare } from '@renovatebot/pep440/lib/operator.js';
import { satisfies, validRange } from '@renovatebot/pep440/lib/specifier.js';
import { valid } from '@renovatebot/pep440/lib/version.js';

/** Versions that are numbers and dots only: most of them, and quick to tell. */
const plainVersion = /^\d+(?:\.\d+)*$/;
const plainClause = /^(?:[=<>!]=|[<>])\s*\d+(?:\.\d+)*$/;

/** Whether the text is a version (PEP 440). */
export function isVersion(text: string): boolean {
  return plainVersion.test(text) || valid(text) !== null;
}

/** Whether the text is a list of version clauses such as `>=2,<3` (PEP 440). An empty one allows every version. */
export function isSpecifier(specifier: string): boolean {
  const text = specifier.trim();
  if (text === '') return true;
  const clauses = text.endsWith(',') ? text.slice(0, -1) : text;
  return clauses.split(',').every((clause) => isClause(clause.trim()));
}

function isClause(clause: string): boolean {
  if (plainClause.test(clause)) return true;
  return /^===\s*[^\s,;)]+$/.test(clause) || (clause !== '' && validRange(clause));
}

/** The version that a specifier pins with `==` or `===`, as written; `null` where it allows more than one. */
export function pinnedVersion(specifier: string): string | null {
  for (const clause of specifier.split(',')) {
    const version = /^\s*={2,3}\s*(\S+)\s*$/.exec(clause)?.[1];
    if (version !== undefined && isVersion(version)) return version;
  }
  return null;
}

/**
 * Whether a version meets a specifier, pre-releases included; `false` where either cannot be read.
 * An empty specifier is met by every version.
 */
export function meetsSpecifier(version: string, specifier: string): boolean {
  if (!isVersion(version)) return false;
  const text = specifier.trim();
  return text === '' || (isSpecifier(text) && satisfies(version, text, { prereleases: true }));
}

/** Order of two versions: below zero, zero, above zero. Text that is no version comes before every version. */
export function compareVersions(one: string, other: string): number {
  const [known, otherKnown] = [isVersion(one), isVersion(other)];
  if (known && otherKnown) return compare(one, other);
  return Number(known) - Number(otherKnown);
}
