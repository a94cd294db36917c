'use client';

import { useEffect, useId, useState } from 'react';
import { useAddressQuery } from '@/components/ui/address-query';
import { Button } from '@/components/ui/button';
import { compareRecordings } from '@/lib/recordings/compare';
import { assignLayers } from '@/lib/recordings/layer-steps';
import { foldRest } from '@/lib/recordings/prediction';
import { useOwnRecordings } from '../reading/own-recordings';
import { CauseTable } from './cause-table';
import { FigurePair } from './figure-pair';
import { type LoadedSide, loadSide, playgroundSide } from './load-side';
import { RowTable } from './row-table';

export interface ComparisonProps {
  readonly published: readonly { readonly id: string; readonly title: string }[];
  readonly today: string;
}

/** Two builds side by side, as the address names them: `?a=…&b=…`. */
export function Comparison({ published, today }: ComparisonProps) {
  const [query, setQuery] = useAddressQuery();
  const [a, b] = [query.get('a') ?? '', query.get('b') ?? ''];
  const [from, to] = [useSide(a, today), useSide(b, today)];
  const swap = () => {
    setQuery('a', b);
    setQuery('b', a);
  };
  const choices = { published, own: useOwnRecordings().map(({ id, recording }) => ({ id, title: recording.title })) };
  return (
    <>
      <search aria-label="Builds to compare" className="grid items-end gap-3 border-y py-4 sm:grid-cols-[1fr_auto_1fr]">
        <SideField label="From" value={a} choices={choices} onChange={(id) => setQuery('a', id)} />
        <Button onClick={swap} disabled={a === '' && b === ''}>
          Swap
        </Button>
        <SideField label="To" value={b} choices={choices} onChange={(id) => setQuery('b', id)} />
      </search>
      <div aria-live="polite">
        {(a === '' || b === '') && <p className="mt-6 text-ink-soft">Choose two builds to compare.</p>}
        {[from, to].map((side, place) =>
          side?.kind === 'missing' ? (
            <p key={place === 0 ? 'from' : 'to'} role="alert" className="mt-6 text-sm text-warning">
              {side.message}
            </p>
          ) : null,
        )}
        {((a !== '' && from === null) || (b !== '' && to === null)) && (
          <p className="mt-6 text-muted text-sm">Loading…</p>
        )}
      </div>
      {from?.kind === 'loaded' && to?.kind === 'loaded' && <Compared from={from} to={to} />}
    </>
  );
}

/** What an address names, loaded; `null` while it is not there yet. */
function useSide(id: string, today: string): LoadedSide | null {
  const [loaded, setLoaded] = useState<{ readonly id: string; readonly side: LoadedSide } | null>(null);
  useEffect(() => {
    if (id === '') return;
    let current = true;
    loadSide(id, today).then(
      (side) => {
        if (current) setLoaded({ id, side });
      },
      () => {
        const message = 'The build could not be loaded. Look at the connection and reload the page.';
        if (current) setLoaded({ id, side: { kind: 'missing', message } });
      },
    );
    return () => {
      current = false;
    };
  }, [id, today]);
  return id !== '' && loaded?.id === id ? loaded.side : null;
}

type Loaded = Extract<LoadedSide, { kind: 'loaded' }>;

function Compared({ from, to }: { readonly from: Loaded; readonly to: Loaded }) {
  const acrossMachines = from.predicted !== to.predicted;
  const prepare = ({ recording }: Loaded) => (acrossMachines ? foldRest(recording) : assignLayers(recording));
  const [before, after] = [prepare(from), prepare(to)];
  const { bytes, seconds, rows, causes, caveats } = compareRecordings(before, after, { acrossMachines });
  const sides = [from, to] as const;
  return (
    <>
      <FigurePair sides={sides} bytes={bytes} seconds={seconds} />
      {caveats.length > 0 && (
        <ul className="mt-4 max-w-[72ch] list-disc pl-5 text-muted text-sm">
          {caveats.map((caveat) => (
            <li key={caveat}>{caveat}</li>
          ))}
        </ul>
      )}
      <section className="pt-10">
        <h2 className="mb-3 font-semibold text-base">What grew, what shrank</h2>
        <CauseTable causes={causes} bytesCompare={bytes.comparable} secondsCompare={seconds.comparable} />
      </section>
      <section className="pt-10">
        <h2 className="mb-3 font-semibold text-base">Step by step</h2>
        <RowTable rows={rows} names={[from.recording.title, to.recording.title]} secondsCompare={seconds.comparable} />
      </section>
    </>
  );
}

interface SideFieldProps {
  readonly label: string;
  readonly value: string;
  readonly choices: Record<'published' | 'own', readonly { readonly id: string; readonly title: string }[]>;
  readonly onChange: (id: string) => void;
}

function SideField({ label, value, choices: { published, own }, onChange }: SideFieldProps) {
  const id = useId();
  const known = value === playgroundSide || [...published, ...own].some((choice) => choice.id === value);
  return (
    <p className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-muted text-xs">
        {label}
      </label>
      <select
        id={id}
        value={known ? value : ''}
        onChange={(event) => onChange(event.target.value)}
        className="h-10 w-full rounded-sm border border-line-strong bg-surface px-3 pr-8 text-ink text-sm pointer-coarse:h-11 pointer-coarse:text-base"
      >
        <option value="">Choose a build</option>
        <option value={playgroundSide}>Your files in the playground, predicted</option>
        {own.length > 0 && (
          <optgroup label="Your recordings">
            {own.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.title}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label="Recorded builds">
          {published.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.title}
            </option>
          ))}
        </optgroup>
      </select>
    </p>
  );
}
