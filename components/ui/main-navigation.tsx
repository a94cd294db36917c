'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

const places = [
  { href: '/lessons', name: 'Lessons' },
  { href: '/playground', name: 'Playground' },
  { href: '/recordings', name: 'Recordings' },
  { href: '/rules', name: 'Rules' },
] as const;

/** The four places. The current one is marked for eyes by the line under it, and for screen readers. */
export function MainNavigation() {
  const path = usePathname();
  return (
    <nav aria-label="Main" className="h-full min-w-0">
      <ul className="flex h-full items-stretch text-[0.8125rem] sm:text-sm">
        {places.map(({ href, name }) => {
          const current = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href} className="flex">
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
