'use client';

import Link from 'next/link';
import { useId } from 'react';
import { useAddressQuery } from '@/components/ui/address-query';
import { ChoiceField, FilterBar, TextField } from '@/components/ui/filter-bar';
import { Sentence } from '@/components/ui/sentence';
import type { Category, Severity } from '@/lib/analyzer/rules/types';
import { passesRule, type RuleEntry, readRuleFilter } from './filter';
import { SeverityMark } from './severity-mark';
import { categories, severityNames } from './words';

/** A rule as the index shows it: plain data from the server. */
export interface IndexedRule {
  readonly entry: RuleEntry;
  readonly id: string;
  readonly title: string;
  readonly wrong: string;
  readonly category: Category;
  readonly severity: Severity;
  /** Runs where nobody says otherwise. */
  readonly enabled: boolean;
  readonly codes: readonly string[];
}

const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** Every rule by category; search and choices narrow the list and stand in the address. Without scripts it shows all. */
export function RuleIndex({ rules }: { readonly rules: readonly IndexedRule[] }) {
  const [query, setQuery] = useAddressQuery();
  const list = useId();
  const filter = readRuleFilter(query);
  const shown = rules.filter((rule) => passesRule(rule.entry, filter));
  const narrowed = filter.text !== '' || filter.category !== '' || filter.severity !== '';
  return (
    <>
      <FilterBar
        label="Narrow the rules"
        status={narrowed ? `${shown.length} of ${rules.length} rules` : `${rules.length} rules`}
        onClear={
          narrowed
            ? () => {
                for (const name of ['q', 'category', 'severity']) setQuery(name, '');
              }
            : null
        }
      >
        <TextField
          label="Search, or a code such as DL3042"
          value={filter.text}
          controls={list}
          onChange={(text) => setQuery('q', text)}
        />
        <ChoiceField
          label="Category"
          value={filter.category}
          onChange={(value) => setQuery('category', value)}
          choices={[
            { value: '', name: 'all' },
            ...categories.map(({ category, name }) => ({ value: category, name: name.toLowerCase() })),
          ]}
        />
        <ChoiceField
          label="Severity"
          value={filter.severity}
          onChange={(value) => setQuery('severity', value)}
          choices={[
            { value: '', name: 'all' },
            ...severities.map((severity) => ({ value: severity, name: severityNames[severity].toLowerCase() })),
          ]}
        />
      </FilterBar>
      <div id={list}>
        {categories.map(({ category, name, about }) => {
          const own = shown.filter((rule) => rule.category === category);
          if (own.length === 0) return null;
          return (
            <section
              key={category}
              aria-labelledby={`category-${category}`}
              className="grid gap-x-10 pt-10 lg:grid-cols-[14rem_minmax(0,1fr)]"
            >
              <div className="pb-3">
                <h2 id={`category-${category}`} className="font-serif text-xl">
                  {name}
                </h2>
                <p className="mt-1 text-muted text-sm">{about}</p>
              </div>
              <ul className="border-t">
                {own.map((rule) => (
                  <RuleRow key={rule.id} rule={rule} />
                ))}
              </ul>
            </section>
          );
        })}
        {shown.length === 0 && (
          <p className="py-12 text-ink-soft">No rule fits. Clear the filter to see all {rules.length}.</p>
        )}
      </div>
    </>
  );
}

function RuleRow({ rule }: { readonly rule: IndexedRule }) {
  return (
    <li className="relative grid gap-x-6 gap-y-1 border-b py-3 hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_5.5rem_11rem]">
      <div>
        <h3 className="font-medium text-base">
          <Link href={`/rules/${rule.id}`} className="text-accent before:absolute before:inset-0 hover:underline">
            {rule.title}
          </Link>
        </h3>
        <p className="mt-0.5 max-w-[62ch] text-ink-soft text-sm">
          <Sentence text={rule.wrong} />
        </p>
      </div>
      <p className="sm:pt-0.5">
        <SeverityMark severity={rule.severity} />
        {!rule.enabled && <span className="block text-muted text-xs">off by default</span>}
      </p>
      {rule.codes.length > 0 ? (
        <p className="font-mono text-muted text-xs [overflow-wrap:anywhere] sm:pt-1">{rule.codes.join(' ')}</p>
      ) : (
        <span />
      )}
    </li>
  );
}
