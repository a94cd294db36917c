import Link from 'next/link';
import { Logo } from './logo';
import { MainNavigation } from './main-navigation';
import { ThemeSwitch } from './theme-switch';

/** 56 px high; pages that pin something below it count on `--header`. */
export function SiteHeader() {
  return (
    <header className="no-print sticky top-0 z-40 h-(--header) border-b bg-paper">
      <div className="flex h-full items-center gap-1 px-3 sm:gap-4 sm:px-6">
        <Link
          prefetch={false}
          href="/"
          className="flex h-11 min-w-11 items-center justify-center gap-2.5 font-semibold text-[0.9375rem] tracking-[-0.01em] sm:justify-start"
        >
          <Logo />
          <span className="max-sm:sr-only">Layerwise</span>
        </Link>
        <MainNavigation />
        <div className="ml-auto hidden md:block">
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
