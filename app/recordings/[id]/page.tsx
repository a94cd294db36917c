import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { contentTree } from '@/components/recording/contents';
import {
  PartsTable,
  Provenance,
  RebuildTable,
  RecordedDockerfile,
  RecordedFigures,
} from '@/components/recording/details';
import { LayerTable } from '@/components/recording/layer-table';
import { groupSeries } from '@/components/recording/series';
import { SeriesTable } from '@/components/recording/series-table';
import { StepTable } from '@/components/recording/step-table';
import { Treemap } from '@/components/treemap/treemap';
import { LinkList } from '@/components/ui/link-list';
import { Page, PageHead } from '@/components/ui/page-head';
import { TextLink } from '@/components/ui/text-link';
import { describedRules } from '@/lib/analyzer/described-rules';
import { readLessons } from '@/lib/content/lessons';
import { readRecording, readRecordings } from '@/lib/content/recordings';
import type { Recording } from '@/lib/recordings/schema';
import { sitePreview } from '../../site';

interface RouteProps {
  readonly params: Promise<{ id: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return readRecordings().map(({ id }) => ({ id }));
}

export async function generateMetadata({ params }: RouteProps): Promise<Metadata> {
  const recording = readRecording((await params).id);
  if (!recording) return {};
  const { title, summary, id } = recording;
  return {
    title,
    description: summary,
    alternates: { canonical: `/recordings/${id}` },
    openGraph: { title, description: summary, type: 'article', siteName: 'Layerwise', images: [sitePreview] },
  };
}

export default async function RecordingPage({ params }: RouteProps) {
  const recording = readRecording((await params).id);
  if (!recording) notFound();
  const series = groupSeries(readRecordings()).find((group) => group.recordings.includes(recording));
  const lessons = readLessons().filter((lesson) => lesson.meta.recordings.includes(recording.id));
  const usedBy = describedRules.filter((rule) => rule.recordings.includes(recording.id));

  const content = contentTree(recording);
  const before = neighbourOf(series?.recordings ?? [], recording);

  return (
    <Page>
      <PageHead parent={{ href: '/recordings', name: 'Recorded builds' }} title={recording.title}>
        <p>{recording.summary}</p>
      </PageHead>
      {!recording.works && (
        <p className="mb-6 max-w-[72ch] border-warning border-l-2 bg-warning-wash px-4 py-3 text-sm">
          <strong className="font-semibold">Does not work as printed.</strong> {recording.note}
        </p>
      )}
      <RecordedFigures recording={recording} />
      <div className="grid gap-x-16 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          {recording.instructions.length > 0 && (
            <Section title="The Dockerfile">
              <RecordedDockerfile recording={recording} />
            </Section>
          )}
          {recording.steps.length > 0 && (
            <Section title="Where the time went">
              <StepTable recording={recording} anchor="step" />
            </Section>
          )}
          {content && (
            <Section title="What is in it">
              <Treemap root={content} name="Content of the image" told="recorded" />
            </Section>
          )}
          {recording.layers && recording.layers.length > 0 && (
            <Section title="Layers">
              <LayerTable layers={recording.layers} />
            </Section>
          )}
          {recording.rebuilds.length > 0 && (
            <Section title="Built again">
              <RebuildTable recording={recording} />
            </Section>
          )}
          {recording.parts.length > 0 && (
            <Section title="What the source says is in it">
              <PartsTable recording={recording} />
            </Section>
          )}
          {series && series.recordings.length > 1 && (
            <Section title="The series around it">
              <SeriesTable series={series} current={recording.id} />
              {before && (
                <p className="mt-3 text-sm">
                  <TextLink href={`/recordings/compare?a=${before.id}&b=${recording.id}`} prefetch={false}>
                    Compare it with {before.title}, step by step
                  </TextLink>
                </p>
              )}
            </Section>
          )}
        </div>
        <div>
          <Section title="How it was recorded">
            <Provenance recording={recording} />
            {recording.works && recording.note && <p className="mt-4 text-ink-soft text-sm">{recording.note}</p>}
          </Section>
          {lessons.length > 0 && (
            <Section title="Shown in">
              <LinkList
                links={lessons.map(({ track, name, meta }) => ({
                  href: `/lessons/${track}/${name}`,
                  name: meta.title,
                }))}
              />
            </Section>
          )}
          {usedBy.length > 0 && (
            <Section title="Evidence for">
              <LinkList links={usedBy.map((rule) => ({ href: `/rules/${rule.id}`, name: rule.title }))} />
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
}

/** The build that it is first compared with: the one before it in its series, for the first the one after. */
function neighbourOf(series: readonly Recording[], recording: Recording): Recording | undefined {
  const place = series.indexOf(recording);
  return place > 0 ? series[place - 1] : series[1];
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="pt-10">
      <h2 className="mb-3 font-semibold text-base">{title}</h2>
      {children}
    </section>
  );
}
