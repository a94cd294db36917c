'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

const places = [
  { href: '/lessons', name: 'Lessons', wide: false },
  { href: '/playground', name: 'Playground', wide: false },
  { href: '/recordings', name: 'Recordings', wide: false },
  { href: '/rules', name: 'Rules', wide: false },
  // A phone's head has room for four; the foot of every page leads there, too.
  { href: '/workshop', name: 'Workshop', wide: true },
] as const;

/** The places. The current one is marked for eyes by the line under it, and for screen readers. */
export function MainNavigation() {
  const path = usePathname();
  return (
    <nav aria-label="Main" className="h-full min-w-0">
      <ul className="flex h-full items-stretch text-[0.8125rem] sm:text-sm">
        {places.map(({ href, name, wide }) => {
          const current = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href} className={wide ? 'hidden sm:flex' : 'flex'}>
              <Link
                prefetch={false}
                href={href}
                aria-current={current ? (path === href ? 'page' : 'true') : undefined}
                className={`flex items-center border-transparent border-y-2 px-1.5 min-[400px]:px-2 sm:px-3 ${current ? 'border-b-accent text-ink' : 'text-ink-soft hover:text-ink'}`}
              >
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
