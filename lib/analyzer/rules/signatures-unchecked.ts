import { removeWord } from '../rules-support/edits';
import { calls } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Words at which a package manager takes packages that nobody signed. */
const unsigned = {
  apt: /^--(?:allow-unauthenticated|force-yes|allow-insecure-repositories)$|AllowUnauthenticated=(?:1|true|yes)$/i,
  apk: /^--allow-untrusted$/,
  dnf: /^--no-?gpg-?checks?$/,
  rpm: /^--no(?:signature|digest)$/,
  zypper: /^--no-gpg-checks$/,
};

const trusted = /\[[^\]]*\btrusted=yes\b/;

const grammars: readonly (readonly [programs: readonly string[], pattern: RegExp])[] = [
  [['apt', 'apt-get', 'aptitude'], unsigned.apt],
  [['apk'], unsigned.apk],
  [['yum', 'dnf', 'dnf5', 'microdnf'], unsigned.dnf],
  [['rpm'], unsigned.rpm],
  [['zypper'], unsigned.zypper],
  [['echo', 'printf'], trusted],
];

export const texts: RuleTexts = {
  title: 'Package signatures are not checked',
  category: 'security',
  wrong: 'This option lets the package manager install packages whose signature it cannot check.',
  why: 'A signature shows that a package comes from the distribution and not from somebody on the network path, and packages run scripts as root when they are installed.',
  remedy: 'Remove the option, and add the key of the repository where it is missing.',
  recordings: [],
};

export default defineRule({
  id: 'signatures-unchecked',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    return grammars.flatMap(([programs, pattern]) =>
      calls(build, ...programs).flatMap(({ words, run }) =>
        words
          .filter((word) => pattern.test(word.text))
          .map((word) => ({
            range: word.range,
            stage: run.stage.index,
            ...(word.text.startsWith('--')
              ? {
                  fix: {
                    title: `Remove ${word.text}`,
                    safety: 'review' as const,
                    edits: [removeWord(build, word.range)],
                  },
                }
              : {}),
          })),
      ),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'apt without signatures',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends --allow-unauthenticated curl && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
    fires: ['--allow-unauthenticated'],
  },
  {
    title: 'A repository that is trusted without a key',
    bad: 'FROM debian:trixie-slim\nRUN echo "deb [trusted=yes] https://example.org/debian stable main" > /etc/apt/sources.list.d/own.list && apt-get update && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:trixie-slim\nADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://example.org/key.asc /etc/apt/keyrings/own.asc\nRUN echo "deb [signed-by=/etc/apt/keyrings/own.asc] https://example.org/debian stable main" > /etc/apt/sources.list.d/own.list && apt-get update && rm -rf /var/lib/apt/lists/*\n',
    fires: ['"deb [trusted=yes] https://example.org/debian stable main"'],
  },
  {
    title: 'apk and dnf',
    bad: 'FROM alpine:3.22\nRUN apk add --no-cache --allow-untrusted own.apk\n',
    good: 'FROM alpine:3.22\nCOPY own.rsa.pub /etc/apk/keys/\nRUN apk add --no-cache own.apk\n',
    fires: ['--allow-untrusted'],
    files: { 'own.rsa.pub': '' },
  },
];
