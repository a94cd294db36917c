import type { Metadata } from 'next';
import { ReadPage } from '@/components/recording/reading/read-page';
import { Page, PageHead } from '@/components/ui/page-head';
import { TextLink } from '@/components/ui/text-link';
import { sitePreview } from '../../site';

const description =
  'Paste the log of your own Docker build and see where the time went, what is in the image and which rules would have helped. Nothing is uploaded.';

export const metadata: Metadata = {
  title: 'Read your own build',
  description,
  alternates: { canonical: '/recordings/read' },
  openGraph: {
    title: 'Read your own build · Layerwise',
    description,
    type: 'website',
    siteName: 'Layerwise',
    images: [sitePreview],
  },
};

export default function ReadRoute() {
  return (
    <Page>
      <PageHead parent={{ href: '/recordings', name: 'Recorded builds' }} title="Read your own build">
        <p>
          Paste what a build printed, or what Docker tells of an image. It is read in this browser and goes nowhere. You
          see where the time went, and which rules would have saved it.
        </p>
      </PageHead>
      <ReadPage today={new Date().toISOString().slice(0, 10)} />
      <p className="mt-10 max-w-[66ch] text-muted text-sm">
        To judge a build by its own Dockerfile, open the files in the{' '}
        <TextLink href="/playground" prefetch={false}>
          playground
        </TextLink>{' '}
        and paste the log there.
      </p>
    </Page>
  );
}
