import { describe, expect, it } from 'vitest';
import { compareVersions, isSpecifier, isVersion, meetsSpecifier, pinnedVersion } from './version';

describe('versions and specifiers', () => {
  it.each(['1.0', '1.0rc1', '1.0.post2', '2024.1', '1!2.0+cpu'])('%s is a version', (text) => {
    expect(isVersion(text)).toBe(true);
  });
  it.each(['', 'latest', '1.0-beta-x', '1.*'])('%s is no version', (text) => {
    expect(isVersion(text)).toBe(false);
  });
  it.each(['', '==1.0', '>=1,<2', '~=1.4', '!=1.5', '==1.*', '===custom', '>=1,'])('%s is a specifier', (text) => {
    expect(isSpecifier(text)).toBe(true);
  });
  it.each(['1.0', '=1.0', '>=', '>=1,,<2', '>=x'])('%s is no specifier', (text) => {
    expect(isSpecifier(text)).toBe(false);
  });
  it.each([
    ['==1.3.2', '1.3.2'],
    ['=== 1.3.2', '1.3.2'],
    ['==1.3.2,!=1.4', '1.3.2'],
    ['==1.*', null],
    ['>=1.0', null],
    ['', null],
  ])('%s pins %s', (specifier, version) => {
    expect(pinnedVersion(specifier)).toBe(version);
  });
  it.each([
    ['1.4', '>=1,<2', true],
    ['2.0', '>=1,<2', false],
    ['2.0rc1', '>=1', true],
    ['1.0', '', true],
    ['oops', '>=1', false],
    ['1.0', 'oops', false],
  ])('%s against %s is %s', (version, specifier, expected) => {
    expect(meetsSpecifier(version, specifier)).toBe(expected);
  });
  it('orders versions by their numbers, and text that is none before them', () => {
    const sorted = ['1.10', 'none', '1.9', '1.10rc1', '2.0.dev1'].sort(compareVersions);
    expect(sorted).toEqual(['none', '1.9', '1.10rc1', '1.10', '2.0.dev1']);
  });
});
