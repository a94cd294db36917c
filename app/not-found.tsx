import type { Metadata } from 'next';
import { LostSuggestions } from '@/components/ui/lost-suggestions';
import { Page, PageHead } from '@/components/ui/page-head';
import { TextLink } from '@/components/ui/text-link';

export const metadata: Metadata = { title: 'No such page', description: 'This address leads nowhere here.' };

const places = [
  { href: '/lessons', name: 'Lessons', about: 'from an Ubuntu image to a slim one to two stages' },
  { href: '/playground', name: 'Playground', about: 'your own Dockerfile' },
  { href: '/rules', name: 'Rules', about: 'what is looked for, and why' },
  { href: '/recordings', name: 'Recordings', about: 'builds that were really run' },
] as const;

export default function NotFoundPage() {
  return (
    <Page>
      <PageHead title="No such page">
        <p>
          This layer is not in the image: the address is mistyped, or the page has moved. Work that you saved in this
          browser is untouched.
        </p>
      </PageHead>
      <ul className="max-w-[40rem] border-t">
        {places.map((place) => (
          <li key={place.href} className="flex flex-wrap items-baseline gap-x-4 border-b py-2.5">
            <TextLink href={place.href} className="inline-block min-h-7 w-28">
              {place.name}
            </TextLink>
            <span className="text-ink-soft text-sm">{place.about}</span>
          </li>
        ))}
      </ul>
      <LostSuggestions />
    </Page>
  );
}
