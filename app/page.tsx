import type { Metadata } from 'next';
import Link from 'next/link';
import { KindsKey } from '@/components/landing/kinds-key';
import { composeProgression } from '@/components/landing/progression';
import { StatesTable } from '@/components/landing/states-table';
import { Whittling } from '@/components/landing/whittling';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { rules } from '@/lib/analyzer/rules/registry.generated';
import { readCatalog } from '@/lib/content/catalog';
import { readLessons } from '@/lib/content/lessons';
import { readRecordings } from '@/lib/content/recordings';

const description =
  'Make Docker images for Python small, quick and safe, one layer at a time. Edit a Dockerfile and see what each line costs.';

export const metadata: Metadata = {
  description,
  alternates: { canonical: '/' },
  openGraph: { title: 'Layerwise', description, type: 'website', siteName: 'Layerwise' },
};

export default function LandingPage() {
  const lessons = readLessons();
  const content = { lessons, recordings: readRecordings(), catalog: readCatalog() };
  const steps = composeProgression(content, new Date().toISOString().slice(0, 10));
  const first = lessons[0];
  return (
    <>
      <Whittling steps={steps}>
        <h1 className="max-w-[20ch] font-serif text-[2.25rem] leading-[1.12] tracking-[-0.02em] sm:text-[2.75rem] sm:leading-[1.1]">
          Make Docker images for Python small, quick and safe, one layer at a time.
        </h1>
        <p className="mt-5 max-w-[46ch] font-serif text-ink-soft text-lg">
          Edit a Dockerfile and see what each line costs in bytes and seconds, and how we know: recorded, predicted or
          unknown.
        </p>
        <div className="mt-7 flex flex-wrap gap-3">
          {first && (
            <ButtonLink variant="primary" size="large" href={`/lessons/${first.track}/${first.name}`}>
              Start lesson one
            </ButtonLink>
          )}
          <ButtonLink variant="secondary" size="large" href="/playground">
            Try your own
          </ButtonLink>
        </div>
      </Whittling>

      <div className="mx-auto w-full max-w-[85rem] px-4 sm:px-6">
        <StatesTable steps={steps} />

        <section aria-labelledby="ways" className="py-16">
          <h2 id="ways" className="font-serif text-2xl">
            Three ways in
          </h2>
          <div className="mt-8 grid gap-10 md:grid-cols-3 md:gap-0 md:divide-x">
            <div className="md:pr-8">
              <h3 className="font-semibold text-lg">Learn</h3>
              <ol className="mt-3 border-t">
                {lessons.map((lesson, index) => (
                  <li key={lesson.name} className="border-b">
                    <Link
                      href={`/lessons/${lesson.track}/${lesson.name}`}
                      className="group flex min-h-12 items-baseline gap-3 py-3"
                    >
                      <span className="figures text-muted text-sm">{index + 1}</span>
                      <span className="flex-1 font-serif text-lg group-hover:underline">{lesson.meta.title}</span>
                      <span className="figures text-muted text-sm">{lesson.meta.minutes} min</span>
                    </Link>
                  </li>
                ))}
              </ol>
            </div>
            <div className="md:px-8">
              <h3 className="font-semibold text-lg">Try your own</h3>
              <p className="mt-3 text-ink-soft">
                Paste or drop a Dockerfile with its other files. It is analysed in your browser and sent nowhere; a link
                shares it when you want that.
              </p>
              <p className="mt-4">
                <TextLink href="/playground">Open the playground</TextLink>
              </p>
            </div>
            <div className="md:pl-8">
              <h3 className="font-semibold text-lg">Run a workshop</h3>
              <p className="mt-3 text-ink-soft">
                Lead a room of people through the lessons. Each works in their own browser; you see who is stuck, bring
                everybody to a step, show work, run polls and timers.
              </p>
              <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
                <TextLink href="/workshop">Start a workshop</TextLink>
                <TextLink href="/join">Join with a code</TextLink>
              </p>
            </div>
          </div>
        </section>

        <section aria-labelledby="kinds" className="border-t py-16">
          <h2 id="kinds" className="font-serif text-2xl">
            Every byte is of one kind
          </h2>
          <p className="mt-3 mb-8 max-w-[60ch] text-ink-soft">
            An image is a stack of layers. In every chart here a kind of bytes has the same colour, and waste is
            hatched.
          </p>
          <KindsKey />
        </section>

        <section aria-labelledby="known" className="border-t py-16">
          <h2 id="known" className="font-serif text-2xl">
            How the numbers are known
          </h2>
          <p className="mt-3 max-w-[66ch] font-serif text-ink-soft text-lg">
            Layerwise walks your build step by step without running it, and rests each figure on builds that somebody
            ran and on published sizes. There are{' '}
            <TextLink href="/recordings">{readRecordings().length} recorded builds</TextLink> to compare with, and{' '}
            <TextLink href="/rules">{rules.length} rules</TextLink>, each with the place, the reason and the way out.
            What it does not know, it says.
          </p>
        </section>
      </div>
    </>
  );
}
