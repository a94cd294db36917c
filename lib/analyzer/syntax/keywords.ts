import type { Keyword } from './types';

export type KnownKeyword = Exclude<Keyword, 'UNKNOWN'>;

interface FlagDefinition {
  /** `text` needs a value; `switch` takes none, `true` or `false`; `list` may be repeated. */
  readonly kind: 'text' | 'switch' | 'list';
}

const text: FlagDefinition = { kind: 'text' };
const onOff: FlagDefinition = { kind: 'switch' };
const list: FlagDefinition = { kind: 'list' };

const copyFlags = { chown: text, chmod: text, link: onOff, exclude: list };

/**
 * The instructions that BuildKit knows, each with its flags.
 * Source: Dockerfile reference (docs.docker.com/reference/dockerfile), syntax docker/dockerfile:1.
 */
export const knownFlags: Readonly<Record<KnownKeyword, Readonly<Record<string, FlagDefinition>>>> = {
  ADD: { ...copyFlags, 'keep-git-dir': onOff, checksum: text, unpack: onOff },
  ARG: {},
  CMD: {},
  COPY: { ...copyFlags, from: text, parents: onOff },
  ENTRYPOINT: {},
  ENV: {},
  EXPOSE: {},
  FROM: { platform: text },
  HEALTHCHECK: { interval: text, timeout: text, 'start-period': text, 'start-interval': text, retries: text },
  LABEL: {},
  MAINTAINER: {},
  ONBUILD: {},
  RUN: { mount: list, network: text, security: text, device: list },
  SHELL: {},
  STOPSIGNAL: {},
  USER: {},
  VOLUME: {},
  WORKDIR: {},
};

const keywords = Object.keys(knownFlags);

const inUpperCase: ReadonlyMap<string, KnownKeyword> = new Map(keywords.filter(isKnown).map((word) => [word, word]));

/** The instruction that a word names, whatever its case; `null` where it names none. */
export function readKeyword(word: string): KnownKeyword | null {
  const written = inUpperCase.get(word);
  if (written !== undefined) return written;
  const upper = word.toUpperCase();
  // Letters such as ſ become ASCII in upper case.
  return upper.length === word.length && /^[a-z]+$/i.test(word) && isKnown(upper) ? upper : null;
}

function isKnown(word: string): word is KnownKeyword {
  return Object.hasOwn(knownFlags, word);
}

/** The instruction that was probably meant; `null` where none is close. */
export function suggestKeyword(word: string): string | null {
  return closest(word.toUpperCase(), keywords);
}

/** The flag of an instruction that was probably meant; `null` where none is close. */
export function suggestFlag(keyword: KnownKeyword, name: string): string | null {
  return closest(name, Object.keys(knownFlags[keyword]));
}

/** The candidate at the smallest edit distance, at most two and less than the word is long. */
export function closest(word: string, candidates: readonly string[]): string | null {
  if (word.length > 20) return null;
  let best: string | null = null;
  let bestDistance = Math.min(3, word.length);
  for (const candidate of candidates) {
    if (Math.abs(word.length - candidate.length) >= bestDistance) continue;
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein's distance: insertions, deletions and replacements. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const following = [i];
    for (let j = 1; j <= to.length; j++) {
      const replace = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      following.push(Math.min(replace, (row[j] ?? 0) + 1, (following[j - 1] ?? 0) + 1));
    }
    row = following;
  }
  return row[to.length] ?? 0;
}
