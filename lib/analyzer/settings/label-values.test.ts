import { describe, expect, it } from 'vitest';
import { isOfType } from './label-values';
import type { LabelType } from './types';

const cases: Readonly<Record<LabelType, { readonly good: readonly string[]; readonly bad: readonly string[] }>> = {
  text: { good: ['x', 'two words'], bad: ['', '  '] },
  url: {
    good: [
      'https://example.org',
      'http://example.org:8080/a?b#c',
      'ssh://git@example.org/a.git',
      'mailto:a@example.org',
    ],
    bad: ['not-url', 'example.org', 'https://', 'https://a b', 'version:1', '://example.org'],
  },
  semver: {
    good: ['0.0.0', '1.2.3', '2.0.1-rc1', '1.0.0-alpha.1+build.5', '1.0.0+20130313144700', '1.0.0--1'],
    bad: ['1.2', 'v1.2.3', '01.2.3', '1.2.3-', '1.2.3-01', '1.2.3.4', 'latest'],
  },
  hash: {
    good: ['43c572f', '43C572F1', '43c572f1272b6b3171dd1db9e41b7027128ce080', 'a'.repeat(64)],
    bad: ['43c572', 'not-git-hash', 'g3c572f', 'a'.repeat(41), 'a'.repeat(65)],
  },
  rfc3339: {
    good: ['2026-03-10T10:26:33Z', '2026-03-10t10:26:33.5z', '2024-02-29T23:59:60+01:00', '2026-03-10 10:26:33-08:30'],
    bad: [
      '2026-03-10',
      '2026-03-10T10:26:33',
      '2026-02-29T10:26:33Z',
      '2026-13-01T00:00:00Z',
      '2026-03-10T24:00:00Z',
      'now',
    ],
  },
  spdx: {
    good: [
      'MIT',
      'mit',
      'BSD-3-Clause',
      'GPL-2.0-or-later',
      'GPL-2.0+',
      'MIT OR Apache-2.0',
      '(MIT AND BSD-2-Clause) OR GPL-2.0-only WITH Classpath-exception-2.0',
      'LicenseRef-Proprietary',
    ],
    bad: ['', 'not-spdx', 'Proprietary', 'MIT Apache-2.0', 'MIT OR', '(MIT', 'MIT)', 'OR MIT', 'MIT WITH MIT', '()'],
  },
  email: {
    good: ['a@example.org', 'first.last+tag@mail.example.co.uk'],
    bad: [
      'not-email',
      'a@b',
      '@example.org',
      'a@@example.org',
      'a b@example.org',
      'A <a@example.org>',
      `${'a'.repeat(65)}@example.org`,
    ],
  },
};

describe.each(Object.entries(cases) as [LabelType, (typeof cases)[LabelType]][])(
  'a value of the type %s',
  (type, { good, bad }) => {
    it.each(good)('may be %j', (value) => {
      expect(isOfType(value, type)).toBe(true);
    });

    it.each(bad)('is not %j', (value) => {
      expect(isOfType(value, type)).toBe(false);
    });

    it('is judged at once, however long it is', () => {
      for (const long of ['a', '1.', '(', 'a@', 'MIT OR '])
        expect(() => isOfType(long.repeat(200_000), type)).not.toThrow();
    });
  },
);
