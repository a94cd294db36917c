import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import {
  PartsTable,
  Provenance,
  RebuildTable,
  RecordedDockerfile,
  RecordedFigures,
} from '@/components/recording/details';
import { groupSeries } from '@/components/recording/series';
import { SeriesTable } from '@/components/recording/series-table';
import { StepTable } from '@/components/recording/step-table';
import { Page, PageHead } from '@/components/ui/page-head';
import { TextLink } from '@/components/ui/text-link';
import { rules } from '@/lib/analyzer/rules/registry.generated';
import { readLessons } from '@/lib/content/lessons';
import { readRecording, readRecordings } from '@/lib/content/recordings';

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
    openGraph: { title, description: summary, type: 'article', siteName: 'Layerwise' },
  };
}

export default async function RecordingPage({ params }: RouteProps) {
  const recording = readRecording((await params).id);
  if (!recording) notFound();
  const series = groupSeries(readRecordings()).find((group) => group.recordings.includes(recording));
  const lessons = readLessons().filter((lesson) => lesson.meta.recordings.includes(recording.id));
  const usedBy = rules.filter((rule) => rule.recordings.includes(recording.id));

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
              <StepTable recording={recording} />
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
              <ul className="text-sm">
                {lessons.map((lesson) => (
                  <li key={lesson.name}>
                    <TextLink href={`/lessons/${lesson.track}/${lesson.name}`} className="inline-block min-h-7">
                      {lesson.meta.title}
                    </TextLink>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {usedBy.length > 0 && (
            <Section title="Evidence for">
              <ul className="text-sm">
                {usedBy.map((rule) => (
                  <li key={rule.id}>
                    <TextLink href={`/rules/${rule.id}`} className="inline-block min-h-7">
                      {rule.title}
                    </TextLink>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="pt-10">
      <h2 className="mb-3 font-semibold text-base">{title}</h2>
      {children}
    </section>
  );
}
