'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { nameAddress, suggestAddresses } from './suggest';
import { textLinkClasses } from './text-link';

/** Pages whose addresses share words with the one that was asked for. Nothing where the site map cannot be read. */
export function LostSuggestions() {
  const [found, setFound] = useState<readonly string[]>([]);

  useEffect(() => {
    const abort = new AbortController();
    readAddresses(abort.signal)
      .then((addresses) => setFound(suggestAddresses(location.pathname, addresses)))
      .catch(() => setFound([]));
    return () => abort.abort();
  }, []);

  if (found.length === 0) return null;
  return (
    <section className="mt-8" aria-labelledby="suggested">
      <h2 id="suggested" className="mb-2 font-semibold text-base">
        Perhaps one of these
      </h2>
      <ul>
        {found.map((address) => (
          <li key={address}>
            <Link href={address} className={`${textLinkClasses} inline-block min-h-8`}>
              {nameAddress(address)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function readAddresses(signal: AbortSignal): Promise<readonly string[]> {
  const response = await fetch('/sitemap.xml', { signal });
  if (!response.ok) return [];
  const map = new DOMParser().parseFromString(await response.text(), 'text/xml');
  return [...map.querySelectorAll('loc')].map((entry) => new URL(entry.textContent ?? '/', location.href).pathname);
}
