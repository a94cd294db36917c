import type { Metadata } from 'next';
import { describeEntry } from '@/components/recording/filter';
import { Gallery } from '@/components/recording/gallery';
import { groupSeries, listBases, type Series, sortByUse } from '@/components/recording/series';
import { SeriesTable } from '@/components/recording/series-table';
import { describeSource, formatSourceDate } from '@/components/recording/words';
import { Page, PageHead } from '@/components/ui/page-head';
import { readLessons } from '@/lib/content/lessons';
import { readRecordings } from '@/lib/content/recordings';

const description =
  'Builds of Docker images for Python that somebody really ran, with their sizes, times, circumstances and sources.';

export const metadata: Metadata = {
  title: 'Recorded builds',
  description,
  alternates: { canonical: '/recordings' },
  openGraph: { title: 'Recorded builds · Layerwise', description, type: 'website', siteName: 'Layerwise' },
};

export default function RecordingsPage() {
  const shown = readLessons().flatMap((lesson) => lesson.meta.recordings);
  const groups = sortByUse(groupSeries(readRecordings()), shown).map((series) => ({
    id: series.id,
    entries: series.recordings.map(describeEntry),
    content: <SeriesSection series={series} />,
  }));
  return (
    <Page>
      <PageHead title="Recorded builds">
        <p>
          Builds that somebody really ran. Every prediction here rests on such figures. An image has three sizes, so
          each one says what it counts; bars share a scale within a series, never across.
        </p>
      </PageHead>
      <Gallery groups={groups} />
    </Page>
  );
}

function SeriesSection({ series }: { readonly series: Series }) {
  const first = series.recordings[0];
  if (!first) return null;
  const heading = `series-${series.id}`;
  const date = formatSourceDate(first.source.date);
  return (
    <section aria-labelledby={heading} className="pt-12">
      <h2 id={heading} className="flex flex-wrap items-baseline gap-x-2 font-serif text-xl">
        {listBases(series).map((base, index) => (
          <span key={base}>
            {index > 0 && <span className="text-muted"> to </span>}
            {base}
          </span>
        ))}
      </h2>
      <p className="mt-1 mb-3 text-muted text-sm">
        {first.origin === 'ours' ? 'Recorded by us' : describeSource(first.source)}, {date}
      </p>
      <SeriesTable series={series} />
    </section>
  );
}
