import type { DescribedRule } from '@/lib/analyzer/rules/types';

/** What a reader narrows the index to; an empty string does not narrow. */
export interface RuleFilter {
  readonly text: string;
  readonly category: string;
  readonly severity: string;
}

/** What of a rule is searched: sent to the browser instead of the whole rule. */
export interface RuleEntry {
  readonly id: string;
  readonly category: string;
  readonly severity: string;
  /** Id, title, sentences, other tools' codes and whether it is off by default, in lower case. */
  readonly words: string;
}

export function describeRule(rule: DescribedRule): RuleEntry {
  const codes = [...(rule.codes.hadolint ?? []), ...(rule.codes.buildkit ?? [])];
  const state = rule.enabled === false ? ['off by default'] : [];
  const words = [rule.id, rule.title, rule.wrong, rule.why, rule.remedy, ...codes, ...state].join(' ').toLowerCase();
  return { id: rule.id, category: rule.category, severity: rule.severity, words };
}

/** Whether a rule passes: every word of the text occurs in it, category and severity are the wanted ones. Unknown values pass none. */
export function passesRule(entry: RuleEntry, { text, category, severity }: RuleFilter): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    words.every((word) => entry.words.includes(word)) &&
    (category === '' || entry.category === category) &&
    (severity === '' || entry.severity === severity)
  );
}

/** Reads the filter of an address: `?q=DL3042&category=size&severity=warning`. */
export function readRuleFilter(query: Pick<URLSearchParams, 'get'>): RuleFilter {
  return {
    text: query.get('q') ?? '',
    category: query.get('category') ?? '',
    severity: query.get('severity') ?? '',
  };
}
