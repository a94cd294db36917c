import type { Metadata } from 'next';
import { ComparePage } from '@/components/recording/compare/compare-page';
import { Page, PageHead } from '@/components/ui/page-head';
import { readRecordings } from '@/lib/content/recordings';
import { sitePreview } from '../../site';

const description = 'Two Docker builds side by side: which steps differ, what grew, what shrank, and by how much.';

export const metadata: Metadata = {
  title: 'Compare two builds',
  description,
  alternates: { canonical: '/recordings/compare' },
  openGraph: {
    title: 'Compare two builds · Layerwise',
    description,
    type: 'website',
    siteName: 'Layerwise',
    images: [sitePreview],
  },
};

export default function CompareRoute() {
  const published = readRecordings().map(({ id, title }) => ({ id, title }));
  return (
    <Page>
      <PageHead parent={{ href: '/recordings', name: 'Recorded builds' }} title="Compare two builds">
        <p>Which steps differ, what grew and what shrank. Figures that do not count the same are not subtracted.</p>
      </PageHead>
      <ComparePage published={published} today={new Date().toISOString().slice(0, 10)} />
    </Page>
  );
}
