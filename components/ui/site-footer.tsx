import Link from 'next/link';
import { ThemeSwitch } from './theme-switch';

const links = [
  { href: '/lessons', name: 'Lessons' },
  { href: '/playground', name: 'Playground' },
  { href: '/recordings', name: 'Recordings' },
  { href: '/rules', name: 'Rules' },
  { href: '/workshop', name: 'Workshop' },
  { href: '/join', name: 'Join' },
] as const;

export function SiteFooter() {
  return (
    <footer className="no-print border-t">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-10 gap-y-6 px-4 py-8 text-sm sm:px-6">
        <p className="max-w-[52ch] text-muted">
          Every size and time on these pages is recorded, or predicted from what was recorded, or said to be unknown. 1
          MB is 1,000,000 bytes, as Docker prints it.
        </p>
        <ul className="flex flex-wrap gap-x-5">
          {links.map(({ href, name }) => (
            <li key={href}>
              <Link
                prefetch={false}
                href={href}
                className="flex min-h-11 items-center text-ink-soft hover:text-ink hover:underline"
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
        <ThemeSwitch withNames />
      </div>
    </footer>
  );
}
