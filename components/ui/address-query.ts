'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';

const changed = 'layerwise:query';

function watch(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(changed, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(changed, listener);
  };
}

/**
 * The address's query as state: a filtered list can be linked to and is found again by *back*. The server's page, and so the
 * page without scripts, has none.
 */
export function useAddressQuery(): readonly [URLSearchParams, (name: string, value: string) => void] {
  const search = useSyncExternalStore(
    watch,
    () => location.search,
    () => '',
  );
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const set = useCallback((name: string, value: string) => {
    const next = new URLSearchParams(location.search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    const text = next.toString();
    history.replaceState(history.state, '', `${location.pathname}${text && `?${text}`}${location.hash}`);
    dispatchEvent(new Event(changed));
  }, []);
  return [query, set];
}
