'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { isResultTab } from '@/components/score/instrument-context';
import { useWorkbench } from '@/components/workbench/store';
import { formatBytes } from '@/lib/format/figures';
import styles from './lesson-layout.module.css';

export type Place = 'read' | 'edit' | 'results';

function placeOfAddress(): Place {
  const name = window.location.hash.slice(1);
  if (name === 'edit') return 'edit';
  return name === 'results' || isResultTab(name) ? 'results' : 'read';
}

function subscribe(notify: () => void): () => void {
  window.addEventListener('hashchange', notify);
  return () => window.removeEventListener('hashchange', notify);
}

interface PlacesProps {
  /** What the first place holds; `null` where there is only the instrument, as in the playground. */
  read: { readonly name: string; readonly detail: string } | null;
}

/**
 * The switch between the places of a phone, within the thumb's reach; grade and size stay in sight on it. Back at the text,
 * the reader is at the line where they left it.
 */
export function Places({ read }: PlacesProps) {
  const address = useSyncExternalStore(subscribe, placeOfAddress, () => 'read' as const);
  const place = address === 'read' && !read ? 'edit' : address;
  const activePath = useWorkbench((state) => state.activePath);
  const letter = useWorkbench((state) => state.analysis.score.letter);
  const bytes = useWorkbench((state) => state.analysis.size.classic.likely);
  const stop = useWorkbench(({ analysis: { problems, failures } }) => {
    const first = problems.find((problem) => problem.fatal) ?? failures[0];
    return first === undefined ? null : `stops at line ${first.line}`;
  });
  const reading = useRef(0);
  useEffect(() => {
    if (window.location.hash === '#read' && place === 'read') {
      window.scrollTo({ top: reading.current, behavior: 'instant' });
    }
  }, [place]);
  const remember = () => {
    if (place === 'read') reading.current = window.scrollY;
  };
  const link = (name: Place, label: string, detail: string, fails = false) => (
    <a href={`#${name}`} onClick={remember} className={styles.place} aria-current={place === name ? 'true' : undefined}>
      {label}
      <small className={`figures max-w-full truncate px-1 ${fails ? 'text-failure!' : ''}`}>{detail}</small>
    </a>
  );
  return (
    <nav aria-label="Places of this page" className={`no-print ${styles.places}`}>
      {read && link('read', read.name, read.detail)}
      {link('edit', 'Edit', activePath.split('/').at(-1) ?? activePath)}
      {link('results', 'Results', `${letter} · ${stop ?? formatBytes(bytes)}`, stop !== null)}
    </nav>
  );
}
