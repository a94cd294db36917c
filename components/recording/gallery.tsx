'use client';

import { type ReactNode, useId } from 'react';
import { useAddressQuery } from '@/components/ui/address-query';
import { ChoiceField, FilterBar, TextField } from '@/components/ui/filter-bar';
import { orders, passes, type RecordingEntry, sortGroups } from './filter';

interface GalleryGroup {
  readonly id: string;
  readonly entries: readonly RecordingEntry[];
  /** Made on the server: the series with all its builds. */
  readonly content: ReactNode;
}

interface GalleryProps {
  readonly groups: readonly GalleryGroup[];
  /** Rules that a build shows, by id and title. */
  readonly rules: readonly { readonly id: string; readonly title: string }[];
}

const queried = ['q', 'origin', 'works', 'rule', 'order'] as const;

/**
 * The series that hold a build which passes the filter; a progression is never torn apart. Builds without a series follow.
 * Without scripts it shows all.
 */
export function Gallery({ groups, rules }: GalleryProps) {
  const [query, setQuery] = useAddressQuery();
  const results = useId();
  const filter = {
    text: query.get('q') ?? '',
    origin: query.get('origin') ?? '',
    works: query.get('works') ?? '',
    rule: query.get('rule') ?? '',
  };
  const order = query.get('order') ?? '';
  const passing = groups.filter((group) => group.entries.some((entry) => passes(entry, filter)));
  const shown = sortGroups(passing, order);
  const series = shown.filter((group) => group.entries.length > 1);
  const single = shown.filter((group) => group.entries.length === 1);
  const count = shown.reduce((sum, group) => sum + group.entries.length, 0);
  const total = groups.reduce((sum, group) => sum + group.entries.length, 0);
  return (
    <>
      <FilterBar
        label="Narrow the recordings"
        status={count === total ? `${total} builds` : `${count} of ${total} builds`}
        onClear={
          queried.some((name) => query.get(name))
            ? () => {
                for (const name of queried) setQuery(name, '');
              }
            : null
        }
      >
        <TextField label="Search" value={filter.text} controls={results} onChange={(text) => setQuery('q', text)} />
        <ChoiceField
          label="Shows"
          value={filter.rule}
          onChange={(value) => setQuery('rule', value)}
          choices={[
            { value: '', name: 'anything' },
            ...rules.map(({ id, title }) => ({ value: id, name: shorten(title) })),
          ]}
        />
        <ChoiceField label="Order" value={order} onChange={(value) => setQuery('order', value)} choices={orders} />
        <ChoiceField
          label="Recorded by"
          value={filter.origin}
          onChange={(value) => setQuery('origin', value)}
          choices={[
            { value: '', name: 'anyone' },
            { value: 'published', name: 'an article' },
            { value: 'ours', name: 'us' },
          ]}
        />
        <ChoiceField
          label="As printed"
          value={filter.works}
          onChange={(value) => setQuery('works', value)}
          choices={[
            { value: '', name: 'any' },
            { value: 'yes', name: 'works' },
            { value: 'no', name: 'does not work' },
          ]}
        />
      </FilterBar>
      <div id={results}>
        {series.map((group) => (
          <div key={group.id}>{group.content}</div>
        ))}
        {single.length > 0 && (
          <section aria-labelledby={`${results}-single`} className="pt-12">
            <h2 id={`${results}-single`} className="mb-3 font-serif text-xl">
              Builds on their own
            </h2>
            {single.map((group) => (
              <div key={group.id}>{group.content}</div>
            ))}
          </section>
        )}
        {shown.length === 0 && (
          <p className="py-12 text-ink-soft">No recorded build fits. Clear the filter to see all {total}.</p>
        )}
      </div>
    </>
  );
}

const longestName = 40;

/** A choice as wide as a rule's longest title would push the others off the row. */
function shorten(title: string): string {
  return title.length > longestName ? `${title.slice(0, longestName - 1)}…` : title;
}
