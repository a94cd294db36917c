import Link from 'next/link';

const places = [
  { href: '/lessons', name: 'Lessons' },
  { href: '/playground', name: 'Playground' },
  { href: '/recordings', name: 'Recordings' },
  { href: '/rules', name: 'Rules' },
] as const;

export function SiteHeader() {
  return (
    <header className="border-b no-print">
      <nav aria-label="Main" className="flex h-14 items-center gap-6 px-4 text-sm">
        <Link href="/" className="font-semibold">
          Layerwise
        </Link>
        {places.map((place) => (
          <Link key={place.href} href={place.href}>
            {place.name}
          </Link>
        ))}
      </nav>
    </header>
  );
}
