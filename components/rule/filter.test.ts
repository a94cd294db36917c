import { describe, expect, it } from 'vitest';
import { describedRules } from '@/lib/analyzer/described-rules';
import { describeRule, passesRule, readRuleFilter } from './filter';

const entries = describedRules.map(describeRule);
const find = (query: string) => {
  const filter = readRuleFilter(new URLSearchParams(query));
  return entries.filter((entry) => passesRule(entry, filter)).map((entry) => entry.id);
};

describe('the filter of the rule index', () => {
  it('shows every rule where the address asks for nothing', () => {
    expect(find('')).toEqual(describedRules.map((rule) => rule.id));
  });

  it.each([
    ['q=DL3042', 'by the code of another linter'],
    ['q=dl3042', 'whatever its case'],
    ['q=no-pip-cache', 'by its id'],
    ['q=pip%20CACHE', 'by words of its sentences, in any order'],
    ['q=++cache++pip+', 'with blanks around them'],
    ['q=DL3042&category=size&severity=warning', 'with the right category and severity as well'],
  ])('finds no-pip-cache with %s: %s', (query) => {
    expect(find(query)).toContain('no-pip-cache');
  });

  it.each([
    ['q=DL3042&category=security', 'of another category'],
    ['q=DL3042&severity=error', 'of another severity'],
    ['q=DL3042+zebra', 'with a word that is nowhere'],
    ['category=nonsense', 'of a category that does not exist'],
  ])('finds nothing with %s: %s', (query) => {
    expect(find(query)).toEqual([]);
  });

  it('shows only the rules of a category', () => {
    const expected = describedRules.filter((rule) => rule.category === 'security').map((rule) => rule.id);
    expect(find('category=security')).toEqual(expected);
  });
});
