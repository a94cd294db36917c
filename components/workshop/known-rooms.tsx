'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { listRooms, type RememberedRoom } from '@/lib/storage/rooms';
import { addresses } from '@/lib/workshop/addresses';
import { browserStorage } from './browser-storage';

/** The workshops that this browser hosts or takes part in; nothing where there are none. */
export function KnownRooms() {
  const [rooms, setRooms] = useState<readonly RememberedRoom[]>([]);
  useEffect(() => setRooms(listRooms(browserStorage())), []);
  if (rooms.length === 0) return null;
  return (
    <section className="mt-12 max-w-xl" aria-labelledby="known-rooms">
      <h2 id="known-rooms" className="font-semibold font-serif text-xl">
        In this browser
      </h2>
      <ul className="mt-3 border-t">
        {rooms.map(({ code, role, title }) => (
          <li key={`${code} ${role}`} className="border-b">
            <Link
              prefetch={false}
              href={role === 'host' ? addresses.room(code) : addresses.join(code)}
              className="flex min-h-12 items-center gap-4 hover:bg-sunken"
            >
              <span className="font-mono font-semibold tracking-wider">{code}</span>
              <span className="min-w-0 flex-1 truncate">{title}</span>
              <span className="text-muted text-sm">{role === 'host' ? 'you host' : 'you take part'}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
