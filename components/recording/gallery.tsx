'use client';

import { type ReactNode, useId } from 'react';
import { useAddressQuery } from '@/components/ui/address-query';
import { ChoiceField, FilterBar, TextField } from '@/components/ui/filter-bar';
import { passes, type RecordingEntry } from './filter';

interface GalleryGroup {
  readonly id: string;
  readonly entries: readonly RecordingEntry[];
  /** Made on the server: the series with all its builds. */
  readonly content: ReactNode;
}

/** The series that hold a build which passes the filter; a progression is never torn apart. Without scripts it shows all. */
export function Gallery({ groups }: { readonly groups: readonly GalleryGroup[] }) {
  const [query, setQuery] = useAddressQuery();
  const results = useId();
  const filter = {
    text: query.get('q') ?? '',
    origin: query.get('origin') ?? '',
    works: query.get('works') ?? '',
  };
  const shown = groups.filter((group) => group.entries.some((entry) => passes(entry, filter)));
  const count = shown.reduce((sum, group) => sum + group.entries.length, 0);
  const total = groups.reduce((sum, group) => sum + group.entries.length, 0);
  return (
    <>
      <FilterBar
        label="Narrow the recordings"
        status={count === total ? `${total} builds in ${groups.length} series` : `${count} of ${total} builds`}
        onClear={
          filter.text || filter.origin || filter.works
            ? () => {
                for (const name of ['q', 'origin', 'works']) setQuery(name, '');
              }
            : null
        }
      >
        <TextField label="Search" value={filter.text} controls={results} onChange={(text) => setQuery('q', text)} />
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
        {shown.map((group) => (
          <div key={group.id}>{group.content}</div>
        ))}
        {shown.length === 0 && (
          <p className="py-12 text-ink-soft">No recorded build fits. Clear the filter to see all {total}.</p>
        )}
      </div>
    </>
  );
}
