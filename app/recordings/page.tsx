import type { Metadata } from 'next';
import { describeEntry } from '@/components/recording/filter';
import { Gallery } from '@/components/recording/gallery';
import { listComparisons } from '@/components/recording/progressions';
import { groupSeries, type Series, sortByUse, titleOf } from '@/components/recording/series';
import { SeriesTable } from '@/components/recording/series-table';
import { describeSource, formatSourceDate } from '@/components/recording/words';
import { ButtonLink } from '@/components/ui/button';
import { Page, PageHead } from '@/components/ui/page-head';
import { TextLink } from '@/components/ui/text-link';
import { describedRules } from '@/lib/analyzer/described-rules';
import { readLessons } from '@/lib/content/lessons';
import { readRecordings } from '@/lib/content/recordings';
import type { Recording } from '@/lib/recordings/schema';
import { sitePreview } from '../site';

const description =
  'Builds of Docker images for Python that somebody really ran, with their sizes, times, circumstances and sources.';

export const metadata: Metadata = {
  title: 'Recorded builds',
  description,
  alternates: { canonical: '/recordings' },
  openGraph: {
    title: 'Recorded builds · Layerwise',
    description,
    type: 'website',
    siteName: 'Layerwise',
    images: [sitePreview],
  },
};

export default function RecordingsPage() {
  const shown = readLessons().flatMap((lesson) => lesson.meta.recordings);
  const recordings = readRecordings();
  const rulesOf = (id: string) => describedRules.filter((rule) => rule.recordings.includes(id)).map((rule) => rule.id);
  const groups = sortByUse(groupSeries(recordings), shown).map((series) => ({
    id: series.id,
    entries: series.recordings.map((recording) => describeEntry(recording, rulesOf(recording.id))),
    content: series.recordings.length > 1 ? <SeriesSection series={series} /> : <SeriesTable series={series} bare />,
  }));
  const evidence = describedRules.filter((rule) => recordings.some(({ id }) => rule.recordings.includes(id)));
  return (
    <Page>
      <PageHead title="Recorded builds">
        <p>
          Builds that somebody really ran. Every prediction here rests on such figures. An image has three sizes, so
          each one says what it counts; bars share a scale within a series, never across.
        </p>
      </PageHead>
      <div className="mb-8 grid gap-x-16 gap-y-6 md:grid-cols-[auto_1fr]">
        <div className="flex flex-wrap items-start gap-3 md:flex-col">
          <ButtonLink href="/recordings/read" variant="primary" prefetch={false}>
            Read your own build
          </ButtonLink>
          <ButtonLink href="/recordings/compare" prefetch={false}>
            Compare two builds
          </ButtonLink>
        </div>
        <Progressions recordings={recordings} />
      </div>
      <Gallery groups={groups} rules={evidence.map(({ id, title }) => ({ id, title }))} />
    </Page>
  );
}

/** The articles' progressions as ready comparisons. */
function Progressions({ recordings }: { readonly recordings: readonly Recording[] }) {
  return (
    <section aria-labelledby="progressions">
      <h2 id="progressions" className="mb-1 font-semibold text-sm">
        The articles’ progressions, compared
      </h2>
      <ul className="text-sm">
        {listComparisons(recordings).map(({ href, name }) => (
          <li key={href}>
            <TextLink href={href} prefetch={false} className="inline-block min-h-7">
              {name}
            </TextLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SeriesSection({ series }: { readonly series: Series }) {
  const first = series.recordings[0];
  if (!first) return null;
  const heading = `series-${series.id}`;
  const date = formatSourceDate(first.source.date);
  const last = series.recordings.at(-1);
  return (
    <section aria-labelledby={heading} className="pt-12">
      <h2 id={heading} className="font-serif text-xl">
        {titleOf(series)}
      </h2>
      <p className="mt-1 mb-3 text-muted text-sm">
        {first.origin === 'ours' ? 'Recorded by us' : describeSource(first.source)}, {date}.{' '}
        {last && last !== first && (
          <TextLink
            href={`/recordings/compare?a=${first.id}&b=${last.id}`}
            prefetch={false}
            className="inline-block min-h-6"
          >
            Compare first and last
          </TextLink>
        )}
      </p>
      <SeriesTable series={series} />
    </section>
  );
}
